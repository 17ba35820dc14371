import { fields } from "./fields.ts";
import type { Postings } from "./postings.ts";
import type { QueryWord } from "./queryTerms.ts";

/** Saturation `k1`, and for each field its weight and how strongly its length counts (`b`, 0 to 1). */
export interface Bm25fParameters {
  readonly k1: number;
  readonly weights: readonly number[];
  readonly b: readonly number[];
}

/** What BM25F must know of the passages besides their postings; kept current by the index. */
export interface FieldLengths {
  /** One more than the highest passage number. */
  readonly size: number;
  /** Passages that are not removed. */
  readonly live: number;
  isLive(passage: number): boolean;
  lengthOf(field: number, passage: number): number;
  averageLength(field: number): number;
}

export interface ScoredPassage {
  readonly passage: number;
  readonly score: number;
}

/**
 * Scores passages by BM25F: term frequencies are weighted and normalised by length field by field, summed, and only
 * then saturated (Robertson, Zaragoza and Taylor, "Simple BM25 extension to multiple weighted fields", CIKM 2004; idf
 * with one added inside the logarithm, so that it is never negative).
 */
export function createBm25f(postings: Postings, lengths: FieldLengths, parameters: Bm25fParameters) {
  let scores = new Float64Array(0);
  let wordScores = new Float64Array(0);
  let alternativeScores = new Float64Array(0);
  let frequencies = new Float64Array(0);

  function grow(): void {
    if (scores.length >= lengths.size) return;
    const size = Math.ceil(lengths.size * 1.2) + 16;
    [scores, wordScores, alternativeScores, frequencies] = [0, 1, 2, 3].map(() => new Float64Array(size)) as [
      Float64Array<ArrayBuffer>,
      Float64Array<ArrayBuffer>,
      Float64Array<ArrayBuffer>,
      Float64Array<ArrayBuffer>,
    ];
  }

  /** Adds a term's saturated weight to `into` for each passage that holds it, and notes those passages. */
  function addTerm(term: string, into: Float64Array, touched: number[]): void {
    const holders: number[] = [];
    for (const [field] of fields.entries()) {
      const weight = parameters.weights[field] ?? 0;
      if (weight === 0) continue;
      const b = parameters.b[field] ?? 0;
      const average = lengths.averageLength(field);
      postings.visit(field, term, (passage, frequency) => {
        if (!lengths.isLive(passage)) return;
        if (frequencies[passage] === 0) holders.push(passage);
        frequencies[passage] =
          (frequencies[passage] ?? 0) +
          normalisedFrequency(frequency, weight, b, lengths.lengthOf(field, passage), average);
      });
    }
    const idf = inverseDocumentFrequency(holders.length, lengths.live);
    for (const passage of holders) {
      const frequency = frequencies[passage] ?? 0;
      frequencies[passage] = 0;
      if (into[passage] === 0) touched.push(passage);
      into[passage] = (into[passage] ?? 0) + saturated(frequency, idf, parameters.k1);
    }
  }

  function addWord(word: QueryWord, touched: number[]): void {
    const [first, ...others] = word.alternatives;
    if (first === undefined) return;
    if (others.length === 0) {
      for (const term of first) addTerm(term, scores, touched);
      return;
    }
    const wordTouched: number[] = [];
    for (const terms of word.alternatives) {
      const alternativeTouched: number[] = [];
      for (const term of terms) addTerm(term, alternativeScores, alternativeTouched);
      for (const passage of alternativeTouched) {
        const score = alternativeScores[passage] ?? 0;
        alternativeScores[passage] = 0;
        if (wordScores[passage] === 0) wordTouched.push(passage);
        if (score > (wordScores[passage] ?? 0)) wordScores[passage] = score;
      }
    }
    for (const passage of wordTouched) {
      if (scores[passage] === 0) touched.push(passage);
      scores[passage] = (scores[passage] ?? 0) + (wordScores[passage] ?? 0);
      wordScores[passage] = 0;
    }
  }

  return {
    /** Every passage that holds a word of the question, in no order. */
    score(words: readonly QueryWord[]): ScoredPassage[] {
      grow();
      const touched: number[] = [];
      for (const word of words) addWord(word, touched);
      return touched.map((passage) => {
        const score = scores[passage] ?? 0;
        scores[passage] = 0;
        return { passage, score };
      });
    },
    /** The score of a passage of average length that holds every term of the question once, in its best language. */
    fullScore(words: readonly QueryWord[]): number {
      const idfOf = (term: string): number => inverseDocumentFrequency(documentFrequency(term), lengths.live);
      const ofWord = ({ alternatives }: QueryWord): number =>
        Math.max(0, ...alternatives.map((terms) => terms.reduce((total, term) => total + idfOf(term), 0)));
      return words.reduce((total, word) => total + ofWord(word), 0);
    },
    /** How rare a word is: the highest idf of its terms, and of an unknown word the highest there can be. */
    rarity(word: QueryWord): { readonly idf: number; readonly known: boolean } {
      let holders = 0;
      for (const term of word.alternatives.flat()) holders = Math.max(holders, documentFrequency(term));
      return { idf: inverseDocumentFrequency(holders, lengths.live), known: holders > 0 };
    },
  };

  function documentFrequency(term: string): number {
    let most = 0;
    for (const [field] of fields.entries()) {
      let count = 0;
      postings.visit(field, term, (passage) => {
        if (lengths.isLive(passage)) count += 1;
      });
      most = Math.max(most, count);
    }
    return most;
  }
}

/** A field's part in a term's frequency: `weight * tf / (1 - b + b * length / average)`. */
export const normalisedFrequency = (
  frequency: number,
  weight: number,
  b: number,
  length: number,
  averageLength: number,
): number => (weight * frequency) / (1 - b + (b * length) / Math.max(1, averageLength));

/** What a term adds to a score, by its frequency over all fields: 0 to `idf * (k1 + 1)`. */
export const saturated = (frequency: number, idf: number, k1: number): number =>
  (idf * frequency * (k1 + 1)) / (k1 + frequency);

/** `ln(1 + (N - n + 0.5) / (n + 0.5))`, 0 or more. */
export const inverseDocumentFrequency = (holders: number, passages: number): number =>
  Math.log(1 + (Math.max(passages, holders) - holders + 0.5) / (holders + 0.5));

/** Title, headings, path, body; chosen by `bench/retrieval.ts` over the development sets. */
export const defaultBm25fParameters: Bm25fParameters = { k1: 1.2, weights: [2, 1.5, 0.5, 1], b: [0.6, 0.6, 0.6, 0.6] };
