import { DatabaseSync } from "node:sqlite";
import { join } from "node:path";
import { isUnspaced } from "./load.ts";
import type { Peer } from "./peer.ts";

/** What its documentation has for a language: a stemmer for English, substrings where there are no spaces. */
function tokenizerOf(language: string): string {
  if (isUnspaced(language)) return "trigram remove_diacritics 1";
  return language === "en" ? "porter unicode61 remove_diacritics 2" : "unicode61 remove_diacritics 2";
}

/** The words of a question joined by OR: FTS5 wants all of them otherwise. Trigrams match three characters or more. */
function matchExpression(question: string, language: string): string {
  const runs = question.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const terms = isUnspaced(language) ? runs.flatMap(trigrams) : runs;
  return terms.map((term) => `"${term}"`).join(" OR ");
}

const trigrams = (run: string): string[] => {
  const characters = Array.from(run);
  return characters.slice(2).map((_, start) => characters.slice(start, start + 3).join(""));
};

/** SQLite's FTS5 through node:sqlite, ranked by its bm25() with the title at twice the weight. */
export const sqliteFts5: Peer = {
  name: "SQLite FTS5",
  setting:
    "bm25(title 2, text 1), words joined by OR; porter unicode61 remove_diacritics 2 (en), unicode61 remove_diacritics 2 (others), trigram (zh, ja, th)",
  usesVectors: false,
  open({ language, scratch }) {
    const database = new DatabaseSync(join(scratch, "fts5.db"));
    database.exec(
      `PRAGMA journal_mode = WAL;
       CREATE VIRTUAL TABLE texts USING fts5 (title, text, document UNINDEXED, tokenize = '${tokenizerOf(language)}')`,
    );
    const insert = database.prepare("INSERT INTO texts (title, text, document) VALUES (?, ?, ?)");
    const select = database.prepare(
      "SELECT document FROM texts WHERE texts MATCH ? ORDER BY bm25(texts, 2.0, 1.0) LIMIT ?",
    );
    return {
      add(texts) {
        database.exec("BEGIN");
        for (const { title, text, document } of texts) insert.run(title, text, document);
        database.exec("COMMIT");
      },
      finish: () => database.exec("INSERT INTO texts (texts) VALUES ('optimize')"),
      search({ text }, depth) {
        const expression = matchExpression(text, language);
        return expression === "" ? [] : select.all(expression, depth).map(({ document }) => String(document));
      },
      close: () => database.close(),
    };
  },
};
