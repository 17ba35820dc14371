import { rm } from "node:fs/promises";
import { t } from "@vscode/l10n";
import type { CrawlOptions } from "../core/crawl/crawlRules.ts";
import type { RefreshProgress } from "../core/indexing/indexer.ts";
import { createTurns } from "../core/indexing/turns.ts";
import type { Failure } from "../core/result.ts";
import { StoreFailure } from "../core/storeFailure.ts";
import { chooseModels, readLastModel } from "./folderModels.ts";
import { createFolderEmbedding } from "./folderEmbedding.ts";
import { createFileQueue } from "./fileQueue.ts";
import type { FolderPlace } from "./folderPlace.ts";
import { indexDirOf, openIndex, type OpenIndex, type SharedParts } from "./openIndex.ts";
import { createUnderWay } from "./underWay.ts";
import { createWriterWatch } from "./writerWatch.ts";

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
  /** Resolves when the index is open, or cannot be opened, and the folder is not being looked through. */
  refreshed(): Promise<void>;
  /** Takes other crawl settings; opens the index again where they differ. */
  configure(crawl: CrawlOptions): void;
  /** The settings name another model, or models have come or gone: the present one answers until the next is ready. */
  modelsChanged(): void;
  rebuild(): Promise<void>;
  delete(): Promise<void>;
  close(): Promise<void>;
}

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
  const indexDir = indexDirOf(shared, place);
  const users = createUnderWay();
  let crawl = options.crawl;
  let index: OpenIndex | undefined;
  let stop = new AbortController();
  let phase: FolderPhase = "starting";
  let progress: RefreshProgress | undefined;
  let problem: string | undefined;
  let refreshing: Promise<void> | undefined;
  let refreshAgain = false;
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
      embedding.start();
    },
  });

  const writer = createWriterWatch(async () => (await guarded(lookForWriter)) ?? false);
  const embedding = createFolderEmbedding({
    index: () => index,
    signal: () => stop.signal,
    guarded,
    onReady: () => void reopen(),
    onChange,
  });

  function setPhase(next: FolderPhase): void {
    phase = next;
    onChange();
  }

  function fail(failure: Failure): void {
    const { code, message } = failure;
    if (code === "cancelled") return;
    if (code === "index-locked") {
      if (!closed) writer.start();
      return;
    }
    problem = message;
    onChange();
    if (code === "index-gone" || (code === "index-damaged" && !damagedOnce)) void reopen();
    damagedOnce ||= code === "index-damaged";
  }

  function report(error: unknown): void {
    if (stop.signal.aborted) return;
    if (error instanceof StoreFailure) {
      fail(error.failure);
      return;
    }
    logError(`${place.name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    problem = t("Something went wrong while indexing {0}; see the log, and rebuild the index if it stays.", place.name);
    onChange();
  }

  const use = async <T>(work: (open: OpenIndex) => Promise<T>): Promise<T | undefined> =>
    index === undefined ? undefined : users.track(work(index));

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
   * Another window writes to this index: what it holds is read, again when files have changed or that window has changed
   * to the model that this one waits for, and now and then the right to write is asked for.
   */
  async function lookForWriter({ store, models }: OpenIndex): Promise<boolean> {
    const changed = models.change !== undefined && (await readLastModel(indexDir)) !== models.serving.name;
    if (!stale && !changed && !store.acquireWriter()) return true;
    void reopen();
    return false;
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
      embedding.start();
      const { signal } = stop;
      void guarded(({ service }) => service.warmUp(signal));
    });
  }

  /** Chooses the folder's models again; the index is opened anew only where another is to answer. */
  async function changeModels(open: OpenIndex): Promise<void> {
    const { serving, change } = open.models;
    const models = await chooseModels(shared.pool, open.store, serving.name);
    if (models.serving.description.id !== serving.description.id) {
      void reopen();
      return;
    }
    index = { ...open, models };
    onChange();
    if (models.change?.model.id !== change?.model.id) await embedding.restart();
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
    else writer.start();
  }

  async function shut(): Promise<void> {
    stop.abort(new Error("The folder is closed."));
    writer.stop();
    stale = false;
    files.stop();
    const open = index;
    index = undefined;
    await Promise.all([refreshing, embedding.idle()]);
    await users.ended();
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

  const removeIndex = (): Promise<void> => rm(indexDir, { recursive: true, force: true });

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
      return embedding.working;
    },
    get problem() {
      return problem ?? embedding.problem;
    },
    get current() {
      return index;
    },
    use,
    refresh,
    filesChanged: (paths) => files.changed(paths),
    edited: (path) => files.edited(path),
    settled: () => inTurn(async () => undefined).then(() => files.settled()),
    refreshed: () => inTurn(async () => undefined).then(() => refreshing),
    configure(next) {
      if (JSON.stringify(next) === JSON.stringify(crawl)) return;
      crawl = next;
      if (phase !== "deleted") void reopen();
    },
    modelsChanged: () => void inTurn(() => guarded(changeModels)),
    rebuild: () => reopen(removeIndex),
    delete: () =>
      inTurn(async () => {
        await shut();
        await removeIndex();
        problem = t("The index was deleted; to make it again, run Ask Docs: Rebuild Index.");
        setPhase("deleted");
      }),
    close: () =>
      inTurn(async () => {
        closed = true;
        await shut();
      }),
  };
}
