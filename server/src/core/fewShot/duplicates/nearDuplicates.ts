import { createTextSignature, overlap, type TextSignature } from "./textSignature.ts";

/** A text that says the same as another. `similarity` is 1 where they are equal but for case, marks and spaces. */
export interface DuplicateText {
  /** As `add` numbered it. */
  readonly index: number;
  readonly kind: "exact" | "near";
  /** 0 to 1. */
  readonly similarity: number;
}

export interface NearDuplicates {
  /** Remembers a text under the next number, from 0. */
  add(text: string): number;
  /** The texts that say the same as this one, exact ones first, then the most similar. */
  find(text: string): readonly DuplicateText[];
}

export interface NearDuplicatesOptions {
  /** The terms of a text's words in order, as an index would hold them. */
  termsOf(text: string): readonly string[];
  /** Least similarity of a near duplicate, 0 to 1; default 0.65 (`bench/leaks.ts`). */
  readonly least?: number;
}

/** A term in more texts than this leads to none of them: its list would be read for nothing. */
const longestList = 2_000;
const leastUnlessTold = 0.65;

/**
 * Finds texts that say the same: equal ones after folding, and those that share most of what they say, by
 * the weight of the terms that they share (weighted Jaccard, a term weighing its idf), typing errors forgiven. Memory
 * grows with the distinct terms of each text.
 */
export function createNearDuplicates({ termsOf, least = leastUnlessTold }: NearDuplicatesOptions): NearDuplicates {
  const signatures: TextSignature[] = [];
  const byKey = new Map<string, number[]>();
  const lists = new Map<string, number[]>();

  const weightOf = (term: string): number =>
    Math.log(1 + (signatures.length + 0.5) / ((lists.get(term)?.length ?? 0) + 0.5));

  /**
   * Texts that share enough of the telling terms. Once the terms that are left weigh too little, what shares only them
   * cannot be similar enough (prefix filtering: Chaudhuri, Ganti and Kaushik, "A Primitive Operator for Similarity Joins",
   * ICDE 2006); half of that bound, since a misspelt term is in no list.
   */
  function candidates({ terms }: TextSignature): readonly number[] {
    const shared = new Map<number, number>();
    const weighed = terms.map((term) => ({ term, weight: weightOf(term) })).sort((a, b) => b.weight - a.weight);
    let left = weighed.reduce((sum, { weight }) => sum + weight, 0);
    const enough = (least * left) / 2;
    for (const { term, weight } of weighed) {
      if (left < enough) break;
      left -= weight;
      const list = lists.get(term) ?? [];
      if (list.length <= longestList) for (const index of list) shared.set(index, (shared.get(index) ?? 0) + weight);
    }
    return Array.from(shared).flatMap(([index, weight]) => (weight + left >= enough ? [index] : []));
  }

  return {
    add(text) {
      const signature = createTextSignature(text, termsOf);
      const index = signatures.push(signature) - 1;
      append(byKey, signature.key, index);
      for (const term of signature.terms) append(lists, term, index);
      return index;
    },
    find(text) {
      const signature = createTextSignature(text, termsOf);
      const equal = new Set(byKey.get(signature.key));
      const near: DuplicateText[] = [];
      for (const index of candidates(signature)) {
        const other = signatures[index];
        if (other === undefined || equal.has(index)) continue;
        const similarity = overlap(signature, other, weightOf);
        if (similarity >= least) near.push({ index, kind: "near", similarity });
      }
      near.sort((a, b) => b.similarity - a.similarity || a.index - b.index);
      return [...Array.from(equal, (index): DuplicateText => ({ index, kind: "exact", similarity: 1 })), ...near];
    },
  };
}

function append(lists: Map<string, number[]>, key: string, index: number): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [index]);
  else list.push(index);
}
