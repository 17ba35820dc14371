import { fields } from "./fields.ts";
import { createFlexSearchPostings } from "./flexSearchPostings.ts";
import { createPackedPostings } from "./packedPostings.ts";
import type { Postings } from "./postings.ts";

/** FlexSearch's arrays take about 3 kB a passage: 30 MB for so many. Moving them to packed ones takes 0.2 s. */
const mostInFlexSearch = 10_000;

/** Fills empty packed postings with all that others hold. */
function packed(from: Postings): Postings {
  const target = createPackedPostings();
  for (const term of from.terms()) {
    const passages: number[] = [];
    const postings: number[] = [];
    for (const field of fields.keys()) {
      from.visit(field, term, (passage, frequency) => {
        postings.push(passages.push(passage) - 1, field, 0, frequency);
      });
    }
    target.add(passages, { terms: [term], postings: Uint32Array.from(postings) });
  }
  return target;
}

/**
 * The postings of a folder of any size: in FlexSearch while it is small, and packed once it holds more than
 * `mostInFlexSearch` passages, for which FlexSearch would take too much memory and time to load. A folder that is
 * `expected` to hold more is packed from the start.
 */
export function createSizedPostings(expected = 0, most = mostInFlexSearch): Postings {
  let isPacked = expected > most;
  let current = isPacked ? createPackedPostings() : createFlexSearchPostings();
  let added = 0;
  return {
    add(passages, postings) {
      added += passages.length;
      if (!isPacked && added > most) {
        current = packed(current);
        isPacked = true;
      }
      current.add(passages, postings);
    },
    list: (field, term) => current.list(field, term),
    visit: (field, term, visit) => {
      current.visit(field, term, visit);
    },
    count: (field, term) => current.count(field, term),
    has: (term) => current.has(term),
    terms: () => current.terms(),
    *purge(isLive) {
      const purged = current;
      yield* purged.purge(isLive);
      // What was packed while others had their turn still holds what had not been purged by then.
      if (current !== purged) yield* current.purge(isLive);
    },
  };
}
