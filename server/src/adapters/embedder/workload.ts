import type { QuantizedVector } from "../../core/ports.ts";
import type { Result } from "../../core/result.ts";
import { createTextQueue, laneOf, type QueuedText } from "./textQueue.ts";

/** A text someone waits for; `settle` gives them the outcome, once. */
export interface Job extends QueuedText {
  readonly text: string;
  readonly settle: (result: Result<QuantizedVector>) => void;
}

/** The texts that wait and those the process has, with the account of which of them kill it. */
export interface Workload {
  add(job: Job): void;
  /** The next text to send now, counted as sent; undefined when nothing waits or enough has been sent. */
  next(): Job | undefined;
  /** The process has answered: the job to settle, undefined when nobody waits for it any more. */
  answered(id: number): Job | undefined;
  /** Nobody waits for this text any more; true when it has been sent already. */
  abandon(id: number): boolean;
  /** The process has died: returns the texts given up; the others wait again, ahead of the rest. */
  crashed(): readonly Job[];
  /** Takes out every text someone waits for. */
  clear(): readonly Job[];
  /** Texts not sent yet. */
  waiting(): number;
  /** Texts someone waits for, sent or not. */
  wanted(): number;
  /** Texts the process has, wanted or not. */
  sent(): number;
  /** Ids of the texts the process has that someone waits for. */
  underWay(): readonly number[];
}

/**
 * Keeps the accounts of one embedder.
 *
 * `window` passages of each urgency at most are sent ahead, so that the process never waits for its parent; questions are
 * always sent, and the process takes them first, then urgent passages. After a crash, until every text it had is answered, texts are sent one by one, so
 * that the next crash names its culprit. A text the process had at more than `allowedCrashes` crashes is given up.
 */
export const createWorkload = (limits: { readonly window: number; readonly allowedCrashes: number }): Workload => {
  const waiting = createTextQueue<Job>();
  const underWay = new Map<number, { readonly job: Job; wanted: boolean }>();
  const crashes = new Map<number, number>();

  const mayHaveMore = (next: Job): boolean => {
    if (crashes.size > 0) return underWay.size === 0;
    const lane = laneOf(next);
    return (
      lane === "question" || [...underWay.values()].filter(({ job }) => laneOf(job) === lane).length < limits.window
    );
  };
  const wantedUnderWay = (): Job[] => [...underWay.values()].filter(({ wanted }) => wanted).map(({ job }) => job);

  return {
    add: (job) => waiting.push(job),
    next: () => {
      const next = waiting.peek();
      if (!next || !mayHaveMore(next)) return undefined;
      waiting.shift();
      underWay.set(next.id, { job: next, wanted: true });
      return next;
    },
    answered: (id) => {
      const entry = underWay.get(id);
      underWay.delete(id);
      crashes.delete(id);
      return entry?.wanted ? entry.job : undefined;
    },
    abandon: (id) => {
      const entry = underWay.get(id);
      if (entry) entry.wanted = false;
      else if (waiting.remove(id)) crashes.delete(id);
      return entry !== undefined;
    },
    crashed: () => {
      const suspects = wantedUnderWay().map((job) => ({ job, count: (crashes.get(job.id) ?? 0) + 1 }));
      for (const id of underWay.keys()) crashes.delete(id);
      underWay.clear();
      const retried = suspects.filter(({ count }) => count <= limits.allowedCrashes);
      for (const { job, count } of retried) crashes.set(job.id, count);
      waiting.putBack(retried.map(({ job }) => job));
      return suspects.filter(({ count }) => count > limits.allowedCrashes).map(({ job }) => job);
    },
    clear: () => {
      const jobs = wantedUnderWay();
      for (const entry of underWay.values()) entry.wanted = false;
      for (let job = waiting.shift(); job; job = waiting.shift()) jobs.push(job);
      crashes.clear();
      return jobs;
    },
    waiting: () => waiting.size(),
    wanted: () => waiting.size() + wantedUnderWay().length,
    sent: () => underWay.size,
    underWay: () => wantedUnderWay().map(({ id }) => id),
  };
};
