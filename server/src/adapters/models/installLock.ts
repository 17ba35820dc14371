import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Clock } from "../../core/ports.ts";

/** Milliseconds between two tries. */
const pause = 250;

/**
 * Waits until this process alone installs a model, and gives the function that lets the next one.
 *
 * SQLite's lock on a file, rather than a file of our own: the system gives it back when the process ends, however it ends.
 *
 * @throws the signal's reason when it aborts, and what the disk reports.
 */
export async function acquireInstallLock(
  path: string,
  ports: { readonly clock: Pick<Clock, "sleep">; readonly signal: AbortSignal; readonly onWait?: (() => void) | undefined },
): Promise<() => void> {
  await mkdir(dirname(path), { recursive: true });
  for (let tries = 0; ; tries += 1) {
    ports.signal.throwIfAborted();
    const release = tryLock(path);
    if (release !== undefined) return release;
    if (tries === 0) ports.onWait?.();
    await ports.clock.sleep(pause, ports.signal);
  }
}

function tryLock(path: string): (() => void) | undefined {
  const database = new DatabaseSync(path, { timeout: 0 });
  try {
    database.exec("BEGIN EXCLUSIVE");
    return () => database.close();
  } catch (error) {
    database.close();
    // SQLITE_BUSY: another process has it.
    if (error instanceof Error && "errcode" in error && error.errcode === 5) return undefined;
    throw error;
  }
}
