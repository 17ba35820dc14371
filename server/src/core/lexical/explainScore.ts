import { inverseDocumentFrequency, normalisedFrequency, saturated } from "./bm25f.ts";
import type { Bm25fParameters, FieldLengths } from "./bm25f.ts";
import { fields } from "./fields.ts";
import type { Postings } from "./postings.ts";
import type { QueryWord } from "./queryTerms.ts";

export type FieldName = (typeof fields)[number];

/** What one field adds to a score: its share of the term's saturated weight. */
export interface FieldScore {
  readonly field: FieldName;
  /** How often it holds the term. */
  readonly frequency: number;
  readonly score: number;
}

/** What one term adds to a passage's score: the sum of its fields. */
export interface TermScore {
  readonly term: string;
  readonly idf: number;
  readonly fields: readonly FieldScore[];
  readonly score: number;
}

/** What one word of the question adds to a passage's score: the terms of its best reading; none where it is not held. */
export interface WordScore {
  readonly text: string;
  readonly terms: readonly TermScore[];
  readonly score: number;
}

interface TermHolders {
  readonly idf: number;
  /** Frequency of the term by field, for each passage asked about that holds it. */
  readonly frequencies: ReadonlyMap<number, readonly number[]>;
}

const total = (parts: readonly { readonly score: number }[]): number =>
  parts.reduce((sum, { score }) => sum + score, 0);

/** A guessed word counts less, in all its parts. */
const weighed = ({ term, idf, fields, score }: TermScore, weight: number): TermScore => ({
  term,
  idf,
  fields: fields.map((field) => ({ ...field, score: weight * field.score })),
  score: weight * score,
});

/**
 * Takes BM25F scores apart: by word of the question, term and field. The parts of a passage add up to the score that
 * `createBm25f` gives it. Costs about one scoring of the question, however many passages are asked about.
 */
export function createScoreExplanation(postings: Postings, lengths: FieldLengths, parameters: Bm25fParameters) {
  const weightOf = (field: number): number => parameters.weights[field] ?? 0;

  function holdersOf(term: string, wanted: ReadonlySet<number>): TermHolders {
    const holders = new Set<number>();
    const frequencies = new Map<number, number[]>();
    for (const field of fields.keys()) {
      if (weightOf(field) === 0) continue;
      postings.visit(field, term, (passage, frequency) => {
        if (!lengths.isLive(passage)) return;
        holders.add(passage);
        if (!wanted.has(passage)) return;
        const known = frequencies.get(passage) ?? fields.map(() => 0);
        known[field] = frequency;
        frequencies.set(passage, known);
      });
    }
    return { idf: inverseDocumentFrequency(holders.size, lengths.live), frequencies };
  }

  function scoreTerm(term: string, { idf, frequencies }: TermHolders, passage: number): TermScore {
    const held = (frequencies.get(passage) ?? []).flatMap((frequency, field) => {
      if (frequency === 0) return [];
      const b = parameters.b[field] ?? 0;
      const length = lengths.lengthsOf(field)[passage] ?? 0;
      const part = normalisedFrequency(frequency, weightOf(field), b, length, lengths.averageLength(field));
      return [{ field: fields[field] ?? "body", frequency, part }];
    });
    const whole = held.reduce((sum, { part }) => sum + part, 0);
    const score = whole > 0 ? saturated(whole, idf, parameters.k1) : 0;
    return {
      term,
      idf,
      fields: held.map(({ field, frequency, part }) => ({ field, frequency, score: (score * part) / whole })),
      score,
    };
  }

  return {
    /** How each passage came by its score, word by word in the order of the question. */
    explain(words: readonly QueryWord[], passages: readonly number[]): ReadonlyMap<number, readonly WordScore[]> {
      const wanted = new Set(passages);
      const terms = new Map<string, TermHolders>();
      for (const term of words.flatMap(({ alternatives }) => alternatives.flat())) {
        if (!terms.has(term)) terms.set(term, holdersOf(term, wanted));
      }
      const scoreWord = ({ text, alternatives, weights }: QueryWord, passage: number): WordScore => {
        let best: WordScore = { text, terms: [], score: 0 };
        for (const [place, alternative] of alternatives.entries()) {
          const weight = weights?.[place] ?? 1;
          const held = alternative.flatMap((term) => {
            const holders = terms.get(term);
            return holders?.frequencies.has(passage) === true
              ? [weighed(scoreTerm(term, holders, passage), weight)]
              : [];
          });
          if (total(held) > best.score) best = { text, terms: held, score: total(held) };
        }
        return best;
      };
      return new Map(passages.map((passage) => [passage, words.map((word) => scoreWord(word, passage))]));
    },
  };
}
