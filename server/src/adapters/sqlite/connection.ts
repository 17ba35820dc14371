import { statSync } from "node:fs";
import { DatabaseSync, type StatementSync } from "node:sqlite";
import { t } from "@vscode/l10n";
import { StoreFailure } from "../../core/storeFailure.ts";
import { markSuspect } from "./damage.ts";
import { readNumber, readText } from "./encoding.ts";
import { failureOf, storeFailure } from "./failures.ts";
import type { Schema } from "./schema.ts";

/** One open database file. Everything it throws for an expected reason is a `StoreFailure`. */
export interface Connection {
  readonly path: string;
  /** Compiles once; keep the statement. */
  prepare(sql: string): StatementSync;
  /** Runs reads, turning SQLite's expected errors into `StoreFailure`; damage is remembered for the next opening. */
  read<T>(work: () => T): T;
  /** Streams what `work` reads as it was at one moment, whatever others write meanwhile; this connection must not write. */
  snapshot<T>(work: () => Generator<T>): Generator<T>;
  /**
   * Runs `work` as one transaction (a savepoint inside another), after `admit` let the whole in; all or nothing. Throws
   * `StoreFailure` (`index-gone`) where the file is no longer the one that was opened: what is written to it would be lost.
   */
  write<T>(work: () => T, admit?: () => void): T;
  /** Differs from before when another process has written since, or a transaction of this one was undone. */
  state(): string;
  /** Size without free pages, in bytes. */
  usedBytes(): number;
  /** Throws `StoreFailure` (`index-damaged`) when SQLite's quick check finds a fault. Reads the whole file. */
  check(): void;
  /** Gives free pages back to the disk. */
  shrink(): void;
  /** Gives much free space back, writes the log into the database, closes. Never throws; a second call does nothing. */
  close(): void;
}

/** What {@link connect} needs. */
export interface ConnectionOptions {
  readonly path: string;
  readonly schema: Schema;
  /** Largest size in pages of 4096 bytes; when not given, the disk is the limit. */
  readonly maxPages?: number;
}

/** How long to wait for another process's transaction, in milliseconds. */
const patience = 2000;

const settings = `
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
PRAGMA cache_size = -16384;
PRAGMA journal_size_limit = 67108864;`;

/**
 * Opens a database and makes its tables: all of them when the file is new, again from empty when an older version made
 * it. Throws `StoreFailure`: `index-newer`, `index-damaged`, `disk-full`, `index-locked`, `unwritable`, `unreadable`.
 */
export const connect = (options: ConnectionOptions): Connection => {
  const { path, schema } = options;
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path);
    database.exec(`PRAGMA busy_timeout = ${patience}`);
    // Before anything is written: what a newer version made stays as it is, and a new file can still be laid out.
    if (!isCurrent(database, schema, path)) database.exec("PRAGMA auto_vacuum = INCREMENTAL");
    database.exec(settings);
    if (options.maxPages !== undefined) database.exec(`PRAGMA max_page_count = ${options.maxPages}`);
    prepareTables(database, schema, path);
    // Only now: dropping tables with foreign keys on would delete row by row.
    database.exec("PRAGMA foreign_keys = ON");
    return createConnection(database, path);
  } catch (error) {
    database?.close();
    throw expected(error, path);
  }
};

const createConnection = (database: DatabaseSync, path: string): Connection => {
  const dataVersion = database.prepare("PRAGMA data_version");
  let depth = 0;
  let undone = 0;
  let closed = false;
  const opened = fileNumber(path);

  const read = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw expected(error, path);
    }
  };

  const write = <T>(work: () => T, admit?: () => void): T => {
    const [begin, commit, undo] = depth === 0 ? outermost : nested;
    return read(() => {
      if (depth === 0 && fileNumber(path) !== opened) throw new StoreFailure(storeFailure("index-gone", path));
      database.exec(begin);
      depth++;
      try {
        if (depth === 1) admit?.();
        const result = work();
        database.exec(commit);
        return result;
      } catch (error) {
        undone += 1;
        attempt(() => database.exec(undo));
        throw error;
      } finally {
        depth--;
      }
    });
  };

  function* snapshot<T>(work: () => Generator<T>): Generator<T> {
    read(() => database.exec("BEGIN"));
    try {
      yield* work();
    } finally {
      attempt(() => database.exec("COMMIT"));
    }
  }

  const close = (): void => {
    if (closed) return;
    closed = true;
    attempt(() => {
      const free = pragma(database, "freelist_count");
      if (free > 1000 && free * 4 > pragma(database, "page_count")) database.exec("PRAGMA incremental_vacuum");
    });
    attempt(() => database.exec("PRAGMA wal_checkpoint(TRUNCATE)"));
    attempt(() => database.close());
  };

  return {
    path,
    prepare: (sql) => database.prepare(sql),
    read,
    snapshot,
    write,
    state: () => `${String(dataVersion.get()?.data_version)} ${undone}`,
    usedBytes: () =>
      read(() => (pragma(database, "page_count") - pragma(database, "freelist_count")) * pragma(database, "page_size")),
    check: () => {
      const row = read(() => database.prepare("PRAGMA quick_check(1)").get());
      if (row?.quick_check !== "ok") throw new StoreFailure(storeFailure("index-damaged", path));
    },
    shrink: () => read(() => database.exec("PRAGMA incremental_vacuum")),
    close,
  };
};

/** Tells a file from another one that has taken its place; undefined where there is none. */
const fileNumber = (path: string): bigint | undefined => statSync(path, { bigint: true, throwIfNoEntry: false })?.ino;

const outermost = ["BEGIN IMMEDIATE", "COMMIT", "ROLLBACK"] as const;
const nested = ["SAVEPOINT inner_work", "RELEASE inner_work", "ROLLBACK TO inner_work; RELEASE inner_work"] as const;

/** For steps whose failing changes nothing: SQLite undoes a transaction by itself when the disk is full, for one. */
const attempt = (step: () => void): void => {
  try {
    step();
  } catch {
    // Nothing to do about it here.
  }
};

const expected = (error: unknown, path: string): unknown => {
  const failure = error instanceof StoreFailure ? error.failure : failureOf(error, path);
  if (failure?.code === "index-damaged") markSuspect(path);
  return failure === undefined || error instanceof StoreFailure ? error : new StoreFailure(failure, error);
};

const pragma = (database: DatabaseSync, name: string): number =>
  readNumber(database.prepare(`PRAGMA ${name}`).get()?.[name]);

const prepareTables = (database: DatabaseSync, schema: Schema, path: string): void => {
  if (isCurrent(database, schema, path)) return;
  database.exec("BEGIN IMMEDIATE");
  // Again, now that nobody else can write: another process may have made the tables in between.
  if (!isCurrent(database, schema, path)) {
    for (const name of tablesOf(database)) database.exec(`DROP TABLE "${name}"`);
    database.exec(schema.sql);
    database.exec(`PRAGMA application_id = ${productMark}; PRAGMA user_version = ${schema.version}`);
  }
  database.exec("COMMIT");
};

/** "AskD": tells our databases from any other, whose tables must not be dropped but set aside whole. */
const productMark = 0x41736b44;

const tablesOf = (database: DatabaseSync): readonly string[] =>
  database
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .all()
    .map((row) => readText(row.name));

const isCurrent = (database: DatabaseSync, schema: Schema, path: string): boolean => {
  if (pragma(database, "application_id") !== productMark) {
    if (tablesOf(database).length === 0) return false;
    throw new StoreFailure(storeFailure("index-damaged", path));
  }
  const version = pragma(database, "user_version");
  if (version <= schema.version) return version === schema.version;
  throw new StoreFailure({
    code: "index-newer",
    message: t(
      "The index {0} was made by a newer version of Ask Docs; update Ask Docs, delete that file, or give another --index-dir.",
      path,
    ),
  });
};
