import type { QuestionHead } from "../search/reranking/head.ts";
import { oddsOf, type RankedCandidate } from "../search/reranking/reranker.ts";
import type { SearchOutcome } from "../search/search.ts";
import type { RankedSentence } from "./extract.ts";
import { confidenceOf, type ConfidenceFeatures } from "./confidence.ts";

/** How likely it is that the folder answers, and what that was told by. */
export interface Assessment {
  readonly features: ConfidenceFeatures;
  readonly head: QuestionHead;
  /** 0 to 1. */
  readonly confidence: number;
}

/** With this many others to compare with, the lead of the best passage counts in full. */
const fullField = 9;

/** How likely it is that the folder answers, by what its search found and by the sentence that answers best. */
export function assess(outcome: SearchOutcome, best: Pick<RankedSentence, "features"> | undefined): Assessment {
  const features = featuresOf(outcome, best);
  const { head = "withoutVectors" } = outcome;
  return { features, head, confidence: outcome.candidates.length === 0 ? 0 : confidenceOf(features, head) };
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

/** How far a sentence's cosine lies above that of the folder as a whole, as a share of what is possible. */
const aboveBackground = ({ features: { similarity } }: Pick<RankedSentence, "features">, background: number): number =>
  (similarity - background) / Math.max(0.01, 1 - background);

function featuresOf(
  { candidates, weighted: words, background = 0 }: SearchOutcome,
  best: Pick<RankedSentence, "features"> | undefined,
): ConfidenceFeatures {
  const [first, second, ...others] = candidates;
  const behind = [second, ...others].slice(0, fullField).flatMap((candidate) => candidate ?? []);
  // Being first of two or three passages says little.
  const field = Math.min(1, (candidates.length - 1) / fullField);
  const whole = words.reduce((sum, { idf }) => sum + idf, 0);
  const unknown = words.reduce((sum, { idf, known }) => sum + (known ? 0 : idf), 0);
  const featureOf = (name: "similarity" | "grams", of: RankedCandidate): number => of.features?.[name] ?? 0;
  const above = (name: "similarity" | "grams", level: (values: readonly number[]) => number): number =>
    first === undefined || behind.length === 0
      ? 0
      : field * (featureOf(name, first) - level(behind.map((candidate) => featureOf(name, candidate))));
  return {
    score: first === undefined ? 0 : oddsOf(first),
    scoreLead: first === undefined || second === undefined ? 0 : field * (oddsOf(first) - oddsOf(second)),
    similarity: first?.features?.similarity ?? 0,
    similarityLead: above("similarity", mean),
    gramsLead: above("grams", (values) => Math.max(...values)),
    window: first?.features?.window ?? 0,
    unknown: whole > 0 ? unknown / whole : 0,
    numbersMissing: first?.features?.numbersMissing ?? 0,
    sentenceGrams: best?.features.grams ?? 0,
    sentenceSimilarity: best === undefined || best.features.similarity === 0 ? 0 : aboveBackground(best, background),
  };
}
