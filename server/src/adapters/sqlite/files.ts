import type { FailedFile, FileRecord, FileStat } from "../../core/ports.ts";
import type { FailureCode } from "../../core/result.ts";
import type { Connection } from "./connection.ts";
import { readList, readNumber, readText, storedList, storedText, type Stored } from "./encoding.ts";

/** The rows of the indexed files and of the files that failed. Its methods run inside the caller's transaction. */
export interface FileTable {
  all(): readonly FileRecord[];
  allFailed(): readonly FailedFile[];
  /** Adds the file, or overwrites the one at its path and keeps its id; forgets a failure there. Returns the id. */
  put(file: Omit<FileRecord, "id">): number;
  touch(id: number, stat: FileStat): void;
  /** With its passages and postings. */
  remove(id: number): void;
  putFailed(file: FailedFile): void;
  removeFailed(path: string): void;
}

/** The tables `file` and `failed_file` of one connection. */
export const createFileTable = (connection: Connection): FileTable => {
  const all = connection.prepare("SELECT * FROM file ORDER BY id");
  const put = connection.prepare(
    `INSERT INTO file (path, size, modified, content_hash, language, title, aliases, tags, date, pipeline)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (path) DO UPDATE SET size = excluded.size, modified = excluded.modified,
       content_hash = excluded.content_hash, language = excluded.language, title = excluded.title,
       aliases = excluded.aliases, tags = excluded.tags, date = excluded.date, pipeline = excluded.pipeline
     RETURNING id`,
  );
  const touch = connection.prepare("UPDATE file SET size = ?, modified = ? WHERE id = ?");
  const remove = connection.prepare("DELETE FROM file WHERE id = ?");
  const allFailed = connection.prepare("SELECT * FROM failed_file ORDER BY path");
  const putFailed = connection.prepare("INSERT OR REPLACE INTO failed_file VALUES (?, ?, ?, ?, ?)");
  const removeFailed = connection.prepare("DELETE FROM failed_file WHERE path = ?");

  return {
    all: () => all.all().map(toFile),
    allFailed: () => allFailed.all().map(toFailedFile),
    put: (file) => {
      removeFailed.run(storedText(file.path));
      const row = put.get(
        storedText(file.path),
        file.size,
        file.modified,
        storedText(file.contentHash),
        storedText(file.language),
        storedText(file.title),
        storedList(file.aliases),
        storedList(file.tags),
        file.date === undefined ? null : storedText(file.date),
        storedText(file.pipeline),
      );
      return readNumber(row?.id);
    },
    touch: (id, stat) => void touch.run(stat.size, stat.modified, id),
    remove: (id) => void remove.run(id),
    putFailed: ({ path, size, modified, failure }) =>
      void putFailed.run(storedText(path), size, modified, failure.code, storedText(failure.message)),
    removeFailed: (path) => void removeFailed.run(storedText(path)),
  };
};

type Row = Readonly<Record<string, Stored>>;

const toStat = (row: Row): FileStat => ({
  path: readText(row.path),
  size: readNumber(row.size),
  modified: readNumber(row.modified),
});

const toFile = (row: Row): FileRecord => ({
  id: readNumber(row.id),
  ...toStat(row),
  contentHash: readText(row.content_hash),
  language: readText(row.language),
  title: readText(row.title),
  aliases: readList(row.aliases),
  tags: readList(row.tags),
  ...(row.date === null ? {} : { date: readText(row.date) }),
  pipeline: readText(row.pipeline),
});

const toFailedFile = (row: Row): FailedFile => ({
  ...toStat(row),
  // Only this table's writer gives codes, and only from the type.
  failure: { code: readText(row.code) as FailureCode, message: readText(row.message) },
});
