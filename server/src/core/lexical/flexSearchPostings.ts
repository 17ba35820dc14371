import { Index } from "flexsearch";
import { fields } from "./fields.ts";
import { maxFrequency, type Postings } from "./postings.ts";

/** What this module relies on of FlexSearch's index: its term map, whose slots hold passage numbers by score. */
interface TermMap {
  readonly map: Map<string, (number[] | undefined)[]>;
}

/**
 * Postings in FlexSearch indexes, one a field. FlexSearch files a passage number under a term in a slot chosen by its
 * score function; the slot here is the term's frequency - 1, so that BM25F can be computed from the slots. (63 -
 * frequency would fill sparse arrays: 141 against 56 MB for 20,000 passages.)
 */
export function createFlexSearchPostings(): Postings {
  const indexes = fields.map(() => {
    const adding: { terms: string[]; frequencies: ArrayLike<number> } = { terms: [], frequencies: [] };
    const index = new Index({
      tokenize: "strict",
      resolution: maxFrequency + 1,
      cache: false,
      encode: () => adding.terms,
      score: (_content: unknown, _term: string, position: number) =>
        Math.min(adding.frequencies[position] ?? 1, maxFrequency) - 1,
    });
    return { adding, index, map: (index as unknown as TermMap).map };
  });

  return {
    add(field, passage, terms, frequencies) {
      const target = indexes[field];
      if (target === undefined || terms.length === 0) return;
      target.adding.terms = [...terms];
      target.adding.frequencies = frequencies;
      target.index.add(passage, "passage");
    },
    visit(field, term, visit) {
      const slots = indexes[field]?.map.get(term);
      if (slots === undefined) return;
      for (const [slot, passages] of slots.entries()) {
        if (passages === undefined) continue;
        for (const passage of passages) visit(passage, slot + 1);
      }
    },
    has: (term) => indexes.some(({ map }) => map.has(term)),
    *terms() {
      const seen = new Set<string>();
      for (const { map } of indexes) {
        for (const term of map.keys()) {
          if (seen.has(term)) continue;
          seen.add(term);
          yield term;
        }
      }
    },
  };
}
