import type {
  DenseExplanation,
  Explanation,
  LanguageExplanation,
  LexicalExplanation,
  RerankerExplanation,
} from "../../../../protocol/explanation.ts";
import type { FolderIndex } from "../indexing/folderIndex.ts";
import type { createScoreExplanation, WordScore } from "../lexical/explainScore.ts";
import { explanationHeadline, explanationNotes } from "./explanationWords.ts";
import { rerankingWeights, type RankedCandidate } from "./reranking/reranker.ts";
import { phrasesOf } from "./query/query.ts";
import type { SearchLegs, SearchOutcome } from "./search.ts";

/** Everything of an explanation that is not words. */
export type ExplanationFigures = Omit<Explanation, "headline" | "notes">;

/** Places from 1 by passage. */
const ranksOf = (passages: readonly number[]): ReadonlyMap<number, number> =>
  new Map(passages.map((passage, place) => [passage, place + 1]));

function rerankerOf({ features, score }: RankedCandidate, { head }: SearchOutcome): RerankerExplanation | null {
  if (features === undefined || head === undefined) return null;
  const weights = new Map<string, number>(Object.entries(rerankingWeights(head)));
  return {
    probability: score,
    features: Object.entries(features).map(([name, value]: [string, number]) => {
      const weight = weights.get(name) ?? 0;
      return { name, value, weight, contribution: weight * value };
    }),
  };
}

/** What every result of a query passes, as it was written; phrases of a sentence, and those found nowhere, are no demand. */
const filtersOfQuery = ({ query: { parts, isSentence }, isRelaxed }: SearchOutcome): readonly string[] =>
  parts.flatMap((part) =>
    part.kind === "filter" || part.kind === "without" || (part.kind === "phrase" && !isSentence && !isRelaxed)
      ? [part.source]
      : [],
  );

/** Builds the explaining of search results; nothing is computed before it is asked. */
export function createExplaining(ports: {
  readonly index: Pick<FolderIndex, "languageOf">;
  readonly scores: ReturnType<typeof createScoreExplanation>;
}) {
  const { index, scores } = ports;

  function languageOf(candidate: RankedCandidate, { questionLanguage }: SearchLegs): LanguageExplanation {
    const foreign = candidate.foreign === true;
    return { passage: index.languageOf(candidate.passage), question: questionLanguage ?? null, foreign };
  }

  function denseOf(candidate: RankedCandidate, legs: SearchLegs, rank: number | undefined) {
    const { passage, cosine, similarity = cosine, denseScaled: scaled } = candidate;
    if (cosine === undefined || similarity === undefined) return null;
    const vector = legs.embedded.includes(passage) ? "embedded now" : "stored";
    return {
      cosine,
      similarity,
      scaled,
      weight: legs.denseWeight,
      rank: rank ?? null,
      vector,
    } satisfies DenseExplanation;
  }

  const lexicalOf = (
    candidate: RankedCandidate,
    words: readonly WordScore[],
    { query, legs }: SearchOutcome,
    rank: number | undefined,
  ): LexicalExplanation => {
    const ofWords = words.reduce((sum, { score }) => sum + score, 0);
    return {
      score: candidate.lexical,
      scaled: candidate.lexicalScaled,
      weight: 1 - (legs?.denseWeight ?? 0),
      rank: rank ?? null,
      phrases: phrasesOf(query).length === 0 ? 0 : Math.max(0, candidate.lexical - ofWords),
      words,
    };
  };

  return {
    /**
     * How these candidates of a search came by their places; a passage that is none is left out.
     *
     * @throws when the search was not told to `explain`.
     */
    explain(outcome: SearchOutcome, passages: readonly number[]): ReadonlyMap<number, Explanation> {
      const { legs, candidates } = outcome;
      if (legs === undefined) throw new Error("The search was not told to explain.");
      const words = legs.denseWeight < 1 ? scores.explain(outcome.words, passages) : undefined;
      const lexicalRanks = ranksOf(legs.lexical.map(({ passage }) => passage));
      const denseRanks = ranksOf(legs.dense);
      const wanted = new Set(passages);
      const explanationOf = (candidate: SearchOutcome["candidates"][number], place: number): Explanation => {
        const { passage, score } = candidate;
        const figures: ExplanationFigures = {
          rank: place + 1,
          candidates: legs.candidates,
          score,
          lexical: lexicalOf(candidate, words?.get(passage) ?? [], outcome, lexicalRanks.get(passage)),
          dense: denseOf(candidate, legs, denseRanks.get(passage)),
          reranker: rerankerOf(candidate, outcome),
          exact: candidate.exact ?? null,
          filters: filtersOfQuery(outcome),
          corrections: outcome.corrections,
          language: languageOf(candidate, legs),
          alsoIn: [],
        };
        return { headline: explanationHeadline(figures), notes: explanationNotes(figures), ...figures };
      };
      return new Map(
        candidates.flatMap((candidate, place) =>
          wanted.has(candidate.passage) ? [[candidate.passage, explanationOf(candidate, place)] as const] : [],
        ),
      );
    },
  };
}
