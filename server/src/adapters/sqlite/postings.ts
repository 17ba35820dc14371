import type { PassageTerms } from "../../core/ports.ts";

/** A file's postings as they are stored: its distinct terms, one a line, and the packed numbers. */
export interface PackedPostings {
  readonly terms: string;
  readonly numbers: Uint8Array;
}

const separator = "\n";

/**
 * Packs a file's postings: how many there are, then for each passage and field that has any: passage, field, how many,
 * and pairs of term and frequency; every number as LEB128 (seven bits a byte, the high bit says that more follow).
 * About 2.3 bytes a posting. Throws TypeError for a term with a line end in it, which is a bug of the analysis.
 */
export const packPostings = (passages: readonly PassageTerms[]): PackedPostings => {
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
  return { terms: [...places.keys()].join(separator), numbers: packNumbers([total, ...numbers]) };
};

/**
 * The terms and postings that {@link packPostings} packed, four numbers a posting as `IndexedFile` has them. Throws
 * SyntaxError when they do not fit together or with the number of passages, as after damage on the disk.
 */
export const unpackPostings = (
  packed: PackedPostings,
  passageCount: number,
): { readonly terms: readonly string[]; readonly postings: Uint32Array } => {
  const read = numberReader(packed.numbers);
  const total = read();
  if (total === 0) return { terms: [], postings: new Uint32Array() };
  if (total > packed.numbers.length) throw malformed();
  const terms = packed.terms.split(separator);
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
      if (place >= terms.length) throw malformed();
      postings[at + 3] = read();
    }
  }
  return { terms, postings };
};

const malformed = (): SyntaxError => new SyntaxError("the stored postings are malformed");

const placeOf = (term: string, places: Map<string, number>): number => {
  const known = places.get(term);
  if (known !== undefined) return known;
  if (term.includes(separator)) throw new TypeError(`a term holds a line end: ${JSON.stringify(term)}`);
  places.set(term, places.size);
  return places.size - 1;
};

const packNumbers = (numbers: readonly number[]): Uint8Array => {
  const bytes: number[] = [];
  for (const number of numbers) {
    let rest = number;
    for (; rest > 0x7f; rest >>>= 7) bytes.push((rest & 0x7f) | 0x80);
    bytes.push(rest);
  }
  return Uint8Array.from(bytes);
};

const numberReader = (bytes: Uint8Array): (() => number) => {
  let at = 0;
  return () => {
    let number = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      if (byte === undefined) throw malformed();
      number |= (byte & 0x7f) << shift;
      if (byte <= 0x7f) return number >>> 0;
    }
  };
};
