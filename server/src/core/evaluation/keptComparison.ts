import { isolate } from "../../../../protocol/isolate.ts";
import { comparePaired, differenceText, figure, type Difference } from "./compare.ts";
import { evaluationModes, type EvaluationMode, type QuestionResult } from "./evaluate.ts";
import type { Circumstances, KeptEvaluation } from "./history.ts";
import { byImportance } from "./summary.ts";

/** What an evaluation is compared with: one that was made before, or one of the same documents with default settings. */
export type KeptKind = "former" | "defaults";

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

/** How it is said of what an evaluation is compared with. */
interface Wording {
  readonly changed: (way: "better" | "worse") => string;
  readonly same: string;
  /** `was` and `is` as JSON. */
  readonly setting: (name: string, was: string, is: string) => string;
  readonly model: (was: string, is: string) => string;
  /** `was` and `is` as counts of files and passages. */
  readonly documents: (was: string, is: string) => string;
}

const wordings: Readonly<Record<KeptKind, Wording>> = {
  former: {
    changed: (way) => `got ${way}`,
    same: "as before",
    setting: (name, was, is) => `${name} was ${was} and is ${is}.`,
    model: (was, is) => `The model was ${was} and is ${is}.`,
    documents: (was, is) => `There were ${was}, and are ${is}.`,
  },
  defaults: {
    changed: (way) => `is ${way} than with the default settings`,
    same: "as with the default settings",
    setting: (name, was, is) => `${name} is ${is}; its default is ${was}.`,
    model: (was, is) => `The model is ${is}; the default is ${was}.`,
    documents: (was, is) => `There are ${is}; with the default settings there are ${was}.`,
  },
};

/** Compares question by question, as far as both have them; undefined where they share none. */
export function compareWithKept(
  results: readonly QuestionResult[],
  now: Circumstances,
  kept: KeptEvaluation,
  kind: KeptKind,
): KeptComparison | undefined {
  const wording = wordings[kind];
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

function compareShared(mode: EvaluationMode, shared: readonly SharedQuestion[], wording: Wording) {
  const compared = comparePaired(
    shared.map(({ after }) => after),
    shared.map(({ before }) => before),
  );
  const worse = shared.filter(({ before, after }) => isLess(after, before));
  const better = shared.filter(({ before, after }) => isLess(before, after));
  const counts = `${worse.length} worse, ${better.length} better`;
  const sentence = sentenceOf(mode, compared, counts, wording);
  const { verdict, difference } = compared;
  const isLoss = verdict === "worse" || (difference <= -leastLoss && worse.length > better.length);
  return { ...compared, sentence, warning: isLoss ? `${sentence} Worst: ${worstOf(worse)}.` : undefined };
}

function sentenceOf(mode: EvaluationMode, compared: Difference, counts: string, { changed, same }: Wording): string {
  const { verdict, difference, questions } = compared;
  const isWorse = difference < 0;
  const change = changed(isWorse ? "worse" : "better");
  const amount = differenceText(compared, isWorse ? -1 : 1);
  switch (verdict) {
    case "better":
    case "worse":
      return `${mode} ${change} by ${amount} (questions: ${counts}).`;
    case "uncertain":
      return `${mode} ${change} by ${amount}, which may be chance (questions: ${counts}).`;
    case "alike":
      return `${mode} ranks ${same} on every question.`;
    case "few":
      return difference === 0
        ? `${mode} is as good ${same} on ${questions} questions, too few to be sure.`
        : `${mode} ${change} by ${figure(Math.abs(difference))} on ${questions} questions, too few to be sure (${counts}).`;
  }
}

const worstOf = (worse: readonly SharedQuestion[]): string =>
  worse
    .toSorted((a, b) => a.after - a.before - (b.after - b.before))
    .slice(0, named)
    .map(({ text, before, after }) => `“${isolate(text)}” (${before.toFixed(2)} → ${after.toFixed(2)})`)
    .join(", ");

function changesBetween(before: Circumstances, now: Circumstances, wording: Wording): readonly string[] {
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

const countsOf = ({ files, passages }: Circumstances): string => `${files} files with ${passages} passages`;
