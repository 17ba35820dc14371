/** Which passages wait for which vectors. */
export interface PendingVectors {
  /** Passages that wait. */
  readonly size: number;
  /** Files some of whose passages wait. */
  readonly files: number;
  /** Keys of vectors that are missing, in the order in which passages came, with the passages that want it. */
  byKey(): ReadonlyMap<string, readonly number[]>;
  keyOf(passage: number): string | undefined;
  add(passage: number, fileId: number, key: string): void;
  remove(passage: number): void;
  /** The passages that wait for `key`, which then wait no more. */
  take(key: string): readonly number[];
}

/** Makes an empty list; every operation takes constant time, but for removing one of many passages of one text. */
export function createPendingVectors(fileOf: (passage: number) => number): PendingVectors {
  const waiting = new Map<string, number[]>();
  const keys = new Map<number, string>();
  const perFile = new Map<number, number>();

  function forget(passage: number): void {
    keys.delete(passage);
    const file = fileOf(passage);
    const left = (perFile.get(file) ?? 0) - 1;
    if (left > 0) perFile.set(file, left);
    else perFile.delete(file);
  }

  return {
    get size() {
      return keys.size;
    },
    get files() {
      return perFile.size;
    },
    byKey: () => waiting,
    keyOf: (passage) => keys.get(passage),
    add(passage, fileId, key) {
      const others = waiting.get(key);
      if (others === undefined) waiting.set(key, [passage]);
      else others.push(passage);
      keys.set(passage, key);
      perFile.set(fileId, (perFile.get(fileId) ?? 0) + 1);
    },
    remove(passage) {
      const key = keys.get(passage);
      if (key === undefined) return;
      forget(passage);
      const left = (waiting.get(key) ?? []).filter((other) => other !== passage);
      if (left.length > 0) waiting.set(key, left);
      else waiting.delete(key);
    },
    take(key) {
      const passages = waiting.get(key) ?? [];
      waiting.delete(key);
      for (const passage of passages) forget(passage);
      return passages;
    },
  };
}
