import { packTerms } from "../../indexing/packTerms.ts";
import type { Analyser } from "../../language/analyse.ts";
import { createBm25f, type FieldLengths } from "../../lexical/bm25f.ts";
import { fields } from "../../lexical/fields.ts";
import { createPackedPostings } from "../../lexical/packedPostings.ts";
import type { QuantizedVector } from "../../ports.ts";
import { createVectorIndex } from "../../vector/vectorIndex.ts";
import type { Pair } from "../pair.ts";
import { fitLabelRegression, type LabelRegression } from "./labelRegression.ts";

/** What demonstrations are chosen for: a text, with its vector where there are vectors. */
export interface SelectionInput {
  readonly text: string;
  readonly language: string;
  readonly vector?: QuantizedVector;
}

/** The ways to measure how similar an input is to the pairs. */
export type SimilarityMeasure = "bm25" | "vectors" | "hybrid";

/** The pairs that demonstrations are chosen from, with what is needed to compare them. */
export interface Pool {
  readonly pairs: readonly Pair[];
  /** Whether `vectors` and `hybrid` have vectors to go by; without them both are BM25. */
  readonly hasVectors: boolean;
  vectorOf(pair: number): QuantizedVector | undefined;
  /** Cosine of two pairs' inputs, or of a pair's with a vector; undefined without vectors. */
  cosine(pair: number, vector: QuantizedVector): number | undefined;
  /** The distinct terms of a text, barest forms of its words. */
  termsOf(text: string, language: string): ReadonlySet<string>;
  /** Pairs whose input holds the term. */
  documentFrequency(term: string): number;
  /** How likely the input is to have each of the pairs' labels, by vectors; undefined without vectors or labels. */
  labelProbabilities(input: SelectionInput, excluded?: ReadonlySet<number>): ReadonlyMap<string, number> | undefined;
  /** By pair, 0 to 1 where the highest is 1; the same input gives the same scores. */
  similarities(input: SelectionInput, measure: SimilarityMeasure): Float64Array;
}

/** As for passages in one field (Robertson and Zaragoza, 2009): inputs are short and alike in length. */
const parameters = { k1: 1.2, weights: fields.map((name) => (name === "body" ? 1 : 0)), b: fields.map(() => 0.75) };
const body = fields.indexOf("body");
/** Pairs packed at once. */
const packedAtOnce = 1_000;
/** The dense leg's share of a hybrid similarity, as in search; 0.7 is a point better on trec and no worse on sst2 (`bench/neighbours.ts`), too little to differ from search. */
const denseShare = 0.5;

/** Builds the pool. `vectors` are by pair; none, or one for each. */
export function createPool(
  pairs: readonly Pair[],
  { analyser, vectors = [] }: { readonly analyser: Analyser; readonly vectors?: readonly QuantizedVector[] },
): Pool {
  const { postings, lengths } = indexInputs(pairs, analyser);
  const bm25f = createBm25f(postings, lengths, parameters);
  const [first] = vectors;
  const index = first === undefined ? undefined : createVectorIndex(first.values.length);
  for (const [pair, vector] of vectors.entries()) index?.set(pair, vector);

  function lexical({ text, language }: SelectionInput): Float64Array {
    const words = Array.from(analyser.termsOfWords(text, language), (terms) => ({
      text: terms[0] ?? "",
      alternatives: terms.map((term) => [term]),
    }));
    const scores = bm25f.score(words);
    return scaled(Float64Array.from(pairs, (_, pair) => scores.scoreOf(pair)));
  }

  function dense(vector: QuantizedVector): Float64Array {
    return scaled(Float64Array.from(pairs, (_, pair) => index?.cosine(pair, vector) ?? -1));
  }

  /** Fitted when first asked for, which takes a second for 10,000 pairs. */
  let regression: LabelRegression | "none" | undefined;

  return {
    pairs,
    hasVectors: index !== undefined,
    vectorOf: (pair) => index?.vectorOf(pair),
    cosine: (pair, vector) => index?.cosine(pair, vector),
    termsOf: (text, language) => new Set(analyser.count(text, language).terms),
    documentFrequency: (term) => postings.count(body, term),
    labelProbabilities({ vector }, excluded) {
      if (vector === undefined) return undefined;
      regression ??= regressionOf(pairs, vectors) ?? "none";
      return regression === "none" ? undefined : regression.probabilities(vector, excluded);
    },
    similarities(input, measure) {
      const { vector } = input;
      if (measure === "bm25" || vector === undefined || index === undefined) return lexical(input);
      const byVectors = dense(vector);
      if (measure === "vectors") return byVectors;
      return lexical(input).map((score, pair) => (1 - denseShare) * score + denseShare * (byVectors[pair] ?? 0));
    },
  };
}

/** Undefined where a pair has no label. */
function regressionOf(pairs: readonly Pair[], vectors: readonly QuantizedVector[]): LabelRegression | undefined {
  const labels = pairs.flatMap(({ label }) => label ?? []);
  return labels.length < pairs.length ? undefined : fitLabelRegression(labels, vectors);
}

/** Scales to 0 to 1 by the least and the greatest, as fusion does. */
function scaled(scores: Float64Array): Float64Array {
  let [low, high] = [Infinity, -Infinity];
  for (const score of scores) {
    if (score < low) low = score;
    if (score > high) high = score;
  }
  return scores.map((score) => (high > low ? (score - low) / (high - low) : 0));
}

function indexInputs(pairs: readonly Pair[], analyser: Analyser) {
  const postings = createPackedPostings();
  const bodyLengths = new Float64Array(pairs.length);
  const nothing = { terms: [], frequencies: [] };
  for (let from = 0; from < pairs.length; from += packedAtOnce) {
    const some = pairs.slice(from, from + packedAtOnce);
    const terms = some.map(({ input, language }) => analyser.count(input, language));
    for (const [at, { frequencies }] of terms.entries())
      bodyLengths[from + at] = Array.from(frequencies).reduce((sum, count) => sum + count, 0);
    postings.add(
      some.map((_, at) => from + at),
      packTerms(terms.map((own) => fields.map((_, field) => (field === body ? own : nothing)))),
    );
  }
  const none = new Float64Array(pairs.length);
  const average = bodyLengths.reduce((sum, length) => sum + length, 0) / Math.max(1, pairs.length);
  const lengths: FieldLengths = {
    size: pairs.length,
    live: pairs.length,
    tombstones: 0,
    version: 1,
    isLive: () => true,
    lengthsOf: (field) => (field === body ? bodyLengths : none),
    averageLength: (field) => (field === body ? average : 0),
  };
  return { postings, lengths };
}
