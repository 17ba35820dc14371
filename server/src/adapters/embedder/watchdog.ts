/** Tells when a process that has work gives no sign of life. */
export interface Watchdog {
  /** Whether the process has work now; the time runs from when it got some. */
  watch(busy: boolean): void;
  /** The process has answered; the time runs anew. */
  heard(): void;
}

/** Calls `onSilence` once when a busy process is not heard of for `limit` milliseconds. Keeps no program alive. */
export const createWatchdog = (limit: number, onSilence: () => void): Watchdog => {
  let timer: NodeJS.Timeout | undefined;
  const heard = (): void => {
    clearTimeout(timer);
    timer = undefined;
  };
  return {
    heard,
    watch: (busy) => {
      if (!busy) heard();
      else timer ??= setTimeout(onSilence, limit).unref();
    },
  };
};
