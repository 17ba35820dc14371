import type { Explanation } from "../../../../protocol/explanation.ts";
import type { FileCatalogue } from "../indexing/fileCatalogue.ts";
import type { FolderIndex } from "../indexing/folderIndex.ts";
import type { FileRecord, PassageRecord, Store } from "../ports.ts";
import { exactBonus } from "./exactMatch.ts";
import type { createExplaining } from "./explain.ts";
import type { SearchOutcome } from "./search.ts";

/** A passage found, with the file it stands in. */
export type Hit = Omit<SearchOutcome["candidates"][number], "passage"> & {
  readonly file: FileRecord;
  readonly passage: PassageRecord;
  /** Where the search was told to explain. */
  readonly explanation?: Explanation;
};

/** Builds the reading of what a search found from the store. */
export function createHitReading(ports: {
  readonly index: FolderIndex;
  readonly store: Pick<Store, "passages">;
  readonly files: FileCatalogue;
  readonly explaining: ReturnType<typeof createExplaining>;
}) {
  const { index, store, files, explaining } = ports;

  return function hitsOf(outcome: SearchOutcome): readonly Hit[] {
    const passages = outcome.candidates.map(({ passage }) => passage);
    const records = new Map(store.passages(passages.map(index.idOf)).map((record) => [record.id, record]));
    const explained = outcome.legs === undefined ? undefined : explaining.explain(outcome, passages);
    return outcome.candidates.flatMap(({ passage, ...scores }) => {
      const record = records.get(index.idOf(passage));
      const file = record === undefined ? undefined : files.byId(record.fileId);
      if (record === undefined || file === undefined) return [];
      const explanation = explained?.get(passage);
      const score = scores.score + exactBonus(scores.exact);
      return [{ file, passage: record, ...scores, score, ...(explanation === undefined ? {} : { explanation }) }];
    });
  };
}
