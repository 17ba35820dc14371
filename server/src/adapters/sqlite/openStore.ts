import { mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { t } from "@vscode/l10n";
import type { StoreReport } from "../../../../protocol/doctor.ts";
import type { Clock, Store } from "../../core/ports.ts";
import { success, type Result } from "../../core/result.ts";
import { StoreFailure } from "../../core/storeFailure.ts";
import { connect, type Connection, type ConnectionOptions } from "./connection.ts";
import { isSuspect, setAside } from "./damage.ts";
import { failureOf } from "./failures.ts";
import { createLease } from "./lease.ts";
import { indexSchema, vectorSchema } from "./schema.ts";
import { createStore } from "./store.ts";
import { createVectorStore } from "./vectors.ts";

/** Where a store is kept and how. */
export interface StoreOptions {
  /** Holds `index.db`; made, with its own `.gitignore` of `*`, when it is not there. */
  readonly indexDir: string;
  /** Holds `vectors.db`, which folders may share; `indexDir` when not given. */
  readonly vectorDir?: string;
  /** The system's clock when not given. */
  readonly clock?: Pick<Clock, "wallTime">;
  /** Largest size of `vectors.db` in bytes, kept to by removing the vectors least recently used; 2 GB when not given. */
  readonly vectorCap?: number;
  /** Leaves the right to write to others until `acquireWriter` is called; default: false. */
  readonly reads?: boolean;
  /** Largest size of each database in pages of 4096 bytes; when not given, the disk is the limit. */
  readonly maxPages?: number;
}

/** A store that is open, and what opening it came upon. */
export interface OpenStore extends Store {
  /** False while another process writes to this index: everything can be read, and vectors can be added. */
  readonly writable: boolean;
  /** Sentences for people, such as that a damaged index was set aside. */
  readonly warnings: readonly string[];
  /** Becomes the writer when the last one has ended, died or fallen silent for ten seconds; returns `writable`. */
  acquireWriter(): boolean;
  describe(): StoreReport;
}

const defaultVectorCap = 2e9;

/**
 * Opens, or makes, the index of one folder. What a newer version made, a folder that cannot be written and a full disk
 * are failures; what an older version made is emptied; what is damaged is set aside, and a warning says so.
 */
export const openStore = (options: StoreOptions): Result<OpenStore> => {
  const warnings: string[] = [];
  // Damage is met while opening, remembered, and mended by opening again: once for each database.
  for (let attempts = 3; ; attempts--) {
    const closers: (() => void)[] = [];
    try {
      return success(open(options, warnings, closers));
    } catch (error) {
      closeAll(closers);
      const failure = error instanceof StoreFailure ? error.failure : failureOf(error, options.indexDir);
      if (failure === undefined) throw error;
      if (failure.code !== "index-damaged" || attempts === 1) return { ok: false, failure };
    }
  }
};

const open = (options: StoreOptions, warnings: string[], closers: (() => void)[]): OpenStore => {
  const { indexDir, vectorDir = indexDir, clock = { wallTime: Date.now }, vectorCap = defaultVectorCap } = options;
  const pages = options.maxPages === undefined ? {} : { maxPages: options.maxPages };
  for (const folder of [indexDir, vectorDir]) makeFolder(folder);

  const index = openMended({ path: join(indexDir, "index.db"), schema: indexSchema, ...pages }, clock, warnings);
  closers.push(index.close);
  const vectorDatabase = { path: join(vectorDir, "vectors.db"), schema: vectorSchema, ...pages };
  const shared = openMended(vectorDatabase, clock, warnings);
  closers.unshift(shared.close);
  const vectors = createVectorStore({ connection: shared, clock, cap: vectorCap });
  vectors.prune();
  closers.unshift(vectors.prune);
  const lease = createLease(index, clock);
  closers.unshift(lease.release);
  if (options.reads !== true) lease.acquire();

  return {
    ...createStore(index, lease),
    vectors,
    warnings,
    get writable() {
      return lease.held;
    },
    acquireWriter: () => lease.acquire(),
    describe: () => ({
      versions: [indexSchema.version, vectorSchema.version],
      indexBytes: sizeOf(indexDir, "index.db"),
      vectorBytes: sizeOf(vectorDir, "vectors.db"),
      writer: lease.held ? "this process" : lease.isElsewhere() ? "another process" : "nobody",
    }),
    bytesOnDisk: () => sizeOf(indexDir, "index.db") + sizeOf(vectorDir, "vectors.db"),
    close: () => closeAll(closers.splice(0)),
  };
};

/** Connects, after setting aside a file in which damage was met before. */
const openMended = (database: ConnectionOptions, clock: Pick<Clock, "wallTime">, warnings: string[]): Connection => {
  const { path } = database;
  if (isSuspect(path)) {
    const name = setAside(path, clock.wallTime());
    warnings.push(
      t("{0} was damaged and is being built again; the damaged file is kept beside it as {1}.", path, name),
    );
  }
  return connect(database);
};

const closeAll = (closers: readonly (() => void)[]): void => {
  for (const close of closers) {
    try {
      close();
    } catch {
      // A full disk or damage: the next opening meets it again, and an unreleased lease ends with its process.
    }
  }
};

const makeFolder = (folder: string): void => {
  if (mkdirSync(folder, { recursive: true }) === undefined) return;
  writeFileSync(join(folder, ".gitignore"), "*\n");
};

/** Bytes of a database with its log, its shared memory and what was set aside of it. */
const sizeOf = (folder: string, name: string): number =>
  namesIn(folder)
    .filter((entry) => entry.startsWith(name))
    .reduce((total, entry) => total + (statSync(join(folder, entry), { throwIfNoEntry: false })?.size ?? 0), 0);

/** The folder may be deleted while its databases are open. */
const namesIn = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
};
