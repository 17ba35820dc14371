import { mean } from "./bootstrap.ts";
import type { QuestionResult } from "./evaluate.ts";

const scoresOf = ({ modes }: QuestionResult): readonly number[] =>
  Array.from(modes.values(), ({ figures }) => figures["nDCG@10"]);

/** Questions that some mode did not answer with what is right in first place, the worst over all modes first. */
export function missedQuestions(results: readonly QuestionResult[]): readonly QuestionResult[] {
  return results
    .filter((result) => [...result.modes.values()].some(({ place }) => place !== 1))
    .map((result) => ({ result, score: mean(scoresOf(result)) }))
    .sort((a, b) => a.score - b.score)
    .map(({ result }) => result);
}
