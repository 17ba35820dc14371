import type { IndexedFile, Store } from "../../core/ports.ts";
import type { Connection } from "./connection.ts";
import { createFileTable } from "./files.ts";
import type { Lease } from "./lease.ts";
import { createPassageTable, type PassageTable } from "./passages.ts";

/**
 * The part of a `Store` that lives in `index.db`. Every write is one transaction that begins by making sure of the
 * lease, so that a process which lost it cannot spoil the work of the one that has it.
 */
export const createStore = (connection: Connection, lease: Lease): Omit<Store, "vectors" | "bytesOnDisk" | "close"> => {
  const files = createFileTable(connection);
  const passages = createPassageTable(connection);
  const write = <T>(work: () => T): T => connection.write(work, lease.confirm);
  const { read } = connection;

  return {
    files: () => read(files.all),
    failedFiles: () => read(files.allFailed),
    load: () => load(connection, passages),
    replaceFile: (file, contents) =>
      write(() => {
        const fileId = files.put(file);
        return { fileId, passageIds: passages.replace(fileId, contents) };
      }),
    touchFile: (id, stat) => write(() => files.touch(id, stat)),
    removeFile: (id) => write(() => files.remove(id)),
    recordFailure: (file) => write(() => files.putFailed(file)),
    forgetFailure: (path) => write(() => files.removeFailed(path)),
    passages: (ids) => read(() => passages.read(ids)),
    transaction: (work) => write(work),
  };
};

function* load(connection: Connection, passages: PassageTable): Generator<IndexedFile> {
  let last = 0;
  for (;;) {
    const files = connection.read(() => passages.loadAfter(last));
    const end = files.at(-1);
    if (end === undefined) return;
    yield* files;
    last = end.fileId;
  }
}
