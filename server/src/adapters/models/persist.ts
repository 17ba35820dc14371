import { t } from "@vscode/l10n";
import type { Clock } from "../../core/ports.ts";
import { failure, success, type Failure, type Result } from "../../core/result.ts";

/** What came of one try. */
export type Attempt<T> =
  | { readonly kind: "done"; readonly value: T }
  /** Trying again may help; `advanced`: something came of it; `wait`: milliseconds that were asked for. */
  | { readonly kind: "again"; readonly failure: Failure; readonly advanced?: boolean; readonly wait?: number }
  | { readonly kind: "failed"; readonly failure: Failure };

export interface Patience {
  readonly clock: Pick<Clock, "sleep">;
  readonly signal: AbortSignal;
  /** Milliseconds before the second try, doubled with each; default 1000. */
  readonly pause?: number | undefined;
  /** Tries in a row that may bring nothing; default 5. */
  readonly tries?: number | undefined;
}

const mostTries = 100;
/** Milliseconds: the longest pause of our own, and the longest that a server may ask for. */
const longestPause = 30_000;
const longestWait = 120_000;

export const cancelled = (): Result<never> => failure("cancelled", t("It was cancelled; what is fetched already is kept."));

/** Tries until it is done, cannot succeed, has brought nothing several times in a row, or `signal` aborts. */
export async function persist<T>(attempt: () => Promise<Attempt<T>>, patience: Patience): Promise<Result<T>> {
  const { clock, signal, pause = 1000, tries: fruitlessTries = 5 } = patience;
  const stopped = (): boolean => signal.aborted;
  let fruitless = 0;
  for (let tries = 1; ; tries += 1) {
    if (stopped()) return cancelled();
    const came = await attempt();
    if (came.kind === "done") return success(came.value);
    if (stopped()) return cancelled();
    if (came.kind === "failed") return { ok: false, failure: came.failure };
    fruitless = came.advanced === true ? 0 : fruitless + 1;
    const { wait = 0 } = came;
    if (fruitless === fruitlessTries || tries === mostTries || wait > longestWait)
      return { ok: false, failure: came.failure };
    const own = Math.min(longestPause, pause * 2 ** Math.max(0, fruitless - 1));
    await clock.sleep(Math.max(wait, own), signal).catch(() => undefined);
  }
}

/** Milliseconds that a `Retry-After` asks for: seconds, or a date; 0 where it says nothing. */
export function retryAfter(value: string | undefined, now: number): number {
  if (value === undefined) return 0;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const date = Date.parse(value);
  return Number.isNaN(date) ? 0 : Math.max(0, date - now);
}
