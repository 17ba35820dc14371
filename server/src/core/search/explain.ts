import type {
  DenseExplanation,
  Explanation,
  LanguageExplanation,
  LexicalExplanation,
} from "../../../../protocol/explanation.ts";
import type { FolderIndex } from "../indexing/folderIndex.ts";
import type { createScoreExplanation, WordScore } from "../lexical/explainScore.ts";
import { explanationHeadline, explanationNotes } from "./explanationWords.ts";
import type { FusedCandidate } from "./fusion.ts";
import type { SearchLegs, SearchOutcome } from "./search.ts";

/** Everything of an explanation that is not words. */
export type ExplanationFigures = Omit<Explanation, "headline" | "notes">;

/** Places from 1 by passage. */
const ranksOf = (passages: readonly number[]): ReadonlyMap<number, number> =>
  new Map(passages.map((passage, place) => [passage, place + 1]));

/** Builds the explaining of search results; nothing is computed before it is asked. */
export function createExplaining(ports: {
  readonly index: Pick<FolderIndex, "languageOf">;
  readonly scores: ReturnType<typeof createScoreExplanation>;
}) {
  const { index, scores } = ports;

  function languageOf(candidate: FusedCandidate, { questionLanguage }: SearchLegs): LanguageExplanation {
    const foreign = candidate.foreign === true;
    return { passage: index.languageOf(candidate.passage), question: questionLanguage ?? null, foreign };
  }

  function denseOf(candidate: FusedCandidate, legs: SearchLegs, rank: number | undefined) {
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
    candidate: FusedCandidate,
    words: readonly WordScore[],
    weight: number,
    rank: number | undefined,
  ): LexicalExplanation => ({
    score: candidate.lexical,
    scaled: candidate.lexicalScaled,
    weight,
    rank: rank ?? null,
    words,
  });

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
      const explanationOf = (candidate: FusedCandidate, place: number): Explanation => {
        const { passage, score } = candidate;
        const figures: ExplanationFigures = {
          rank: place + 1,
          candidates: legs.candidates,
          score,
          lexical: lexicalOf(candidate, words?.get(passage) ?? [], 1 - legs.denseWeight, lexicalRanks.get(passage)),
          dense: denseOf(candidate, legs, denseRanks.get(passage)),
          language: languageOf(candidate, legs),
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
