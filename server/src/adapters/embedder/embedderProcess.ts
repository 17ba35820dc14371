import { t } from "@vscode/l10n";
import type { ModelDescription, QuantizedVector } from "../../core/ports.ts";
import { failure, success, type Failure, type Result } from "../../core/result.ts";
import { endText, keepsEndingText, noStartText } from "./embedderTexts.ts";
import { forkChild, type ChildHandle } from "./childHandle.ts";
import { createEmbedderHost, type EmbedderHost, type EmbedderSettings, type ProcessPlan } from "./embedderHost.ts";
import type { EmbedderProcess, EmbedderProcessOptions } from "./embedderOptions.ts";
import type { ChildMessage } from "./messages.ts";
import { createWatchdog } from "./watchdog.ts";
import { createWorkload } from "./workload.ts";

const defaultSettings: EmbedderSettings = { runtime: "auto", node: "" };
const allowedCrashes = 2;
/** Texts given up in a row, none answered between, after which the model itself is held to be broken. */
const hopelessAfter = 3;
const memoryHeadroom = 200e6;
/** Signals by which people and systems end programs; they say nothing of the runtime. */
const orderlyEnds = ["signal SIGTERM", "signal SIGINT", "signal SIGHUP"];

interface Child {
  readonly handle: ChildHandle;
  readonly plan: ProcessPlan;
  state: "loading" | "ready" | "retiring";
  ceiling: number;
  isStuck: boolean;
  description?: ModelDescription;
}

/**
 * An embedder in a child process, which is started on need, fed one text at a time with questions first, restarted when
 * it dies, and ended when idle, hung, over its memory ceiling, or closed. After two crashes WebAssembly takes the place of
 * the native runtime (`runtimeLadder.ts`).
 *
 * A text that was under way at a crash is tried again, in at most two new processes; then it fails with
 * "text-crashes" and the rest goes on. Where the model cannot be loaded, `describe` and `embed` return why, and try again
 * later. While nothing is asked of it, the embedder does not keep the calling process alive.
 */
export const createEmbedderProcess = (options: EmbedderProcessOptions): EmbedderProcess => {
  const { entry, model, roots, texts = {}, threads = 0, log = () => undefined, mostWaiting = 10_000 } = options;
  const {
    window = 3,
    idleAfter = 60_000,
    memoryCeiling = 900e6,
    retryLoadAfter = 30_000,
    stuckAfter = 120_000,
    hungAfter = 20_000,
  } = options;
  const work = createWorkload({ window, allowedCrashes });
  const describers = new Set<(result: Result<ModelDescription>) => void>();
  let settings = options.settings ?? defaultSettings;
  let host = createHost(options, settings);
  let planning: EmbedderHost | undefined;
  let child: Child | undefined;
  let fault: { readonly failure: Failure; readonly until: number } | undefined;
  let failedStarts = 0;
  let givenUpInRow = 0;
  let lastId = 0;
  let idleTimer: NodeJS.Timeout | undefined;
  let closed = false;

  const start = async (): Promise<void> => {
    if (planning === host) return;
    const planned = (planning = host);
    const plan = await planned.plan();
    if (planning !== planned) return;
    planning = undefined;
    if (!closed && isWanted()) begin(plan);
    advance();
  };

  const begin = (plan: ProcessPlan): void => {
    const { runtime, canary, execPath } = plan;
    const started: Child = {
      plan,
      state: "loading",
      ceiling: memoryCeiling,
      isStuck: false,
      handle: forkChild({
        entry,
        execPath,
        // Only to be told when to collect garbage: what loading leaves behind is a fifth of the process.
        execArgv: runtime === "wasm" ? ["--expose-gc"] : [],
        log,
        onMessage: (message) => child === started && receive(started, message),
        onExit: (how) =>
          child === started && died(started, started.isStuck ? `no answer for ${silence(started)} ms` : how),
      }),
    };
    child = started;
    started.handle.send({ kind: "load", model, roots: [...roots], threads, runtime, canary, texts });
  };

  const dismiss = (): Promise<void> => {
    const leaving = child;
    child = undefined;
    // What it still has are texts that nobody waits for: their answers will not come.
    work.crashed();
    return leaving?.handle.end() ?? Promise.resolve();
  };

  const isWanted = (): boolean => work.wanted() + describers.size > 0;

  /** Brings the process in line with what is wanted of it; called after every change. */
  const advance = (): void => {
    clearTimeout(idleTimer);
    if (child?.state === "retiring" && work.sent() === 0) void dismiss();
    if (isWanted()) feed();
    else {
      child?.handle.release();
      idleTimer = setTimeout(() => void dismiss(), idleAfter).unref();
    }
    watchdog.watch(isBusy());
  };

  const feed = (): void => {
    if (!child) {
      if (!closed) void start();
      return;
    }
    child.handle.hold();
    if (child.state !== "ready") return;
    for (let job = work.next(); job; job = work.next()) {
      child.handle.send({ kind: "embed", id: job.id, text: job.text, task: job.task, urgency: job.urgency });
    }
  };

  const isBusy = (): boolean => child?.state === "loading" || work.sent() > 0;

  const silence = (of: Child | undefined): number =>
    of?.state !== "loading" && of?.plan.runtime === "native" ? Math.min(hungAfter, stuckAfter) : stuckAfter;

  const watchdog = createWatchdog(
    () => silence(child),
    () => {
      if (!child) return;
      child.isStuck = true;
      void child.handle.end();
    },
  );

  const receive = (from: Child, message: ChildMessage): void => {
    watchdog.heard();
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
      case "unfit":
        void dismiss();
        died(from, message.reason);
        return;
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
    watchdog.heard();
    log(`The embedder's process is lost: ${how}.`);
    if (!orderlyEnds.includes(how)) host.crashed(from.plan.runtime, how, work.underWay());
    const end = endText(how);
    const crash = (message: string): Failure => ({ code: "model-crashed", message });
    if (from.state === "loading") {
      failedStarts += 1;
      if (failedStarts > allowedCrashes) failAll(crash(noStartText(from.plan.runtime, end)), retryLoadAfter);
    } else {
      const givenUp = work.crashed();
      givenUpInRow += givenUp.length;
      host.acquit(givenUp.map(({ id }) => id));
      for (const job of givenUp) {
        const message = t(
          "The model's process ended {0} times on the same text of {1} characters ({2}). Keywords find it all the same; it is tried again when it has changed. Report it with the log.",
          allowedCrashes + 1,
          job.text.length,
          end,
        );
        job.settle({ ok: false, failure: { code: "text-crashes", message } });
      }
      if (givenUpInRow >= hopelessAfter) failAll(crash(keepsEndingText(end)), retryLoadAfter);
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
      if (work.waiting() >= mostWaiting) return tooMany(mostWaiting);
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
    configure: (next) => {
      if (next.runtime === settings.runtime && next.node === settings.node) return;
      settings = next;
      host = createHost(options, settings);
      fault = undefined;
      failedStarts = 0;
      if (child) child.state = "retiring";
      advance();
    },
    runtime: () => host.describe(),
    close: async () => {
      closed = true;
      clearTimeout(idleTimer);
      const stopped: Result<never> = cancelled("The embedder was closed.");
      for (const job of work.clear()) job.settle(stopped);
      settleDescribers(stopped);
      watchdog.watch(false);
      await dismiss();
    },
  };
};

const createHost = (options: EmbedderProcessOptions, settings: EmbedderSettings): EmbedderHost => {
  const { execPath, memoryFile, model, version = "", warn = () => undefined, log = () => undefined } = options;
  return createEmbedderHost({
    settings,
    execPath,
    memoryFile,
    version,
    model,
    underElectron: options.underElectron ?? process.versions.electron !== undefined,
    warn: (message) => {
      log(message);
      warn(message);
    },
  });
};

const tooMany = (limit: number): Result<never> =>
  failure("model-busy", t("More than {0} texts wait for the model; try again in a moment.", limit));

const cancelled = (message: string): Result<never> => failure("cancelled", message);
