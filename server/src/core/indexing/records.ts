import type { PassageRecord, Store } from "../ports.ts";
import type { FolderIndex } from "./folderIndex.ts";

/** The stored records of passages by passage number, in the order asked for; those that are gone are left out. */
export type RecordsOf = (passages: readonly number[]) => ReadonlyMap<number, PassageRecord>;

/** Builds the look-up of stored records by the numbers that the in-memory index gives to passages. */
export function createRecords(index: Pick<FolderIndex, "idOf">, store: Pick<Store, "passages">): RecordsOf {
  return (passages) => {
    const records = new Map(store.passages(passages.map(index.idOf)).map((record) => [record.id, record]));
    return new Map(
      passages.flatMap((passage) => {
        const record = records.get(index.idOf(passage));
        return record === undefined ? [] : [[passage, record] as const];
      }),
    );
  };
}
