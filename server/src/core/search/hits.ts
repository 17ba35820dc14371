import type { Explanation } from "../../../../protocol/explanation.ts";
import type { FolderIndex } from "../indexing/folderIndex.ts";
import type { RecordsOf } from "../indexing/records.ts";
import type { FileRecord, PassageRecord } from "../ports.ts";
import { dot } from "../vector/quantize.ts";
import { exactBonus } from "./exactMatch.ts";
import type { createExplaining } from "./explain.ts";
import { foldedNote } from "./explanationWords.ts";
import { createFolding, type Foldable, type FoldedPlace } from "./folding.ts";
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

  /** The hits of a search; explained where that is wanted, and the search was told to. */
  function readHits(outcome: SearchOutcome, isExplained: boolean): readonly Hit[] {
    const passages = outcome.candidates.map(({ passage }) => passage);
    const records = recordsOf(passages);
    const explained = isExplained && outcome.legs !== undefined ? explaining.explain(outcome, passages) : undefined;
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
    hitsOf: (outcome: SearchOutcome): readonly Hit[] => readHits(outcome, true),
    /** At most `depth` hits, none of which says what a better one says. */
    foldedHitsOf: (outcome: SearchOutcome, depth: number): readonly Hit[] =>
      folded(readHits(outcome, true), outcome)
        .slice(0, depth)
        .map((hit) =>
          hit.explanation === undefined ? hit : { ...hit, explanation: withFolded(hit.explanation, hit.alsoIn ?? []) },
        ),
    /**
     * How a search came to find one passage, whether it is listed or folded into another; undefined where it did not.
     *
     * @throws when the search was not told to `explain`.
     */
    explanationOf(outcome: SearchOutcome, passage: number): Explanation | undefined {
      const explanation = explaining.explain(outcome, [passage]).get(passage);
      if (explanation === undefined) return undefined;
      const id = index.idOf(passage);
      const places = folded(readHits(outcome, false), outcome).map(placesOf);
      const own = places.find((all) => all.some((place) => place.passage.id === id)) ?? [];
      const relation = own.find((place) => place.passage.id === id)?.relation;
      const others = own.filter((place) => place.passage.id !== id);
      // The one that is listed has no relation of its own: it is to this one what this one is to it.
      return withFolded(
        explanation,
        others.map((place) => ({ ...place, relation: place.relation ?? relation ?? "duplicate" })),
      );
    },
  };
}

/** Everywhere that a hit's text stands, beginning with the hit itself. */
const placesOf = ({ file, passage, alsoIn = [] }: Hit): readonly (Foldable & Partial<FoldedPlace>)[] => [
  { file, passage },
  ...alsoIn,
];

function withFolded(explanation: Explanation, places: readonly FoldedPlace[]): Explanation {
  if (places.length === 0) return explanation;
  const alsoIn = places.map(({ file: { path }, passage: { startLine: line }, relation }) => ({ path, line, relation }));
  return { ...explanation, alsoIn, notes: [...explanation.notes, foldedNote(alsoIn)] };
}
