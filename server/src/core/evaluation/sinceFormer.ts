import { comparePaired, differenceText, figure, type Difference } from "./compare.ts";
import { evaluationModes, type EvaluationMode, type QuestionResult } from "./evaluate.ts";
import type { Circumstances, KeptEvaluation } from "./history.ts";

/** How an evaluation differs from a former one of the same set. */
export interface SinceFormer {
  /** When the former one was, in ISO 8601. */
  readonly at: string;
  /** What is different about how it was searched, or about the documents; one sentence each. */
  readonly changes: readonly string[];
  readonly modes: readonly (Difference & { readonly mode: EvaluationMode; readonly sentence: string })[];
  /** What got worse, a sentence each. */
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
export function compareWithFormer(
  results: readonly QuestionResult[],
  now: Circumstances,
  former: KeptEvaluation,
): SinceFormer | undefined {
  const modes = evaluationModes.flatMap((mode) => {
    const shared = sharedQuestions(results, mode, former.scores[mode] ?? {});
    return shared.length === 0 ? [] : [{ mode, ...compareShared(mode, shared) }];
  });
  if (modes.length === 0) return undefined;
  const warnings = modes.flatMap(({ warning }) => (warning === undefined ? [] : [warning]));
  return { at: former.at, changes: changesBetween(former, now), modes, warnings };
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

function compareShared(mode: EvaluationMode, shared: readonly SharedQuestion[]) {
  const compared = comparePaired(
    shared.map(({ after }) => after),
    shared.map(({ before }) => before),
  );
  const worse = shared.filter(({ before, after }) => isLess(after, before));
  const better = shared.filter(({ before, after }) => isLess(before, after));
  const sentence = sentenceOf(mode, compared, `${worse.length} worse, ${better.length} better`);
  const { verdict, difference } = compared;
  const isLoss = verdict === "worse" || (difference <= -leastLoss && worse.length > better.length);
  return { ...compared, sentence, warning: isLoss ? `${sentence} Worst: ${worstOf(worse)}.` : undefined };
}

function sentenceOf(mode: EvaluationMode, compared: Difference, counts: string): string {
  const { verdict, difference, questions } = compared;
  const way = difference < 0 ? "worse" : "better";
  const amount = differenceText(compared, difference < 0 ? -1 : 1);
  switch (verdict) {
    case "better":
    case "worse":
      return `${mode} got ${way} by ${amount} (questions: ${counts}).`;
    case "uncertain":
      return `${mode} got ${way} by ${amount}, which may be chance (questions: ${counts}).`;
    case "alike":
      return `${mode} ranks as before on every question.`;
    case "few":
      return difference === 0
        ? `${mode} is as good as before on ${questions} questions, too few to be sure.`
        : `${mode} got ${way} by ${figure(Math.abs(difference))} on ${questions} questions, too few to be sure (${counts}).`;
  }
}

const worstOf = (worse: readonly SharedQuestion[]): string =>
  worse
    .toSorted((a, b) => a.after - a.before - (b.after - b.before))
    .slice(0, named)
    .map(({ text, before, after }) => `“${text}” (${before.toFixed(2)} → ${after.toFixed(2)})`)
    .join(", ");

function changesBetween(before: Circumstances, now: Circumstances): readonly string[] {
  const names = new Set([...Object.keys(before.settings), ...Object.keys(now.settings)]);
  const settings = [...names].flatMap((name) => {
    const [old, current] = [before.settings[name], now.settings[name]].map((value) => JSON.stringify(value ?? null));
    return old === current ? [] : [`${name} was ${old} and is ${current}.`];
  });
  const model = before.model === now.model ? [] : [`The model was ${before.model} and is ${now.model}.`];
  const documents =
    before.files === now.files && before.passages === now.passages
      ? []
      : [
          `There were ${before.files} files with ${before.passages} passages, and are ${now.files} with ${now.passages}.`,
        ];
  return [...settings, ...model, ...documents];
}
