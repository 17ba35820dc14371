import type { IndexedFile, IndexedPassage, PassageRecord, PassageTerms } from "../../core/ports.ts";
import type { Connection } from "./connection.ts";
import {
  readBytes,
  readHash,
  readList,
  readNumber,
  readNumbers,
  readText,
  storedHash,
  storedList,
  storedNumbers,
  storedText,
  type Stored,
} from "./encoding.ts";
import { packPostings, termsOfPacked, unpackPostings } from "./postings.ts";
import { createTermTable } from "./terms.ts";

/** A passage as it is written, with its part of the lexical index. */
export type NewPassage = Omit<PassageRecord, "id" | "fileId"> & { readonly terms: PassageTerms };

/** The rows of passages and postings. `replace` runs inside the caller's transaction. */
export interface PassageTable {
  /** Writes a file's passages in place of those it had, and returns their ids in order. */
  replace(fileId: number, passages: readonly NewPassage[]): readonly number[];
  /** In the order of `ids`; an id that is not there is left out. */
  read(ids: readonly number[]): readonly PassageRecord[];
  /** The breadcrumbs of these passages, in the order of `ids`; empty for an id that is not there. */
  breadcrumbs(ids: readonly number[]): readonly (readonly string[])[];
  count(): number;
  /** Every distinct vector key, with the id of a passage that has it. */
  vectorKeys(): ReadonlyMap<string, number>;
  /** Reads the terms, and gives a function for the next files after an id, in order of id, at most 200; empty at the end. */
  startLoading(): (fileId: number) => readonly IndexedFile[];
}

/** Files read at one go while loading; between two goes no statement is open, so a slow reader holds nothing up. */
const filesAtOnce = 200;

/** The tables `passage` and `posting` of one connection. */
export const createPassageTable = (connection: Connection): PassageTable => {
  const terms = createTermTable(connection);
  const clear = connection.prepare("DELETE FROM passage WHERE file_id = ?");
  // Node 22 binds an empty typed array as NULL.
  const insert = connection.prepare(
    `INSERT INTO passage (file_id, ordinal, language, vector_key, start, "end", start_line, end_line, breadcrumb,
       sentences, text, plain) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, coalesce(?, x''), ?, ?)`,
  );
  const putPostings = connection.prepare("INSERT OR REPLACE INTO posting VALUES (?, ?)");
  const select = connection.prepare("SELECT * FROM passage WHERE id = ?");
  const allPostings = connection.prepare("SELECT numbers FROM posting");
  const postingsAfter = connection.prepare(
    `SELECT file_id, numbers FROM posting WHERE file_id > ? ORDER BY file_id LIMIT ${filesAtOnce}`,
  );
  const indexedBetween = connection.prepare(
    `SELECT file_id, id, language, vector_key FROM passage INDEXED BY passage_by_file
     WHERE file_id > ? AND file_id <= ? ORDER BY file_id, ordinal`,
  );

  const selectBreadcrumb = connection.prepare("SELECT breadcrumb FROM passage WHERE id = ?");
  const counted = connection.prepare("SELECT count(*) AS passages FROM passage");
  const allKeys = connection.prepare("SELECT vector_key, id FROM passage INDEXED BY passage_by_file");

  const insertOne = (fileId: number, ordinal: number, passage: NewPassage): number =>
    Number(
      insert.run(
        fileId,
        ordinal,
        storedText(passage.language),
        storedHash(passage.vectorKey),
        passage.start,
        passage.end,
        passage.startLine,
        passage.endLine,
        storedList(passage.breadcrumb),
        storedNumbers(passage.sentences),
        storedText(passage.text),
        passage.plain === passage.text ? null : storedText(passage.plain),
      ).lastInsertRowid,
    );

  function* usedTerms(): Generator<number> {
    for (const { numbers } of allPostings.iterate()) yield* termsOfPacked(readBytes(numbers));
  }

  return {
    replace: (fileId, passages) => {
      clear.run(fileId);
      const postings = passages.map((passage) => passage.terms);
      putPostings.run(fileId, packPostings(postings, terms.idsOf));
      terms.removeUnused(usedTerms);
      return passages.map((passage, ordinal) => insertOne(fileId, ordinal, passage));
    },
    read: (ids) =>
      ids.flatMap((id) => {
        const row = select.get(id);
        return row === undefined ? [] : [toPassage(row)];
      }),
    breadcrumbs: (ids) =>
      ids.map((id) => {
        const row = selectBreadcrumb.get(id);
        return row === undefined ? [] : readList(row.breadcrumb);
      }),
    count: () => readNumber(counted.get()?.["passages"]),
    vectorKeys: () => {
      const keys = new Map<string, number>();
      for (const row of allKeys.iterate()) keys.set(readHash(row.vector_key), readNumber(row.id));
      return keys;
    },
    startLoading() {
      const termsById = terms.all();
      return (fileId) => {
        const files = postingsAfter.all(fileId);
        const last = files.at(-1);
        if (last === undefined) return [];
        const passagesOf = groupByFile(indexedBetween.all(fileId, readNumber(last.file_id)));
        return files.map((row) => toIndexedFile(row, passagesOf.get(readNumber(row.file_id)) ?? [], termsById));
      };
    },
  };
};

type Row = Readonly<Record<string, Stored>>;

const groupByFile = (rows: readonly Row[]): ReadonlyMap<number, readonly IndexedPassage[]> => {
  const groups = new Map<number, IndexedPassage[]>();
  for (const row of rows) {
    const passage = {
      id: readNumber(row.id),
      language: readText(row.language),
      vectorKey: readHash(row.vector_key),
    };
    const fileId = readNumber(row.file_id);
    const group = groups.get(fileId);
    if (group === undefined) groups.set(fileId, [passage]);
    else group.push(passage);
  }
  return groups;
};

const toIndexedFile = (
  row: Row,
  passages: readonly IndexedPassage[],
  termsById: readonly (string | undefined)[],
): IndexedFile => ({
  fileId: readNumber(row.file_id),
  passages,
  ...unpackPostings(readBytes(row.numbers), termsById, passages.length),
});

const toPassage = (row: Row): PassageRecord => {
  const text = readText(row.text);
  return {
    id: readNumber(row.id),
    fileId: readNumber(row.file_id),
    start: readNumber(row.start),
    end: readNumber(row.end),
    startLine: readNumber(row.start_line),
    endLine: readNumber(row.end_line),
    language: readText(row.language),
    breadcrumb: readList(row.breadcrumb),
    text,
    plain: row.plain === null ? text : readText(row.plain),
    sentences: readNumbers(row.sentences),
    vectorKey: readHash(row.vector_key),
  };
};
