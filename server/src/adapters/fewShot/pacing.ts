import { setTimeout as sleep } from "node:timers/promises";

/** Resolves when the next call may begin, calls being at least `60 / callsPerMinute` seconds apart. */
export function createPacing(callsPerMinute?: number): (signal?: AbortSignal) => Promise<void> {
  if (callsPerMinute === undefined) return () => Promise.resolve();
  const apart = 60_000 / callsPerMinute;
  let free = 0;
  return async (signal) => {
    const now = performance.now();
    const begin = Math.max(now, free);
    free = begin + apart;
    if (begin > now) await sleep(begin - now, undefined, signal === undefined ? {} : { signal });
  };
}
