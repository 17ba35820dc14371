import { createBest, type ScoredPassage } from "../ranking/best.ts";
import { fields } from "./fields.ts";
import { frequencyOf, passageOf, type Postings } from "./postings.ts";
import type { QueryWord } from "./queryTerms.ts";
import { createTermScoreCache } from "./termScores.ts";

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
  /** Passages removed since, whose postings may still be there. */
  readonly tombstones: number;
  /** Changes whenever passages are added or removed. */
  readonly version: number;
  isLive(passage: number): boolean;
  /** A field's lengths by passage; as they are until the next change. */
  lengthsOf(field: number): ArrayLike<number>;
  averageLength(field: number): number;
}

/** What one question's words say of every passage. */
export interface LexicalScores {
  /** 0 for a passage that holds no word of the question. */
  scoreOf(passage: number): number;
  /** The best of those that `accepts`, at most `limit`, best first; ties by number. */
  best(limit: number, accepts: (passage: number) => boolean): readonly ScoredPassage[];
}

/** Numbers by passage that are 0 between uses, with a list of those that are not. */
interface Scratch {
  values: Float64Array;
  touched: Uint32Array;
  count: number;
}

/**
 * Scores passages by BM25F: term frequencies are weighted and normalised by length field by field, summed, and only
 * then saturated (Robertson, Zaragoza and Taylor, "Simple BM25 extension to multiple weighted fields", CIKM 2004; idf
 * with one added inside the logarithm, so that it is never negative).
 */
export function createBm25f(postings: Postings, lengths: FieldLengths, parameters: Bm25fParameters) {
  const frequencies = emptyScratch();
  const alternatives = emptyScratch();
  const best = emptyScratch();
  const remembered = createTermScoreCache();
  const documentFrequencies = new Map<string, number>();
  /** Scores of the term at hand, in the order of `frequencies.touched`. */
  let ownScores = new Float64Array(0);
  let version = -1;

  /** Adds a term's saturated weight to `into` for each passage that holds it. */
  function addTerm(term: string, into: Scratch): void {
    const known = remembered.get(term, lengths.version);
    if (known !== undefined) {
      const { passages, scores } = known;
      for (let at = 0; at < passages.length; at += 1) add(into, passages[at] as number, scores[at] as number);
      return;
    }
    for (const field of fields.keys()) {
      const weight = parameters.weights[field] ?? 0;
      if (weight === 0) continue;
      const b = parameters.b[field] ?? 0;
      const average = lengths.averageLength(field);
      const ofField = lengths.lengthsOf(field);
      const allLive = lengths.tombstones === 0;
      // The innermost loop of a search: no call that is not inlined, nothing allocated.
      for (const posting of postings.list(field, term)) {
        const passage = passageOf(posting);
        if (!allLive && !lengths.isLive(passage)) continue;
        const length = ofField[passage] as number;
        add(frequencies, passage, normalisedFrequency(frequencyOf(posting), weight, b, length, average));
      }
    }
    const idf = inverseDocumentFrequency(frequencies.count, lengths.live);
    let count = 0;
    drain(frequencies, (passage, frequency) => {
      const score = saturated(frequency, idf, parameters.k1);
      add(into, passage, score);
      ownScores[count] = score;
      count += 1;
    });
    remembered.keep(term, frequencies.touched, ownScores, count);
  }

  function addWord(word: QueryWord, into: Scratch): void {
    const [first, ...others] = word.alternatives;
    if (first === undefined) return;
    if (others.length === 0 && word.weights === undefined) {
      for (const term of first) addTerm(term, into);
      return;
    }
    for (const [place, terms] of word.alternatives.entries()) {
      const weight = word.weights?.[place] ?? 1;
      for (const term of terms) addTerm(term, alternatives);
      drain(alternatives, (passage, full) => {
        const score = weight * full;
        const before = best.values[passage] as number;
        if (before === 0) add(best, passage, score);
        else if (score > before) best.values[passage] = score;
      });
    }
    drain(best, (passage, score) => {
      add(into, passage, score);
    });
  }

  return {
    score(words: readonly QueryWord[]): LexicalScores {
      for (const scratch of [frequencies, alternatives, best]) fit(scratch, lengths.size);
      if (ownScores.length < frequencies.values.length) ownScores = new Float64Array(frequencies.values.length);
      const total = fit(emptyScratch(), lengths.size);
      for (const word of words) addWord(word, total);
      return {
        scoreOf: (passage) => total.values[passage] ?? 0,
        best(limit, accepts) {
          const found = createBest(limit);
          let { least } = found;
          for (let at = 0; at < total.count; at += 1) {
            const passage = total.touched[at] as number;
            const score = total.values[passage] as number;
            if (score < least || !found.wants(passage, score) || !accepts(passage)) continue;
            found.add(passage, score);
            ({ least } = found);
          }
          return found.sorted();
        },
      };
    },
    /** The score of a passage of average length that holds every term of the question once, in its best language. */
    fullScore(words: readonly QueryWord[]): number {
      const idfOf = (term: string): number => inverseDocumentFrequency(documentFrequency(term), lengths.live);
      const ofWord = ({ alternatives, weights }: QueryWord): number =>
        alternatives.reduce((most, terms, place) => {
          const full = terms.reduce((total, term) => total + idfOf(term), 0);
          return Math.max(most, (weights?.[place] ?? 1) * full);
        }, 0);
      return words.reduce((total, word) => total + ofWord(word), 0);
    },
    /** How rare a word is: the highest idf of its terms, and of an unknown word the highest there can be. */
    rarity(word: QueryWord): { readonly idf: number; readonly known: boolean } {
      let holders = 0;
      for (const term of word.alternatives.flat()) holders = Math.max(holders, documentFrequency(term));
      return { idf: inverseDocumentFrequency(holders, lengths.live), known: holders > 0 };
    },
  };

  /** Passages that hold a term in the field that holds it most often; remembered until the index changes. */
  function documentFrequency(term: string): number {
    if (version !== lengths.version || documentFrequencies.size > mostRemembered) documentFrequencies.clear();
    version = lengths.version;
    const known = documentFrequencies.get(term);
    if (known !== undefined) return known;
    let most = 0;
    for (const field of fields.keys()) most = Math.max(most, liveCount(field, term));
    documentFrequencies.set(term, most);
    return most;
  }

  function liveCount(field: number, term: string): number {
    if (lengths.tombstones === 0) return postings.count(field, term);
    let count = 0;
    postings.visit(field, term, (passage) => {
      if (lengths.isLive(passage)) count += 1;
    });
    return count;
  }
}

const mostRemembered = 10_000;

const emptyScratch = (): Scratch => ({ values: new Float64Array(0), touched: new Uint32Array(0), count: 0 });

/** Makes room for passages below `size` in a scratch that is not in use. */
function fit(scratch: Scratch, size: number): Scratch {
  if (scratch.values.length >= size) return scratch;
  scratch.values = new Float64Array(Math.ceil(size * 1.2) + 16);
  scratch.touched = new Uint32Array(scratch.values.length);
  return scratch;
}

/** Adds to a passage's number; what is added is over 0. */
function add(scratch: Scratch, passage: number, amount: number): void {
  const before = scratch.values[passage] as number;
  if (before === 0) {
    scratch.touched[scratch.count] = passage;
    scratch.count += 1;
  }
  scratch.values[passage] = before + amount;
}

/** Hands out every number that is not 0, and leaves all at 0. */
function drain(scratch: Scratch, receive: (passage: number, value: number) => void): void {
  const { values, touched, count } = scratch;
  scratch.count = 0;
  for (let at = 0; at < count; at += 1) {
    const passage = touched[at] as number;
    const value = values[passage] as number;
    values[passage] = 0;
    receive(passage, value);
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

/**
 * Title, headings, path, body, links. `bench/lexical.ts` finds no single change that holds on a family of sets it was not
 * chosen on; `k1` 2.2 would give cnil-fr 0.049 nDCG@10 and cost every other set 0.003 to 0.005.
 */
export const defaultBm25fParameters: Bm25fParameters = {
  k1: 1.2,
  weights: [2, 1.5, 0.5, 1, 1],
  b: [0.6, 0.6, 0.6, 0.6, 0],
};
