/**
 * Runs work whose signal Ctrl-C (or SIGTERM) aborts, so that it stops at its next safe place; a second one ends the process.
 *
 * @param onStop is called when it is told to stop.
 */
export async function untilInterrupted<T>(work: (signal: AbortSignal) => Promise<T>, onStop?: () => void): Promise<T> {
  const stop = new AbortController();
  const interrupt = (): void => {
    if (stop.signal.aborted) process.exit(130);
    onStop?.();
    stop.abort(new Error("stopped"));
  };
  process.on("SIGINT", interrupt).on("SIGTERM", interrupt);
  try {
    return await work(stop.signal);
  } finally {
    process.off("SIGINT", interrupt).off("SIGTERM", interrupt);
  }
}
