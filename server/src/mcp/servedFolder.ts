import { basename } from "node:path";
import { pathToFileURL } from "node:url";
import type { Settings } from "../../../protocol/settings.ts";
import { createBacklogGate, gateEmbedder } from "../languageServer/backlogGate.ts";
import { crawlOptionsOf } from "../languageServer/editorSettings.ts";
import { placeFolder } from "../languageServer/folderPlace.ts";
import { createFolderSession } from "../languageServer/folderSession.ts";
import { createModelPool } from "../languageServer/modelPool.ts";
import type { OpenIndex } from "../languageServer/openIndex.ts";
import type { LanguageServerPorts } from "../languageServer/ports.ts";
import { settlesWithin } from "../languageServer/settlesWithin.ts";
import { changedFiles } from "./changedFiles.ts";

export interface ServedFolderOptions {
  readonly ports: LanguageServerPorts;
  /** The folder of documents, absolute. */
  readonly root: string;
  /** Holds index and vectors, absolute. */
  readonly indexDir: string;
  readonly settings: Settings;
  /** Folders that may hold models. */
  readonly modelRoots: readonly string[];
  readonly version: string;
  readonly log: (message: string) => void;
}

/** How far the index is, for those who read an answer. */
export interface Progress {
  /** Whether the folder is still being looked through, so that what was not read yet cannot be found. */
  readonly reading: boolean;
  /** What keeps the index from being whole, as a sentence. */
  readonly problem?: string;
}

/** A folder whose index is made in the background and follows its files for as long as it is served. */
export interface ServedFolder {
  readonly settings: Settings;
  /**
   * Runs `work` on the index, ahead of everything that is done in the background.
   *
   * @throws an error whose message is for people, where there is no index.
   */
  use<T>(work: (index: OpenIndex, progress: Progress) => Promise<T>): Promise<T>;
  /** Resolves when all work has ended and the model's process is gone. */
  close(): Promise<void>;
}

/** How long a question waits for changed files to be read, in milliseconds; what is read then answers. */
const patience = 2000;
/** Where a look takes longer than this, a question looks again only after some times as long, and so long at most; milliseconds. */
const quickLook = 100;
const freshShare = 5;
const longestFresh = 5000;
/** The pause between two looks in the background: so many times what the last took, within these limits in milliseconds. */
const pauseShare = 20;
const leastPause = 10_000;
const longestPause = 60_000;

/** Starts to open and read the folder; what goes wrong with it is told by `use`. */
export function createServedFolder(options: ServedFolderOptions): ServedFolder {
  const { ports, root, indexDir, settings, modelRoots, version, log } = options;
  const { clock, parsers } = ports;
  const place = placeFolder({ uri: pathToFileURL(root).href, name: basename(root) });
  if (place === undefined) throw new Error(`${root} cannot be named by an address.`);
  const gate = createBacklogGate({ power: ports.power, clock, onChange: () => undefined });
  gate.allowBattery(settings["askDocs.indexing.onBattery"]);
  const pool = createModelPool({
    ports,
    options: { storagePath: indexDir, modelRoots, trusted: true, version, settings },
    settings: () => settings,
    gated: (embedder) => gateEmbedder(embedder, gate),
    // That a process starts and ends is of no interest here.
    log: () => undefined,
    warn: log,
  });
  const session = createFolderSession({
    shared: { ports, pool, bufferOf: () => undefined, storagePath: indexDir, indexDir },
    place,
    crawl: crawlOptionsOf(settings, parsers.extensions),
    onChange: () => undefined,
    logError: log,
    mayEmbedEdits: () => true,
  });
  let looked = { at: -Infinity, took: 0 };
  /** Whether another process, which writes to this index, has not read all files as they are. */
  let isBehind = false;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  /** Looks through the folder; resolves when what has changed is read. */
  async function look(): Promise<void> {
    const start = clock.now();
    const isFirst = looked.at === -Infinity;
    session.refresh();
    await session.refreshed();
    // Another process writes to this index and keeps it up to date: only what it wrote has to be read again.
    const changed = await session.use(async (index) => (index.store.writable ? [] : changedFiles(index)));
    if (changed !== undefined && changed.length > 0) session.filesChanged(changed);
    isBehind = changed !== undefined && changed.length > 0;
    // The first look opens and reads everything, which says nothing of those that follow.
    looked = { at: clock.now(), took: isFirst ? 0 : clock.now() - start };
    clearTimeout(timer);
    const pause = Math.min(longestPause, Math.max(leastPause, pauseShare * looked.took));
    if (!closed) timer = setTimeout(lookInBackground, pause).unref();
  }

  function lookInBackground(): void {
    look().catch((error: unknown) => log(String(error)));
  }

  const isFresh = (): boolean =>
    looked.took > quickLook && clock.now() - looked.at < Math.min(longestFresh, freshShare * looked.took);

  lookInBackground();

  return {
    settings,
    async use(work) {
      const end = gate.question();
      try {
        const whole = isFresh() || (await settlesWithin(look(), patience));
        const { problem } = session;
        const progress = { reading: !whole || isBehind, ...(problem === undefined ? {} : { problem }) };
        // The value is wrapped, because `use` gives undefined where there is no index.
        const done = await session.use(async (index) => ({ value: await work(index, progress) }));
        if (done === undefined) throw new Error(session.problem ?? "The index is still being opened; ask again soon.");
        return done.value;
      } finally {
        end();
      }
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      gate.close();
      await session.close();
      await pool.close();
    },
  };
}
