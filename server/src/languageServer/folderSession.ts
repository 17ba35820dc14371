import { rm } from "node:fs/promises";
import type { CrawlOptions } from "../core/crawl/crawlRules.ts";
import type { RefreshProgress } from "../core/indexing/indexer.ts";
import { createTurns } from "../core/indexing/turns.ts";
import type { Failure } from "../core/result.ts";
import { StoreFailure } from "../core/storeFailure.ts";
import { createBacklogWorker } from "./backlogWorker.ts";
import { createFileQueue } from "./fileQueue.ts";
import type { FolderPlace } from "./folderPlace.ts";
import { indexDirOf, openIndex, type OpenIndex, type SharedParts } from "./openIndex.ts";

/** What a folder's index is doing. */
export type FolderPhase = "starting" | "reading" | "idle" | "failed" | "deleted";

/** One folder of the workspace: its index, kept up to date with the files and the open buffers. */
export interface FolderSession {
  readonly place: FolderPlace;
  readonly phase: FolderPhase;
  readonly progress: RefreshProgress | undefined;
  /** Whether the backlog is being given vectors, or waits for its turn. */
  readonly embedding: boolean;
  readonly problem: string | undefined;
  /** The index, for looking at it without waiting; undefined while it is not open. */
  readonly current: OpenIndex | undefined;
  /** Runs `work` on the index, which stays open meanwhile; undefined when there is none. */
  use<T>(work: (index: OpenIndex) => Promise<T>): Promise<T | undefined>;
  /** Looks through the whole folder again. */
  refresh(): void;
  /** These files have changed on disk. */
  filesChanged(paths: readonly string[]): void;
  /** This document has been edited in the editor. */
  edited(path: string): void;
  /** Resolves when the index is open, or cannot be opened, and every change told so far can be found by keyword. */
  settled(): Promise<void>;
  /** Takes other crawl settings; opens the index again where they differ. */
  configure(crawl: CrawlOptions): void;
  rebuild(): Promise<void>;
  delete(): Promise<void>;
  close(): Promise<void>;
}

/** How often a window that only reads tries to become the writer, in milliseconds. */
const writerEvery = 5000;

/**
 * Starts to open and read a folder. Nothing that goes wrong with it is thrown: it becomes its `problem`.
 *
 * @param onChange called whenever anything that is shown of the folder may have changed.
 * @param logError told bugs; expected failures are in `problem`.
 */
export function createFolderSession(options: {
  readonly shared: SharedParts;
  readonly place: FolderPlace;
  readonly crawl: CrawlOptions;
  readonly onChange: () => void;
  readonly logError: (message: string) => void;
  readonly mayEmbedEdits: () => boolean;
}): FolderSession {
  const { shared, place, onChange, logError } = options;
  const inTurn = createTurns();
  const users = new Set<Promise<unknown>>();
  let crawl = options.crawl;
  let index: OpenIndex | undefined;
  let stop = new AbortController();
  let phase: FolderPhase = "starting";
  let progress: RefreshProgress | undefined;
  let problem: string | undefined;
  let refreshing: Promise<void> | undefined;
  let refreshAgain = false;
  let writerTimer: NodeJS.Timeout | undefined;
  let stale = false;
  let damagedOnce = false;
  let closed = false;

  const files = createFileQueue({
    clock: shared.ports.clock,
    async refreshFiles(paths) {
      stale = index?.store.writable === false;
      return stale ? [] : guarded(({ service }) => service.refreshFiles(paths));
    },
    async embedFiles(paths, signal) {
      if (options.mayEmbedEdits() && index?.store.writable === true)
        await guarded(({ service }) => service.embedFiles(paths, signal));
    },
    onIndexed() {
      onChange();
      embedBacklog();
    },
  });

  const backlog = createBacklogWorker({
    pending: () => index?.service.pendingPassages() ?? 0,
    embedAll: (signal) => guarded(({ service }) => service.embedAll(signal, onChange)),
    onChange,
  });

  function setPhase(next: FolderPhase): void {
    phase = next;
    onChange();
  }

  function fail(failure: Failure): void {
    switch (failure.code) {
      case "cancelled":
        return;
      case "index-locked":
        waitForWriter();
        return;
      case "index-damaged":
        problem = failure.message;
        if (!damagedOnce) void reopen();
        damagedOnce = true;
        return;
      default:
        problem = failure.message;
    }
    onChange();
  }

  function report(error: unknown): void {
    if (stop.signal.aborted) return;
    if (error instanceof StoreFailure) {
      fail(error.failure);
      return;
    }
    logError(`${place.name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    problem = `Something went wrong while indexing ${place.name}; see the log, and rebuild the index if it stays.`;
    onChange();
  }

  async function use<T>(work: (open: OpenIndex) => Promise<T>): Promise<T | undefined> {
    if (index === undefined) return undefined;
    const task = work(index);
    const settled = task.catch(() => undefined);
    users.add(settled);
    void settled.finally(() => users.delete(settled));
    return task;
  }

  /** Runs `work`; a failure becomes the folder's problem, and `undefined` the result. */
  async function guarded<T>(work: (open: OpenIndex) => Promise<T>): Promise<T | undefined> {
    try {
      return await use(work);
    } catch (error) {
      report(error);
      return undefined;
    }
  }

  async function refreshOnce(): Promise<void> {
    setPhase("reading");
    const { signal } = stop;
    const report = await guarded(({ service }) =>
      service.refresh(signal, (state) => {
        progress = state;
        onChange();
      }),
    );
    progress = undefined;
    if (report !== undefined) problem = undefined;
    if (!signal.aborted) setPhase("idle");
  }

  /**
   * Another window writes to this index: what it holds is read, again when files have changed, and now and then the right
   * to write is asked for.
   */
  function waitForWriter(): void {
    if (closed || writerTimer !== undefined) return;
    writerTimer = setTimeout(() => {
      writerTimer = undefined;
      void guarded(async ({ store }) => {
        if (stale || store.acquireWriter()) void reopen();
        else waitForWriter();
      });
    }, writerEvery).unref();
  }

  function refresh(): void {
    if (index?.store.writable !== true) return;
    refreshAgain = true;
    refreshing ??= (async () => {
      while (refreshAgain && !stop.signal.aborted) {
        refreshAgain = false;
        files.holdForRepeat();
        await refreshOnce();
        files.repeat();
      }
    })().finally(() => {
      refreshing = undefined;
      embedBacklog();
    });
  }

  function embedBacklog(): void {
    if (shared.hasModel && index?.store.writable === true) backlog.start(stop.signal);
  }

  async function open(): Promise<void> {
    if (closed) return;
    setPhase("starting");
    stop = new AbortController();
    try {
      const opened = await openIndex(shared, place, crawl);
      if (!opened.ok) {
        problem = opened.failure.message;
        setPhase("failed");
        return;
      }
      index = opened.value;
    } catch (error) {
      report(error);
      setPhase("failed");
      return;
    }
    problem = index.store.warnings[0];
    setPhase("idle");
    if (index.store.writable) refresh();
    else waitForWriter();
  }

  async function shut(): Promise<void> {
    stop.abort(new Error("The folder is closed."));
    clearTimeout(writerTimer);
    writerTimer = undefined;
    stale = false;
    files.stop();
    const open = index;
    index = undefined;
    await Promise.all([refreshing, backlog.idle()]);
    while (users.size > 0) await Promise.all(users);
    open?.store.close();
    progress = undefined;
  }

  const reopen = (meanwhile: () => Promise<void> = async () => undefined): Promise<void> =>
    inTurn(async () => {
      await shut();
      try {
        await meanwhile();
      } finally {
        await open();
      }
    });

  const removeIndex = (): Promise<void> => rm(indexDirOf(shared, place), { recursive: true, force: true });

  void inTurn(open);

  return {
    place,
    get phase() {
      return phase;
    },
    get progress() {
      return progress;
    },
    get embedding() {
      return backlog.working;
    },
    get problem() {
      return problem ?? backlog.problem;
    },
    get current() {
      return index;
    },
    use,
    refresh,
    filesChanged: (paths) => files.changed(paths),
    edited: (path) => files.edited(path),
    async settled() {
      await inTurn(async () => undefined);
      await files.settled();
    },
    configure(next) {
      if (JSON.stringify(next) === JSON.stringify(crawl)) return;
      crawl = next;
      if (phase !== "deleted") void reopen();
    },
    rebuild: () => reopen(removeIndex),
    delete: () =>
      inTurn(async () => {
        await shut();
        await removeIndex();
        problem = "The index was deleted; to make it again, run Ask Docs: Rebuild Index.";
        setPhase("deleted");
      }),
    close: () =>
      inTurn(async () => {
        closed = true;
        await shut();
      }),
  };
}
