import type { Connection } from "./connection.ts";
import { readNumber, readText, storedText } from "./encoding.ts";

/** The terms of the lexical index, each with an id, so that postings need not spell them. */
export interface TermTable {
  /** The ids of terms, in their order; new terms are added. Runs inside the caller's transaction. */
  idsOf(terms: readonly string[]): readonly number[];
  /** Every term, by its id. */
  all(): readonly (string | undefined)[];
}

/** The table `term` of one connection. */
export const createTermTable = (connection: Connection): TermTable => {
  const insert = connection.prepare("INSERT INTO term (text) VALUES (?) RETURNING id");
  const select = connection.prepare("SELECT id, text FROM term");
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
    all() {
      const terms: string[] = [];
      for (const row of select.iterate()) terms[readNumber(row.id)] = readText(row.text);
      return terms;
    },
  };
};
