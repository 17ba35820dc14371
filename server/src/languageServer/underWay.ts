/** Work that is under way. */
export interface UnderWay {
  /** Counts a piece of work until it is settled, well or badly; gives it back. */
  track<T>(work: Promise<T>): Promise<T>;
  /** Resolves when no work is left, what came meanwhile included. */
  ended(): Promise<void>;
}

export function createUnderWay(): UnderWay {
  const left = new Set<Promise<unknown>>();
  return {
    track(work) {
      const settled = work.catch(() => undefined);
      left.add(settled);
      void settled.finally(() => left.delete(settled));
      return work;
    },
    async ended() {
      while (left.size > 0) await Promise.all(left);
    },
  };
}
