import type { Support } from "../../../../../protocol/views.ts";
import calibration from "./calibration.json" with { type: "json" };

/** What is known of how well a sentence is held by its sources; each 0 to 1. */
export interface SupportFeatures {
  /** The least share of content words that the evidence holds of any clause. */
  readonly weakest: number;
  /** Share of its neighbouring content words that stand near each other in the evidence too. */
  readonly adjacency: number;
  /** Cosine with the nearest source sentence, less the usual one of unrelated texts; 0 without vectors. */
  readonly similarity: number;
}

/** Which weights count: words alone, words and vectors, or vectors across languages. */
export type SupportHead = keyof typeof calibration.heads;

/**
 * The calibrated probability that a sentence is supported: logistic regression, fitted by `bench/verification.ts`, whose
 * report stands in docs/verification.md.
 */
export function supportProbability(features: SupportFeatures, head: SupportHead): number {
  const { bias, weights } = calibration.heads[head];
  const names = Object.keys(weights) as readonly (keyof SupportFeatures)[];
  return 1 / (1 + Math.exp(-names.reduce((sum, name) => sum + weights[name] * features[name], bias)));
}

/** The grade of a probability; the thresholds are those of the calibration. */
export function gradeOf(probability: number, head: SupportHead): Support {
  const { supported, partly } = calibration.heads[head];
  return probability >= supported ? "supported" : probability >= partly ? "partly" : "unsupported";
}
