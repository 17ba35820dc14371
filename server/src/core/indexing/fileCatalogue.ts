import type { FileRecord } from "../ports.ts";
import { pageName } from "./pageLinks.ts";

/** The indexed files of one folder in memory, by id and by path. */
export interface FileCatalogue {
  readonly size: number;
  byId(id: number): FileRecord | undefined;
  byPath(path: string): FileRecord | undefined;
  /** Files by what `pageName` makes of their paths. */
  byName(name: string): readonly FileRecord[];
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
  const names = new Map<string, Set<FileRecord>>();

  function remove(id: number): void {
    const file = files.get(id);
    if (file === undefined) return;
    files.delete(id);
    ids.delete(file.path);
    const namesakes = names.get(pageName(file.path));
    namesakes?.delete(file);
    if (namesakes?.size === 0) names.delete(pageName(file.path));
  }

  function put(file: FileRecord): void {
    remove(file.id);
    files.set(file.id, file);
    ids.set(file.path, file.id);
    const name = pageName(file.path);
    const namesakes = names.get(name);
    if (namesakes === undefined) names.set(name, new Set([file]));
    else namesakes.add(file);
  }

  return {
    get size() {
      return files.size;
    },
    byId: (id) => files.get(id),
    byPath: (path) => files.get(ids.get(path) ?? -1),
    byName: (name) => [...(names.get(name) ?? [])],
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
      names.clear();
      for (const file of replacements) put(file);
    },
  };
}
