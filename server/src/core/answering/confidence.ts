import type { QuestionHead } from "../search/reranking/head.ts";
import weights from "./confidence.json" with { type: "json" };

/**
 * What is known of a question's candidates, for telling whether the folder answers it at all.
 *
 * Tried and left out, since no figure rose (`bench/confidence.ts`): the rarest of the question's words that the best passage
 * lacks, how many it lacks, the names it lacks, the best sentence's share of the question's words, whether it holds
 * something of the kind asked for, and its share of the probability (which made near misses sure of themselves).
 */
export interface ConfidenceFeatures {
  /** The reranker's score of the best passage, as log-odds; about -6 to 4. */
  readonly score: number;
  /** By how much that score lies above the second's; less with fewer candidates, 0 with one. */
  readonly scoreLead: number;
  /** How far the best passage's cosine lies above the folder's own (see `RerankingFeatures.similarity`). */
  readonly similarity: number;
  /** The same above the mean of the next nine; less with fewer candidates, 0 with one or without vectors. */
  readonly similarityLead: number;
  /** Share of the question's character grams in the best passage above the best of the others, -1 to 1. */
  readonly gramsLead: number;
  /** Share of the question in the best passage's best three sentences, 0 to 1. */
  readonly window: number;
  /** Share of the question's weight that no passage of the folder holds, 0 to 1. */
  readonly unknown: number;
  /** Share of the question's numbers that the best passage lacks, 0 to 1. */
  readonly numbersMissing: number;
  /** Share of the question's character grams in the sentence that answers best, 0 to 1. */
  readonly sentenceGrams: number;
  /** How far that sentence's cosine with the question lies above the folder's own (see `RerankingFeatures`); 0 without vectors. */
  readonly sentenceSimilarity: number;
}

export type ConfidenceFeature = keyof ConfidenceFeatures;

/**
 * The calibrated probability that the folder answers, 0 to 1: logistic regression, fitted by `bench/confidence.ts` on
 * questions and the same questions with their page taken out; figures stand in the weights' file.
 */
export function confidenceOf(features: ConfidenceFeatures, head: QuestionHead): number {
  const { bias, weights: of } = weights.heads[head];
  const names = Object.keys(of) as readonly ConfidenceFeature[];
  const sum = names.reduce((total, name) => total + of[name] * features[name], bias);
  return 1 / (1 + Math.exp(-sum));
}
