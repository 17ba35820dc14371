import type { PassageTerms, TermPostings } from "../ports.ts";

/** Packs the terms of a file's passages, in their order, for the index in memory. */
export function packTerms(passages: readonly PassageTerms[]): TermPostings {
  const places = new Map<string, number>();
  const postings: number[] = [];
  for (const [place, fields] of passages.entries()) {
    for (const [field, { terms, frequencies }] of fields.entries()) {
      for (let at = 0; at < terms.length; at += 1) {
        const term = terms[at] as string;
        let number = places.get(term);
        if (number === undefined) places.set(term, (number = places.size));
        postings.push(place, field, number, frequencies[at] ?? 1);
      }
    }
  }
  return { terms: [...places.keys()], postings: Uint32Array.from(postings) };
}
