import { setTimeout as sleep } from "node:timers/promises";

/** Milliseconds between two looks, and in all unless told otherwise. */
const pause = 50;
const defaultLimit = 30_000;

/** Looks again and again until `look` gives what `holds` wants; gives it. Fails with `what` and the last thing seen. */
export async function until<T>(
  what: string,
  look: () => Promise<T>,
  holds: (seen: T) => boolean,
  limit = defaultLimit,
): Promise<T> {
  const deadline = Date.now() + limit;
  for (;;) {
    const seen = await look();
    if (holds(seen)) return seen;
    if (Date.now() > deadline) throw new Error(`${what}: not within ${limit / 1000} s; last seen: ${String(seen)}`);
    await sleep(pause);
  }
}
