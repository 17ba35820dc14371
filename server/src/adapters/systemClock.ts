import { setTimeout as sleep } from "node:timers/promises";
import type { Clock } from "../core/ports.ts";

/** The machine's clock. A sleep that is cancelled rejects with the signal's reason. */
export const createSystemClock = (): Clock => ({
  now: () => performance.now(),
  wallTime: () => Date.now(),
  sleep: (milliseconds, signal) => sleep(milliseconds, undefined, signal === undefined ? {} : { signal: signal }),
});
