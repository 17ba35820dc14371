import type { Explanation } from "../../../../protocol/explanation.ts";
import type { FolderIndex } from "../indexing/folderIndex.ts";
import type { RecordsOf } from "../indexing/records.ts";
import type { FileRecord, PassageRecord } from "../ports.ts";
import { dot } from "../vector/quantize.ts";
import { exactBonus } from "./exactMatch.ts";
import type { createExplaining } from "./explain.ts";
import { createFolding, type FoldedPlace } from "./folding.ts";
import type { SearchOutcome } from "./search.ts";

/** A passage found, with the file it stands in. */
export type Hit = Omit<SearchOutcome["candidates"][number], "passage"> & {
  readonly file: FileRecord;
  readonly passage: PassageRecord;
  /** Where else its text stands: hits that were folded into this one. */
  readonly alsoIn?: readonly FoldedPlace[];
  /** Where the search was told to explain. */
  readonly explanation?: Explanation;
};

/** Hits looked at beyond those wanted, to take the place of those that are folded. */
export const foldedAtMost = 20;

/** Builds the reading of what a search found; passages that are gone since are left out. */
export function createHitReading(ports: {
  readonly index: Pick<FolderIndex, "idOf" | "vectors">;
  readonly recordsOf: RecordsOf;
  readonly fileOf: (fileId: number) => FileRecord | undefined;
  readonly explaining: ReturnType<typeof createExplaining>;
}) {
  const { index, recordsOf, fileOf, explaining } = ports;

  /** With near duplicates, versions and translations folded. */
  function folded(hits: readonly Hit[], outcome: SearchOutcome): readonly Hit[] {
    const numbers = new Map(outcome.candidates.map(({ passage }) => [index.idOf(passage), passage]));
    const vectorOf = ({ id }: PassageRecord) => index.vectors.vectorOf(numbers.get(id) ?? -1);
    const fold = createFolding((a, b) => {
      const [one, other] = [vectorOf(a), vectorOf(b)];
      return one === undefined || other === undefined ? undefined : dot(one, other);
    });
    return fold(hits);
  }

  function hitsOf(outcome: SearchOutcome): readonly Hit[] {
    const passages = outcome.candidates.map(({ passage }) => passage);
    const records = recordsOf(passages);
    const explained = outcome.legs === undefined ? undefined : explaining.explain(outcome, passages);
    return outcome.candidates.flatMap(({ passage, ...scores }) => {
      const record = records.get(passage);
      const file = record === undefined ? undefined : fileOf(record.fileId);
      if (record === undefined || file === undefined) return [];
      const explanation = explained?.get(passage);
      const score = scores.score + exactBonus(scores.exact);
      return [{ file, passage: record, ...scores, score, ...(explanation === undefined ? {} : { explanation }) }];
    });
  }

  return {
    hitsOf,
    /** At most `depth` hits, none of which says what a better one says. */
    foldedHitsOf: (outcome: SearchOutcome, depth: number): readonly Hit[] =>
      folded(hitsOf(outcome), outcome).slice(0, depth),
  };
}
