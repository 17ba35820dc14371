import type { DefinitionKind, IndexedDefinition } from "../ports.ts";

/** A definition as the in-memory index keeps it; the rest is in the store. */
export interface DefinitionEntry {
  readonly id: number;
  readonly fileId: number;
  readonly kind: DefinitionKind;
}

/** The folder's definitions by the keys of their terms. */
export interface DefinitionIndex {
  add(definition: IndexedDefinition): void;
  removeFile(fileId: number): void;
  /** In the order in which they came. */
  find(key: string): readonly DefinitionEntry[];
  readonly size: number;
}

const none: readonly DefinitionEntry[] = [];

/** Builds an empty index. About 150 bytes a definition. */
export function createDefinitionIndex(): DefinitionIndex {
  const byKey = new Map<string, DefinitionEntry | DefinitionEntry[]>();
  const byFile = new Map<number, { readonly entry: DefinitionEntry; readonly keys: readonly string[] }[]>();
  let size = 0;

  function removeFrom(key: string, entry: DefinitionEntry): void {
    const known = byKey.get(key);
    if (known === undefined) return;
    const left = Array.isArray(known) ? known.filter((other) => other !== entry) : [];
    const [only] = left;
    if (only === undefined) {
      if (Array.isArray(known) || known === entry) byKey.delete(key);
    } else byKey.set(key, left.length === 1 ? only : left);
  }

  return {
    add({ id, fileId, kind, keys }) {
      const entry = { id, fileId, kind };
      for (const key of keys) {
        const known = byKey.get(key);
        if (known === undefined) byKey.set(key, entry);
        else if (Array.isArray(known)) known.push(entry);
        else byKey.set(key, [known, entry]);
      }
      const others = byFile.get(fileId);
      if (others === undefined) byFile.set(fileId, [{ entry, keys }]);
      else others.push({ entry, keys });
      size += 1;
    },
    removeFile(fileId) {
      for (const { entry, keys } of byFile.get(fileId) ?? []) {
        for (const key of keys) removeFrom(key, entry);
        size -= 1;
      }
      byFile.delete(fileId);
    },
    find(key) {
      const known = byKey.get(key);
      return known === undefined ? none : Array.isArray(known) ? known : [known];
    },
    get size() {
      return size;
    },
  };
}
