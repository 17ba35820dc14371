import type { EmbedReport } from "../core/indexing/embedBacklog.ts";
import type { FailureCode } from "../core/result.ts";

/** Gives a folder's backlog its vectors, in one pass after the other until nothing waits. */
export interface BacklogWorker {
  readonly working: boolean;
  /** Why the last pass left passages without a vector. */
  readonly problem: string | undefined;
  /** Starts when something waits and nothing is under way. */
  start(signal: AbortSignal): void;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
}

/** Failures that may be gone a minute later, though no file has changed. */
const passing: readonly FailureCode[] = ["model-crashed", "model-busy", "text-crashes"];

/**
 * `embedAll` must not throw; it gives `undefined` when it failed. Where the model's process is down, or has too much to
 * do, another pass is made by itself after `retryAfter` milliseconds, a minute when not given.
 */
export function createBacklogWorker(ports: {
  readonly pending: () => number;
  readonly embedAll: (signal: AbortSignal) => Promise<EmbedReport | undefined>;
  readonly onChange: () => void;
  readonly retryAfter?: number;
}): BacklogWorker {
  const { pending, embedAll, onChange, retryAfter = 60_000 } = ports;
  let retrying: NodeJS.Timeout | undefined;
  let working: Promise<void> | undefined;
  let problem: string | undefined;

  async function work(signal: AbortSignal): Promise<void> {
    for (;;) {
      const report = await embedAll(signal);
      const failure = report?.failed[0]?.failure;
      problem = failure?.message;
      // Again for what came in meanwhile; passages that fail are tried again after the next change of a file.
      const progress = (report?.embedded ?? 0) + (report?.reused ?? 0) > 0;
      if (signal.aborted || pending() === 0) return;
      if (progress) continue;
      if (failure !== undefined && passing.includes(failure.code))
        retrying = setTimeout(() => start(signal), retryAfter).unref();
      return;
    }
  }

  function start(signal: AbortSignal): void {
    if (working !== undefined || signal.aborted || pending() === 0) return;
    clearTimeout(retrying);
    working = work(signal).finally(() => {
      working = undefined;
      onChange();
    });
    onChange();
  }

  return {
    get working() {
      return working !== undefined;
    },
    get problem() {
      return problem;
    },
    start,
    idle: async () => working,
  };
}
