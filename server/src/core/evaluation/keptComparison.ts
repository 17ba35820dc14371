import { t } from "@vscode/l10n";
import { plural, numeral } from "../../../../protocol/translate.ts";
import { isolate } from "../../../../protocol/isolate.ts";
import { comparePaired, differenceText, figure, type Difference } from "./compare.ts";
import { evaluationModes, type EvaluationMode, type QuestionResult } from "./evaluate.ts";
import type { Circumstances, KeptEvaluation } from "./history.ts";
import { byImportance } from "./summary.ts";
import { filesText, passagesText } from "./counts.ts";
import { wordingOf, type KeptKind, type KeptWording } from "./keptWording.ts";

/** How an evaluation differs from another one of the same set. */
export interface KeptComparison {
  /** When the other one was made, in ISO 8601. */
  readonly at: string;
  /** What is different about how it was searched, or about the documents; one sentence each. */
  readonly changes: readonly string[];
  readonly modes: readonly (Difference & { readonly mode: EvaluationMode; readonly sentence: string })[];
  /** What is worse, a sentence each, what search does by itself first. */
  readonly warnings: readonly string[];
}

/** Questions named that got worse, at most. */
const named = 3;
/** A smaller loss that may be chance is not warned of. */
const leastLoss = 0.01;

/** A question in both evaluations, with its nDCG@10. */
interface SharedQuestion {
  readonly text: string;
  readonly before: number;
  readonly after: number;
}

/** Compares question by question, as far as both have them; undefined where they share none. */
export function compareWithKept(
  results: readonly QuestionResult[],
  now: Circumstances,
  kept: KeptEvaluation,
  kind: KeptKind,
): KeptComparison | undefined {
  const wording = wordingOf(kind);
  const modes = evaluationModes.flatMap((mode) => {
    const shared = sharedQuestions(results, mode, kept.scores[mode] ?? {});
    return shared.length === 0 ? [] : [{ mode, ...compareShared(mode, shared, wording) }];
  });
  if (modes.length === 0) return undefined;
  const warnings = byImportance.flatMap((mode) => modes.find((each) => each.mode === mode)?.warning ?? []);
  return { at: kept.at, changes: changesBetween(kept, now, wording), modes, warnings };
}

const sharedQuestions = (
  results: readonly QuestionResult[],
  mode: EvaluationMode,
  scores: Readonly<Record<string, number>>,
): readonly SharedQuestion[] =>
  results.flatMap(({ id, text, modes }) => {
    const before = scores[id];
    const figures = modes.get(mode)?.figures;
    return before === undefined || figures === undefined ? [] : [{ text, before, after: figures["nDCG@10"] }];
  });

/** Scores are kept rounded. */
const isLess = (a: number, b: number): boolean => a < b - 1e-5;

function compareShared(mode: EvaluationMode, shared: readonly SharedQuestion[], wording: KeptWording) {
  const compared = comparePaired(
    shared.map(({ after }) => after),
    shared.map(({ before }) => before),
  );
  const worse = shared.filter(({ before, after }) => isLess(after, before));
  const better = shared.filter(({ before, after }) => isLess(before, after));
  const counts = t("{0} worse, {1} better", worse.length, better.length);
  const sentence = sentenceOf(mode, compared, counts, wording);
  const { verdict, difference } = compared;
  const isLoss = verdict === "worse" || (difference <= -leastLoss && worse.length > better.length);
  return { ...compared, sentence, warning: isLoss ? t("{0} Worst: {1}.", sentence, worstOf(worse)) : undefined };
}

function sentenceOf(mode: EvaluationMode, compared: Difference, counts: string, wording: KeptWording): string {
  const { verdict, difference, questions } = compared;
  const isWorse = difference < 0;
  const change = wording.changed(mode, isWorse ? "worse" : "better");
  const amount = differenceText(compared, isWorse ? -1 : 1);
  switch (verdict) {
    case "better":
    case "worse":
      return t("{0} by {1} (questions: {2}).", change, amount, counts);
    case "uncertain":
      return t("{0} by {1}, which may be chance (questions: {2}).", change, amount, counts);
    case "alike":
      return wording.alike(mode);
    case "few":
      return difference === 0
        ? wording.few(mode, questions)
        : plural(
            t,
            questions,
            {
              one: "{0} by {1} on {2} question, too few to be sure ({3}).",
              other: "{0} by {1} on {2} questions, too few to be sure ({3}).",
            },
            change,
            figure(Math.abs(difference)),
            questions,
            counts,
          );
  }
}

const worstOf = (worse: readonly SharedQuestion[]): string =>
  worse
    .toSorted((a, b) => a.after - a.before - (b.after - b.before))
    .slice(0, named)
    .map(({ text, before, after }) =>
      t("“{0}” ({1} → {2})", isolate(text), numeral(t, before, 2), numeral(t, after, 2)),
    )
    .join(", ");

function changesBetween(before: Circumstances, now: Circumstances, wording: KeptWording): readonly string[] {
  const names = new Set([...Object.keys(before.settings), ...Object.keys(now.settings)]);
  const settings = [...names].flatMap((name) => {
    const was = JSON.stringify(before.settings[name] ?? null);
    const is = JSON.stringify(now.settings[name] ?? null);
    return was === is ? [] : [wording.setting(name, was, is)];
  });
  const model = before.model === now.model ? [] : [wording.model(before.model, now.model)];
  const [was, is] = [countsOf(before), countsOf(now)];
  return [...settings, ...model, ...(was === is ? [] : [wording.documents(was, is)])];
}

const countsOf = ({ files, passages }: Circumstances): string =>
  t("{0} with {1}", filesText(files), passagesText(passages));
