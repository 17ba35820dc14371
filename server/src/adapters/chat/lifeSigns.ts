/** Watches over an answer that is being written: gives it up when nothing comes for too long. */
export interface LifeSigns {
  /** Aborted when nothing came for too long. */
  readonly signal: AbortSignal;
  /** Something came; the wait begins anew. */
  seen(): void;
  /** Nothing is waited for, until `seen`. */
  pause(): void;
}

/** @param patience milliseconds that may pass without a sign. */
export function createLifeSigns(patience: number): LifeSigns {
  const stop = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const pause = (): void => clearTimeout(timer);
  const seen = (): void => {
    pause();
    timer = setTimeout(() => stop.abort(new Error("nothing came for too long")), patience);
  };
  seen();
  return { signal: stop.signal, seen, pause };
}
