import type { Clock } from "../core/ports.ts";

/** Changes of single files, gathered for a moment and indexed together. */
export interface FileQueue {
  /** Files changed on disk. */
  changed(paths: readonly string[]): void;
  /** A document edited in the editor. */
  edited(path: string): void;
  /** Indexes what waits at once; resolves when every change told so far is indexed. */
  settled(): Promise<void>;
  /** Remembers what is indexed from now on, because a refresh of the whole folder may undo it with what it saw before. */
  holdForRepeat(): void;
  /** Indexes again what was remembered. */
  repeat(): void;
  /** Forgets everything that waits. */
  stop(): void;
}

/** Quiet time before changes are indexed; raised to four times what the last indexing took, in milliseconds. */
const quiet = 100;
const longestQuiet = 5000;
/** Changes are indexed at least this often while someone types without a pause. */
const longestWait = 1000;
/** Quiet time before passages of edited files are embedded: nothing is embedded that the next key makes old. */
const quietBeforeVectors = 300;
/** With more files changed at once, their vectors are the backlog's. */
const mostEmbeddedAtOnce = 20;

/** Makes an empty queue. `refreshFiles` and `embedFiles` must not throw. */
export function createFileQueue(ports: {
  readonly clock: Clock;
  /** Returns the paths whose content was indexed anew; undefined when it failed. */
  readonly refreshFiles: (paths: readonly string[]) => Promise<readonly string[] | undefined>;
  readonly embedFiles: (paths: readonly string[], signal: AbortSignal) => Promise<void>;
  readonly onIndexed: () => void;
}): FileQueue {
  const { clock, refreshFiles, embedFiles, onIndexed } = ports;
  const waiting = new Set<string>();
  const unembedded = new Set<string>();
  let remembered: Set<string> | undefined;
  let firstAt = 0;
  let delay = quiet;
  let timer: NodeJS.Timeout | undefined;
  let vectorTimer: NodeJS.Timeout | undefined;
  let vectors = new AbortController();
  let running: Promise<void> | undefined;
  let stopped = 0;

  function enqueue(paths: readonly string[]): void {
    if (waiting.size === 0) firstAt = clock.now();
    for (const path of paths) waiting.add(path);
    vectors.abort(new Error("The document has changed again."));
    clearTimeout(vectorTimer);
    clearTimeout(timer);
    const latest = Math.max(0, firstAt + Math.max(longestWait, delay) - clock.now());
    timer = setTimeout(() => void run(), Math.min(delay, latest)).unref();
  }

  function run(): Promise<void> {
    clearTimeout(timer);
    running ??= drain(stopped).finally(() => (running = undefined));
    return running;
  }

  async function drain(generation: number): Promise<void> {
    while (waiting.size > 0 && generation === stopped) {
      const paths = [...waiting];
      waiting.clear();
      for (const path of paths) remembered?.add(path);
      const start = clock.now();
      const indexed = (await refreshFiles(paths)) ?? [];
      delay = Math.min(longestQuiet, Math.max(quiet, 4 * (clock.now() - start)));
      for (const path of indexed) unembedded.add(path);
    }
    if (generation !== stopped) return;
    onIndexed();
    clearTimeout(vectorTimer);
    vectorTimer = setTimeout(() => void embed(), quietBeforeVectors).unref();
  }

  async function embed(): Promise<void> {
    const paths = [...unembedded];
    unembedded.clear();
    if (paths.length === 0 || paths.length > mostEmbeddedAtOnce) return;
    vectors = new AbortController();
    const { signal } = vectors;
    await embedFiles(paths, signal);
    if (signal.aborted) for (const path of paths) unembedded.add(path);
    onIndexed();
  }

  return {
    changed: enqueue,
    edited: (path) => enqueue([path]),
    async settled() {
      while (running !== undefined || waiting.size > 0) await run();
    },
    holdForRepeat() {
      remembered = new Set();
    },
    repeat() {
      const again = [...(remembered ?? [])];
      remembered = undefined;
      if (again.length > 0) enqueue(again);
    },
    stop() {
      stopped += 1;
      waiting.clear();
      unembedded.clear();
      clearTimeout(timer);
      clearTimeout(vectorTimer);
      vectors.abort(new Error("The folder is closed."));
    },
  };
}
