import type { Embedder, ModelDescription, QuantizedVector } from "../../core/ports.ts";
import { failure, success, type Failure, type Result } from "../../core/result.ts";
import { forkChild, type ChildHandle } from "./childHandle.ts";
import type { ChildMessage } from "./messages.ts";
import { createWorkload } from "./workload.ts";

/** How the embedder's process is run. Times in milliseconds, memory in bytes. */
export interface EmbedderProcessOptions {
  /** Path of the process's script: `embedderChild`, built, or its source where Node strips types. */
  readonly entry: string;
  /** Folder name of the model. */
  readonly model: string;
  /** Folders that may hold it, the first with a whole copy wins. */
  readonly roots: readonly string[];
  readonly log?: (message: string) => void;
  /** Threads of one inference; default: as many as cores, 4 at most. */
  readonly threads?: number;
  /** The program that runs the script; default: the one that runs this process. */
  readonly execPath?: string;
  /** Passages sent ahead, so that the process never waits; default 3. */
  readonly window?: number;
  /** Time without work after which the process is ended; default 60,000. */
  readonly idleAfter?: number;
  /** Memory over which the process is replaced, between two texts; default 900 MB, never less than 200 MB over its start. */
  readonly memoryCeiling?: number;
  /** How long a model that could not be loaded is taken for unusable before it is tried again; default 30,000. */
  readonly retryLoadAfter?: number;
}

const allowedCrashes = 2;
/** Texts given up in a row, none answered between, after which the model itself is held to be broken. */
const hopelessAfter = 3;
const memoryHeadroom = 200e6;

interface Child {
  readonly handle: ChildHandle;
  state: "loading" | "ready" | "retiring";
  ceiling: number;
  description?: ModelDescription;
}

/**
 * An embedder in a child process, which is started on need, fed one text at a time with questions first, restarted when
 * it dies, and ended when idle, over its memory ceiling, or closed.
 *
 * A text that was under way at a crash is tried again, in at most two new processes; then it fails with
 * "model-crashed" and the rest goes on. Where the model cannot be loaded, `describe` and `embed` return why. While
 * nothing is asked of it, the embedder does not keep the calling process alive.
 */
export const createEmbedderProcess = (options: EmbedderProcessOptions): Embedder => {
  const { entry, model, roots, execPath, threads = 0, log = () => undefined } = options;
  const { window = 3, idleAfter = 60_000, memoryCeiling = 900e6, retryLoadAfter = 30_000 } = options;
  const work = createWorkload({ window, allowedCrashes });
  const describers = new Set<(result: Result<ModelDescription>) => void>();
  let child: Child | undefined;
  let fault: { readonly failure: Failure; readonly until: number } | undefined;
  let failedStarts = 0;
  let givenUpInRow = 0;
  let lastId = 0;
  let idleTimer: NodeJS.Timeout | undefined;
  let closed = false;

  const start = (): Child => {
    const started: Child = {
      state: "loading",
      ceiling: memoryCeiling,
      handle: forkChild({
        entry,
        execPath,
        log,
        onMessage: (message) => child === started && receive(started, message),
        onExit: (how) => child === started && died(started, how),
      }),
    };
    started.handle.send({ kind: "load", model, roots: [...roots], threads });
    return started;
  };

  const dismiss = (): Promise<void> => {
    const leaving = child;
    child = undefined;
    // What it still has are texts that nobody waits for: their answers will not come.
    work.crashed();
    return leaving?.handle.end() ?? Promise.resolve();
  };

  /** Brings the process in line with what is wanted of it; called after every change. */
  const advance = (): void => {
    clearTimeout(idleTimer);
    if (child?.state === "retiring" && work.sent() === 0) void dismiss();
    if (work.wanted() + describers.size === 0) {
      child?.handle.release();
      idleTimer = setTimeout(() => void dismiss(), idleAfter).unref();
      return;
    }
    child ??= start();
    child.handle.hold();
    if (child.state !== "ready") return;
    for (let job = work.next(); job; job = work.next()) {
      child.handle.send({ kind: "embed", id: job.id, text: job.text, task: job.task, urgency: job.urgency });
    }
  };

  const receive = (from: Child, message: ChildMessage): void => {
    switch (message.kind) {
      case "ready":
        from.state = "ready";
        from.description = message.description;
        from.ceiling = Math.max(memoryCeiling, message.rss + memoryHeadroom);
        failedStarts = 0;
        settleDescribers(success(message.description));
        break;
      case "failed":
        void dismiss();
        failAll(message.failure, retryLoadAfter);
        break;
      case "vector":
        givenUpInRow = 0;
        if (message.rss > from.ceiling) from.state = "retiring";
        work.answered(message.id)?.settle(success(message.vector));
        break;
      case "refused":
        work.answered(message.id)?.settle({ ok: false, failure: message.failure });
        break;
      case "dropped":
        work.answered(message.id);
        break;
    }
    advance();
  };

  const died = (from: Child, how: string): void => {
    child = undefined;
    const crash = (what: string): Failure => {
      const message = `${what} (${how}). Try again; if it happens again, report it with the log.`;
      return { code: "model-crashed", message };
    };
    if (from.state === "loading") {
      failedStarts += 1;
      if (failedStarts > allowedCrashes) failAll(crash(`The model's process could not be started`), retryLoadAfter);
    } else {
      const givenUp = work.crashed();
      givenUpInRow += givenUp.length;
      for (const job of givenUp) {
        const what = `The model's process ended ${allowedCrashes + 1} times on the same text of ${job.text.length} characters`;
        job.settle({ ok: false, failure: crash(what) });
      }
      if (givenUpInRow >= hopelessAfter) failAll(crash("The model's process keeps ending"), retryLoadAfter);
    }
    advance();
  };

  const settleDescribers = (result: Result<ModelDescription>): void => {
    for (const settle of describers) settle(result);
    describers.clear();
  };

  const failAll = (why: Failure, holdsFor: number): void => {
    log(why.message);
    fault = { failure: why, until: performance.now() + holdsFor };
    failedStarts = 0;
    givenUpInRow = 0;
    for (const job of work.clear()) job.settle({ ok: false, failure: why });
    settleDescribers({ ok: false, failure: why });
  };

  const refusal = (signal?: AbortSignal): Result<never> | undefined => {
    if (closed) return cancelled("The embedder is closed.");
    if (signal?.aborted) return cancelled("Embedding was cancelled.");
    if (fault && performance.now() < fault.until) return { ok: false, failure: fault.failure };
    fault = undefined;
    return undefined;
  };

  return {
    describe: async () => {
      const refused = refusal();
      if (refused) return refused;
      if (child?.description) return success(child.description);
      const { promise, resolve } = Promise.withResolvers<Result<ModelDescription>>();
      describers.add(resolve);
      advance();
      return promise;
    },
    embed: async (text, task, signal, urgency) => {
      const refused = refusal(signal);
      if (refused) return refused;
      const { promise, resolve } = Promise.withResolvers<Result<QuantizedVector>>();
      const id = ++lastId;
      const abort = (): void => {
        resolve(cancelled("Embedding was cancelled."));
        if (work.abandon(id)) child?.handle.send({ kind: "cancel", id });
        advance();
      };
      signal?.addEventListener("abort", abort, { once: true });
      work.add({ id, text, task, urgency, settle: resolve });
      advance();
      return promise.finally(() => signal?.removeEventListener("abort", abort));
    },
    close: async () => {
      closed = true;
      clearTimeout(idleTimer);
      const stopped: Result<never> = cancelled("The embedder was closed.");
      for (const job of work.clear()) job.settle(stopped);
      settleDescribers(stopped);
      await dismiss();
    },
  };
};

const cancelled = (message: string): Result<never> => failure("cancelled", message);
