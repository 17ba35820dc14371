import type { Connection } from "./connection.ts";
import { readNumber, readText, storedText } from "./encoding.ts";

/** The terms of the lexical index, each with an id, so that postings need not spell them. */
export interface TermTable {
  /** The ids of terms, in their order; new terms are added. Runs inside the caller's transaction. */
  idsOf(terms: readonly string[]): readonly number[];
  /** Every term, by its id. */
  all(): readonly (string | undefined)[];
  /**
   * Forgets the terms that no postings name any more, once there may be many of them; otherwise does nothing. Without it
   * every word that ever stood in a document would stay. Runs inside the caller's transaction.
   *
   * @param used all ids that postings name, some perhaps more than once.
   */
  removeUnused(used: () => Iterable<number>): void;
}

/** Unused terms are looked for when there are so many more terms than there were used ones the last time. */
const [growth, leastGrowth] = [1.25, 2000];

/** The table `term` of one connection. */
export const createTermTable = (connection: Connection): TermTable => {
  const insert = connection.prepare("INSERT INTO term (text) VALUES (?) RETURNING id");
  const select = connection.prepare("SELECT id, text FROM term");
  const remove = connection.prepare("DELETE FROM term WHERE id = ?");
  /** What a former process left unused is not known: the first one looks. */
  let usedLast = 0;
  let known: { readonly ids: Map<string, number>; readonly state: string } | undefined;

  /** What was read before is forgotten when another process has written, or what this one wrote was undone. */
  function idsNow(): Map<string, number> {
    const state = connection.state();
    if (known?.state !== state) {
      known = { ids: new Map(select.all().map((row) => [readText(row.text), readNumber(row.id)])), state };
    }
    return known.ids;
  }

  return {
    idsOf(terms) {
      const ids = idsNow();
      return terms.map((term) => {
        const id = ids.get(term) ?? readNumber(insert.get(storedText(term))?.id);
        ids.set(term, id);
        return id;
      });
    },
    removeUnused(used) {
      const ids = idsNow();
      if (ids.size < usedLast * growth + leastGrowth) return;
      const kept = new Set(used());
      let last = 0;
      for (const id of ids.values()) last = Math.max(last, id);
      for (const [term, id] of ids) {
        // The last id is never given again while it is there, so that who is reading takes no term for another.
        if (kept.has(id) || id === last) continue;
        remove.run(id);
        ids.delete(term);
      }
      usedLast = kept.size;
    },
    all() {
      const terms: string[] = [];
      for (const row of select.iterate()) terms[readNumber(row.id)] = readText(row.text);
      return terms;
    },
  };
};
