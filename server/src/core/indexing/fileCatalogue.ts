import type { FileRecord } from "../ports.ts";

/** The indexed files of one folder in memory, by id and by path. */
export interface FileCatalogue {
  readonly size: number;
  byId(id: number): FileRecord | undefined;
  byPath(path: string): FileRecord | undefined;
  all(): Iterable<FileRecord>;
  /** Files by language, most first. */
  languages(): ReadonlyMap<string, number>;
  put(file: FileRecord): void;
  remove(id: number): void;
  /** Takes these files in place of all that were there. */
  replaceAll(files: readonly FileRecord[]): void;
}

/** Builds an empty catalogue; every operation but `replaceAll` takes constant time. */
export function createFileCatalogue(): FileCatalogue {
  const files = new Map<number, FileRecord>();
  const ids = new Map<string, number>();

  function remove(id: number): void {
    const file = files.get(id);
    if (file === undefined) return;
    files.delete(id);
    ids.delete(file.path);
  }

  function put(file: FileRecord): void {
    remove(file.id);
    files.set(file.id, file);
    ids.set(file.path, file.id);
  }

  return {
    get size() {
      return files.size;
    },
    byId: (id) => files.get(id),
    byPath: (path) => files.get(ids.get(path) ?? -1),
    all: () => files.values(),
    languages() {
      const counts = new Map<string, number>();
      for (const { language } of files.values()) counts.set(language, (counts.get(language) ?? 0) + 1);
      return new Map([...counts].sort(([, a], [, b]) => b - a));
    },
    put,
    remove,
    replaceAll(replacements) {
      files.clear();
      ids.clear();
      for (const file of replacements) put(file);
    },
  };
}
