/** Called for each passage that holds a term, with how often the field holds it. */
export type PostingVisitor = (passage: number, frequency: number) => void;

/** An inverted index over passage numbers and fields. Term frequencies above `maxFrequency` count as that. */
export interface Postings {
  /** Adds a passage's field, once: `frequencies[i]` is how often it holds `terms[i]`, each term named once. */
  add(field: number, passage: number, terms: readonly string[], frequencies: ArrayLike<number>): void;
  /** Calls `visit` for each passage whose field holds the term; removed ones included until the next rebuild. */
  visit(field: number, term: string, visit: PostingVisitor): void;
  has(term: string): boolean;
  terms(): Iterable<string>;
}

/** Higher frequencies change a saturated score by less than its third digit. */
export const maxFrequency = 63;
