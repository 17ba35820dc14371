/** Tells when a process that has work gives no sign of life. */
export interface Watchdog {
  /** Whether the process has work now; the time runs from when it got some. */
  watch(busy: boolean): void;
  /** The process has answered; the time runs anew. */
  heard(): void;
}

/**
 * Calls `onSilence` when a busy process is not heard of for `limit` milliseconds, as it is when the time begins to run. Time in which this program was held up
 * itself, as when the machine sleeps, does not count. Keeps no program alive.
 */
export const createWatchdog = (limitNow: () => number, onSilence: () => void): Watchdog => {
  let timer: NodeJS.Timeout | undefined;
  const heard = (): void => {
    clearTimeout(timer);
    timer = undefined;
  };
  const start = (): void => {
    const limit = limitNow();
    const due = performance.now() + limit;
    const end = (): void => (performance.now() > due + limit / 2 ? start() : onSilence());
    timer = setTimeout(end, limit).unref();
  };
  return {
    heard,
    watch: (busy) => {
      if (!busy) heard();
      else if (timer === undefined) start();
    },
  };
};
