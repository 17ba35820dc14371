import { normalise } from "../../language/fold.ts";
import type { TokenProbability } from "./completionModel.ts";

const keyOf = (text: string): string => normalise(text).replace(/\s+/gu, " ").trim();
const isWordLike = /[\p{L}\p{N}\p{M}_]/u;

/**
 * The label that a model wrote: the longest one that its answer begins with, as a whole word, case, marks and leading
 * punctuation aside. Undefined where it begins with none. Labels may be beginnings of each other (`not`, `not relevant`).
 */
export function labelIn(written: string, labels: readonly string[]): string | undefined {
  const answer = keyOf(written).replace(/^[\s"'«“„([{*_`.:-]+/u, "");
  let best: string | undefined;
  for (const label of labels) {
    const key = keyOf(label);
    if (key === "" || !answer.startsWith(key)) continue;
    const next = answer.slice(key.length, key.length + 1);
    if (isWordLike.test(next) && isWordLike.test(key.slice(-1))) continue;
    if (best === undefined || key.length > keyOf(best).length) best = label;
  }
  return best;
}

/**
 * Probabilities of labels from the likeliest first tokens: each token's is given to the labels that it begins, in equal
 * parts; 0 for a label that none begins. Undefined where no token begins any.
 */
export function labelProbabilities(
  tokens: readonly TokenProbability[],
  labels: readonly string[],
): readonly number[] | undefined {
  const keys = labels.map(keyOf);
  const sums = labels.map(() => 0);
  for (const { token, logprob } of tokens) {
    const piece = keyOf(token);
    if (piece === "") continue;
    const begun = [...keys.keys()].filter((at) => (keys[at] ?? "").startsWith(piece) || piece === keys[at]);
    for (const at of begun) sums[at] = (sums[at] ?? 0) + Math.exp(logprob) / begun.length;
  }
  const total = sums.reduce((sum, value) => sum + value, 0);
  return total === 0 ? undefined : sums.map((value) => value / total);
}

/** Inputs that say nothing: what a model answers to them is its leaning. */
export const contentFreeInputs = ["N/A", "[MASK]", ""] as const;

/**
 * Divides each label's probability by what it is for inputs that say nothing, and gives the place of the greatest
 * (contextual calibration: Zhao and others, "Calibrate Before Use", ICML 2021).
 */
export function calibratedLabel(probabilities: readonly number[], leaning: readonly number[]): number {
  const least = 1e-4;
  let [best, highest] = [0, -Infinity];
  for (const [at, probability] of probabilities.entries()) {
    const weighed = probability / Math.max(least, leaning[at] ?? 0);
    if (weighed > highest) [best, highest] = [at, weighed];
  }
  return best;
}
