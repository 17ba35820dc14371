import type { Embedder, QuantizedVector } from "../ports.ts";
import type { ReadPassage } from "../search/reranking/reranker.ts";
import type { WeightedWord } from "../search/reranking/weightedWords.ts";
import type { SearchScope } from "../mentions/scope.ts";
import type { SearchOptions, SearchOutcome } from "../search/search.ts";
import { dot } from "../vector/quantize.ts";
import type { QuestionHead } from "../search/reranking/head.ts";
import { embeddedText } from "../indexing/makePassages.ts";
import { assess, type Assessment } from "./assess.ts";
import type { createSentenceFeatures, SentenceFeatures } from "./sentenceFeatures.ts";
import { sentenceCandidates, type SentenceCandidate } from "./sentenceRanking.ts";
import data from "./sentenceWeights.json" with { type: "json" };

/** A sentence with how well it answers. */
export interface RankedSentence extends SentenceCandidate {
  /** Higher is better; comparable within one question only. */
  readonly fit: number;
  /** The probability that it answers best, given that one of the sentences does; 0 to 1, all together 1. */
  readonly share: number;
  readonly features: SentenceFeatures;
}

/** The sentences that may answer a question, best first, and how likely it is that any does. */
export interface Extraction extends Assessment {
  readonly ranked: readonly RankedSentence[];
  /** The passages that were looked at, in the order of the search. */
  readonly read: readonly ReadPassage[];
  /** The question's words with their weights in the folder. */
  readonly weighted: readonly WeightedWord[];
}

export interface ExtractionParameters {
  /** Passages whose sentences are looked at. */
  readonly passages: number;
  /** Sentences whose meaning is compared with the question's: those that fit best by their words; across languages twice as many. */
  readonly embedded: number;
}

/** By `bench/sentenceRanking.ts`. */
export const defaultExtractionParameters: ExtractionParameters = { passages: 6, embedded: 8 };

type Unshared = Omit<RankedSentence, "share">;

/** The score of a sentence before and after its meaning was compared. */
function fitOf(features: SentenceFeatures, head: QuestionHead): number {
  const weights = data.heads[head].weights;
  const names = Object.keys(weights) as readonly (keyof SentenceFeatures)[];
  return names.reduce((sum, name) => sum + weights[name] * features[name], 0);
}

/** Best first, with each one's share of the probability. */
function withShares(sentences: readonly Unshared[]): readonly RankedSentence[] {
  const top = Math.max(...sentences.map(({ fit }) => fit));
  const weights = sentences.map(({ fit }) => Math.exp(fit - top));
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  return sentences
    .map((sentence, at) => ({ ...sentence, share: (weights[at] ?? 0) / whole }))
    .sort((a, b) => b.fit - a.fit);
}

/** Builds the search for answering sentences among the passages that a search found. */
export function createExtraction(ports: {
  readonly embedder: Embedder;
  readonly featuresOf: ReturnType<typeof createSentenceFeatures>;
  readonly parameters?: ExtractionParameters;
}) {
  const { embedder, featuresOf, parameters = defaultExtractionParameters } = ports;

  /** Compares the meaning of the sentences that fit best by their words, each under its headings; the others are left. */
  async function compareMeaning(
    byWords: readonly Unshared[],
    question: QuantizedVector,
    head: QuestionHead,
    signal: AbortSignal | undefined,
  ): Promise<readonly Unshared[] | undefined> {
    const chosen = byWords.slice(0, head === "crossLanguage" ? 2 * parameters.embedded : parameters.embedded);
    const vectors = await Promise.all(
      chosen.map(({ passage: { breadcrumb, text }, start, end }) =>
        embedder.embed(embeddedText(breadcrumb, text.slice(start, end)), "passage", signal),
      ),
    );
    const compared = chosen.map((sentence, place) => {
      const vector = vectors[place];
      if (vector?.ok !== true) return undefined;
      const features = { ...sentence.features, similarity: dot(vector.value, question) };
      return { ...sentence, features, fit: fitOf(features, head) };
    });
    return compared.every((sentence) => sentence !== undefined) ? compared : undefined;
  }

  function sentencesOf(outcome: SearchOutcome, scope: SearchScope | undefined) {
    const found = outcome.candidates.slice(0, parameters.passages).flatMap(({ passage, score }) => {
      const read = outcome.read.get(passage);
      return read === undefined ? [] : [{ read, score }];
    });
    const sentences = found.flatMap(({ read, score }, rank) => sentenceCandidates(read, rank, score, outcome.weighted));
    const asked = scope === undefined ? sentences : sentences.filter((one) => scope.holds(one.passage, one));
    return { read: found.map(({ read }) => read), sentences: asked };
  }

  return async function extract(
    question: string,
    outcome: SearchOutcome,
    { scope, signal }: Pick<SearchOptions, "scope" | "signal">,
  ): Promise<Extraction> {
    const { head = "withoutVectors" } = outcome;
    const { read, sentences } = sentencesOf(outcome, scope);
    const features = featuresOf(question, outcome.weighted, sentences);
    const fitted = (head: QuestionHead): readonly Unshared[] =>
      sentences
        .flatMap((sentence, place) => {
          const own = features[place];
          return own === undefined ? [] : [{ ...sentence, features: own, fit: fitOf(own, head) }];
        })
        .sort((a, b) => b.fit - a.fit);
    // Words of another language say nothing of which sentence it is.
    const byWords = fitted(head === "crossLanguage" ? "crossLanguage" : "withoutVectors");
    const compared =
      outcome.question === undefined || head === "withoutVectors"
        ? undefined
        : await compareMeaning(byWords, outcome.question, head, signal);
    const ranked = withShares(compared ?? byWords);
    return { ...assess(outcome, ranked[0]), ranked, read, weighted: outcome.weighted };
  };
}
