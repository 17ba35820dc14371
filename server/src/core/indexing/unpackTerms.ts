import { fields } from "../lexical/fields.ts";
import type { FieldTerms, IndexedFile, PassageTerms } from "../ports.ts";

/** The terms of each passage of a stored file, taken out of its packed postings. */
export function unpackTerms(file: IndexedFile): readonly PassageTerms[] {
  const unpacked = file.passages.map(() => fields.map(() => ({ terms: [] as string[], frequencies: [] as number[] })));
  const { postings, terms } = file;
  for (let at = 0; at + 3 < postings.length; at += 4) {
    const field = unpacked[postings[at] ?? -1]?.[postings[at + 1] ?? -1];
    const term = terms[postings[at + 2] ?? -1];
    if (field === undefined || term === undefined) continue;
    field.terms.push(term);
    field.frequencies.push(postings[at + 3] ?? 1);
  }
  return unpacked satisfies readonly (readonly FieldTerms[])[];
}
