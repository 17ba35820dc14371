import weights from "./confidence.json" with { type: "json" };

/** What is known of the best passage of a question, for telling whether it answers at all. */
export interface ConfidenceFeatures {
  /** Cosine of question and passage, about 0.7 to 0.95 with the bundled model; 0 where there is no vector. */
  readonly cosine: number;
  /** How far the best similarity lies above the mean of the next nine; less with fewer candidates, 0 with one. */
  readonly cosineLead: number;
  /** Share of the question's weight in the best sentence with its neighbours, 0 to 1. */
  readonly coverage: number;
  /** Share of the question's weight that no passage of the folder holds, 0 to 1. */
  readonly unknown: number;
  /** How far the best mixed score lies above the second, 0 to 1; less with fewer candidates, 0 with one. */
  readonly lead: number;
}

/** Questions in the passage's own language, in another one, and passages without vectors are told apart. */
export type ConfidenceHead = keyof typeof weights.heads;

/**
 * The calibrated probability that the folder answers, 0 to 1: logistic regression, fitted by `bench/confidence.ts` on
 * questions and the same questions with their page taken out; figures stand in the weights' file.
 */
export function confidenceOf(features: ConfidenceFeatures, head: ConfidenceHead): number {
  const { bias, weights: of } = weights.heads[head];
  const sum =
    bias +
    of.cosine * features.cosine +
    of.cosineLead * features.cosineLead +
    of.coverage * features.coverage +
    of.unknown * features.unknown +
    of.lead * features.lead;
  return 1 / (1 + Math.exp(-sum));
}
