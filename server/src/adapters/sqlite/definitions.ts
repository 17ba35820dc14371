import type { DefinitionKind, DefinitionRecord, IndexedDefinition } from "../../core/ports.ts";
import type { Connection } from "./connection.ts";
import { readList, readNumber, readText, storedList, storedText, type Stored } from "./encoding.ts";

/** A definition as it is written. */
export type NewDefinition = Omit<DefinitionRecord, "id" | "fileId">;

/** The rows of definitions. `replace` runs inside the caller's transaction. */
export interface DefinitionTable {
  /** Writes a file's definitions in place of those it had, and returns their ids in order. */
  replace(fileId: number, definitions: readonly NewDefinition[]): readonly number[];
  /** In the order of `ids`; an id that is not there is left out. */
  read(ids: readonly number[]): readonly DefinitionRecord[];
  /** The next definitions after an id, in order of id, at most 2000; empty at the end. */
  loadAfter(id: number): readonly IndexedDefinition[];
}

const definitionsAtOnce = 2000;

/** The table `definition` of one connection. */
export const createDefinitionTable = (connection: Connection): DefinitionTable => {
  const clear = connection.prepare("DELETE FROM definition WHERE file_id = ?");
  const insert = connection.prepare(
    `INSERT INTO definition (file_id, kind, keys, term, start, "end", excerpt_start, excerpt)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const select = connection.prepare("SELECT * FROM definition WHERE id = ?");
  const after = connection.prepare(
    `SELECT id, file_id, kind, keys FROM definition WHERE id > ? ORDER BY id LIMIT ${definitionsAtOnce}`,
  );

  const insertOne = (fileId: number, definition: NewDefinition): number =>
    Number(
      insert.run(
        fileId,
        definition.kind,
        storedList(definition.keys),
        storedText(definition.term),
        definition.start,
        definition.end,
        definition.excerptStart,
        storedText(definition.excerpt),
      ).lastInsertRowid,
    );

  return {
    replace: (fileId, definitions) => {
      clear.run(fileId);
      return definitions.map((definition) => insertOne(fileId, definition));
    },
    read: (ids) =>
      ids.flatMap((id) => {
        const row = select.get(id);
        return row === undefined ? [] : [toDefinition(row)];
      }),
    loadAfter: (id) => after.all(id).map(toIndexed),
  };
};

type Row = Readonly<Record<string, Stored>>;

const toIndexed = (row: Row): IndexedDefinition => ({
  id: readNumber(row.id),
  fileId: readNumber(row.file_id),
  // Only this table's writer gives kinds, and only from the type.
  kind: readText(row.kind) as DefinitionKind,
  keys: readList(row.keys),
});

const toDefinition = (row: Row): DefinitionRecord => ({
  ...toIndexed(row),
  term: readText(row.term),
  start: readNumber(row.start),
  end: readNumber(row.end),
  excerptStart: readNumber(row.excerpt_start),
  excerpt: readText(row.excerpt),
});
