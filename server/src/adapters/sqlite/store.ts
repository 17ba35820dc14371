import type { FileLinks, IndexedDefinition, IndexedFile, Store } from "../../core/ports.ts";
import type { Connection } from "./connection.ts";
import { createDefinitionTable, type DefinitionTable } from "./definitions.ts";
import { createFileTable } from "./files.ts";
import { createLinkTable, type LinkTable } from "./links.ts";
import type { Lease } from "./lease.ts";
import { createOutlineTable } from "./outlines.ts";
import { createPassageTable, type PassageTable } from "./passages.ts";

/**
 * The part of a `Store` that lives in `index.db`. Every write is one transaction that begins by making sure of the
 * lease, so that a process which lost it cannot spoil the work of the one that has it.
 */
export const createStore = (connection: Connection, lease: Lease): Omit<Store, "vectors" | "bytesOnDisk" | "close"> => {
  const files = createFileTable(connection);
  const passages = createPassageTable(connection);
  const definitions = createDefinitionTable(connection);
  const links = createLinkTable(connection);
  const outlines = createOutlineTable(connection);
  const write = <T>(work: () => T): T => connection.write(work, lease.confirm);
  const { read } = connection;

  return {
    files: () => read(files.all),
    failedFiles: () => read(files.allFailed),
    load: () => connection.snapshot(() => load(connection, passages)),
    loadDefinitions: () => connection.snapshot(() => loadDefinitions(connection, definitions)),
    loadLinks: () => connection.snapshot(() => loadLinks(connection, links)),
    outline: (fileId) => read(() => outlines.of(fileId)),
    replaceFile: (file, contents, defined = [], linked = [], outline = []) =>
      write(() => {
        const fileId = files.put(file);
        const passageIds = passages.replace(fileId, contents);
        links.replace(fileId, linked);
        outlines.replace(fileId, outline);
        return { fileId, passageIds, definitionIds: definitions.replace(fileId, defined) };
      }),
    touchFile: (id, stat) => write(() => files.touch(id, stat)),
    removeFile: (id) => write(() => files.remove(id)),
    recordFailure: (file) => write(() => files.putFailed(file)),
    forgetFailure: (path) => write(() => files.removeFailed(path)),
    passages: (ids) => read(() => passages.read(ids)),
    breadcrumbs: (ids) => read(() => passages.breadcrumbs(ids)),
    countPassages: () => read(passages.count),
    vectorKeys: () => read(passages.vectorKeys),
    definitions: (ids) => read(() => definitions.read(ids)),
    transaction: (work) => write(work),
  };
};

function* load(connection: Connection, passages: PassageTable): Generator<IndexedFile> {
  let last = 0;
  const loadAfter = connection.read(passages.startLoading);
  for (;;) {
    const files = connection.read(() => loadAfter(last));
    const end = files.at(-1);
    if (end === undefined) return;
    yield* files;
    last = end.fileId;
  }
}

function* loadDefinitions(connection: Connection, definitions: DefinitionTable): Generator<IndexedDefinition> {
  let last = 0;
  for (;;) {
    const some = connection.read(() => definitions.loadAfter(last));
    const end = some.at(-1);
    if (end === undefined) return;
    yield* some;
    last = end.id;
  }
}

function* loadLinks(connection: Connection, links: LinkTable): Generator<FileLinks> {
  let last = 0;
  for (;;) {
    const files = connection.read(() => links.loadAfter(last));
    const end = files.at(-1);
    if (end === undefined) return;
    yield* files;
    last = end.fileId;
  }
}
