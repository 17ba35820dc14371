import { Index } from "flexsearch";
import { fields } from "./fields.ts";
import { maxFrequency, packPosting, purgedAtOnce, type Postings } from "./postings.ts";

/** What this module relies on of FlexSearch's index: its term map, whose slots hold passage numbers by score. */
interface Internals {
  readonly map: Map<string, (number[] | undefined)[]>;
  readonly reg: Set<number>;
}

/**
 * Postings in FlexSearch indexes, one a field. FlexSearch files a passage number under a term in a slot chosen by its
 * score function; the slot here is the term's frequency - 1, so that BM25F can be computed from the slots. (63 -
 * frequency would fill sparse arrays: 141 against 56 MB for 20,000 passages.)
 *
 * They serve folders of up to 10,000 passages: see `createSizedPostings`.
 */
export function createFlexSearchPostings(): Postings {
  const indexes = fields.map(() => {
    const adding: { terms: string[]; frequencies: number[] } = { terms: [], frequencies: [] };
    const index = new Index({
      tokenize: "strict",
      resolution: maxFrequency + 1,
      cache: false,
      encode: () => adding.terms,
      score: (_content: unknown, _term: string, position: number) =>
        Math.min(adding.frequencies[position] ?? 1, maxFrequency) - 1,
    });
    return { adding, index, ...(index as unknown as Internals) };
  });

  const slotsOf = (field: number, term: string) => indexes[field]?.map.get(term) ?? [];

  return {
    add(passages, { terms, postings }) {
      for (const [place, passage] of passages.entries()) {
        for (const { adding } of indexes) [adding.terms, adding.frequencies] = [[], []];
        for (let at = 0; at + 3 < postings.length; at += 4) {
          const adding = indexes[postings[at + 1] ?? -1]?.adding;
          if (postings[at] !== place || adding === undefined) continue;
          adding.terms.push(terms[postings[at + 2] ?? -1] ?? "");
          adding.frequencies.push(postings[at + 3] ?? 1);
        }
        for (const { adding, index } of indexes) if (adding.terms.length > 0) index.add(passage, "passage");
      }
    },
    list: (field, term) =>
      Uint32Array.from(
        slotsOf(field, term).flatMap((passages = [], slot) =>
          passages.map((passage) => packPosting(passage, slot + 1)),
        ),
      ),
    visit(field, term, visit) {
      for (const [slot, passages] of slotsOf(field, term).entries()) {
        for (const passage of passages ?? []) visit(passage, slot + 1);
      }
    },
    count: (field, term) => slotsOf(field, term).reduce((count, passages) => count + (passages?.length ?? 0), 0),
    has: (term) => indexes.some(({ map }) => map.has(term)),
    *terms() {
      yield* new Set(indexes.flatMap(({ map }) => [...map.keys()]));
    },
    *purge(isLive) {
      let seen = 0;
      for (const { map, reg } of indexes) {
        for (const passage of reg) if (!isLive(passage)) reg.delete(passage);
        for (const [term, slots] of map) {
          for (const [slot, passages] of slots.entries()) {
            seen += passages?.length ?? 0;
            slots[slot] = passages?.filter(isLive);
          }
          if (slots.every((passages) => (passages?.length ?? 0) === 0)) map.delete(term);
          if (seen < purgedAtOnce) continue;
          seen = 0;
          yield;
        }
      }
    },
  };
}
