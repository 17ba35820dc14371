import type { TermPostings } from "../ports.ts";

/** Called for each passage that holds a term, with how often the field holds it. */
export type PostingVisitor = (passage: number, frequency: number) => void;

/** An inverted index over passage numbers and fields. Term frequencies above `maxFrequency` count as that. */
export interface Postings {
  /** Adds passages, each once; the numbers in `postings` are places in `passages`. */
  add(passages: readonly number[], postings: TermPostings): void;
  /**
   * The term's postings in the field, one number each: see `passageOf` and `frequencyOf`. Removed passages are among them
   * until they are purged; good until the next change.
   */
  list(field: number, term: string): Uint32Array;
  /** Calls `visit` for each passage whose field holds the term; removed ones included until they are purged. */
  visit(field: number, term: string, visit: PostingVisitor): void;
  /** How many passages `visit` comes to, without looking at them. */
  count(field: number, term: string): number;
  has(term: string): boolean;
  terms(): Iterable<string>;
  /** Drops the postings of passages that are not live; yields after every few thousand, when other work may go on. */
  purge(isLive: (passage: number) => boolean): Iterable<void>;
}

/** Higher frequencies change a saturated score by less than its third digit. */
export const maxFrequency = 63;

/** Postings looked at between two breaths of `purge`: about a millisecond. */
export const purgedAtOnce = 200_000;

/** A posting is one number: the passage's, and in the lowest bits the frequency. */
const frequencyBits = 6;

export const packPosting = (passage: number, frequency: number): number =>
  ((passage << frequencyBits) | Math.min(frequency, maxFrequency)) >>> 0;
export const passageOf = (posting: number): number => posting >>> frequencyBits;
export const frequencyOf = (posting: number): number => posting & maxFrequency;
