import type { PassageTerms, TermPostings } from "../../core/ports.ts";

/**
 * Packs a file's postings, every number as LEB128 (seven bits a byte, the high bit says that more follow): how many
 * distinct terms and how many postings there are, the terms' ids, then for each passage and field that has any: passage,
 * field, how many, and pairs of place among the terms and frequency. About 2.5 bytes a posting in all.
 * @param idsOf the stored ids of terms, in their order.
 */
export const packPostings = (
  passages: readonly PassageTerms[],
  idsOf: (terms: readonly string[]) => readonly number[],
): Uint8Array => {
  const places = new Map<string, number>();
  const numbers: number[] = [];
  let total = 0;
  passages.forEach((fields, ordinal) => {
    fields.forEach(({ terms, frequencies }, field) => {
      if (terms.length === 0) return;
      total += terms.length;
      numbers.push(ordinal, field, terms.length);
      terms.forEach((term, at) => numbers.push(placeOf(term, places), frequencies[at] ?? 1));
    });
  });
  return packNumbers([places.size, total], idsOf([...places.keys()]), numbers);
};

/**
 * The terms and postings that {@link packPostings} packed. Throws SyntaxError when they do not fit together, with the
 * terms by id or with the number of passages, as after damage on the disk.
 */
export const unpackPostings = (
  packed: Uint8Array,
  termsById: readonly (string | undefined)[],
  passageCount: number,
): TermPostings => {
  const { read } = readNumbers(packed);
  const termCount = read();
  const total = read();
  if (termCount > packed.length || total > packed.length) throw malformed();
  const terms: string[] = [];
  for (let place = 0; place < termCount; place += 1) {
    const term = termsById[read()];
    if (term === undefined) throw malformed();
    terms.push(term);
  }
  const postings = new Uint32Array(total * 4);
  let at = 0;
  while (at < postings.length) {
    const ordinal = read();
    const field = read();
    const end = at + read() * 4;
    if (ordinal >= passageCount || end > postings.length) throw malformed();
    for (; at < end; at += 4) {
      postings[at] = ordinal;
      postings[at + 1] = field;
      const place = (postings[at + 2] = read());
      if (place >= termCount) throw malformed();
      postings[at + 3] = read();
    }
  }
  return { terms, postings };
};

/** The stored ids of the terms that {@link packPostings} packed. Throws SyntaxError as {@link unpackPostings} does. */
export const termsOfPacked = (packed: Uint8Array): readonly number[] => {
  const { read } = readNumbers(packed);
  const termCount = read();
  read();
  if (termCount > packed.length) throw malformed();
  return Array.from({ length: termCount }, read);
};

/** Reads numbers one after the other. */
const readNumbers = (packed: Uint8Array): { readonly read: () => number } => {
  let next = 0;
  return {
    read() {
      let byte = packed[next++];
      if (byte === undefined) throw malformed();
      if (byte < 0x80) return byte;
      let number = byte & 0x7f;
      for (let shift = 7; byte >= 0x80; shift += 7) {
        byte = packed[next++];
        if (byte === undefined) throw malformed();
        number |= (byte & 0x7f) << shift;
      }
      return number >>> 0;
    },
  };
};

const malformed = (): SyntaxError => new SyntaxError("the stored postings are malformed");

const placeOf = (term: string, places: Map<string, number>): number => {
  const known = places.get(term);
  if (known !== undefined) return known;
  places.set(term, places.size);
  return places.size - 1;
};

const packNumbers = (...parts: readonly (readonly number[])[]): Uint8Array => {
  const bytes: number[] = [];
  for (const numbers of parts) {
    for (const number of numbers) {
      let rest = number;
      for (; rest > 0x7f; rest >>>= 7) bytes.push((rest & 0x7f) | 0x80);
      bytes.push(rest);
    }
  }
  return Uint8Array.from(bytes);
};
