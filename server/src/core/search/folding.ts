import type { FileRecord, PassageRecord } from "../ports.ts";
import { isNearDuplicate, wordSequence, type WordSequence } from "./nearDuplicate.ts";
import { pathParts, pathTwins, type PathParts } from "./pageTwins.ts";

/** Where else a hit's text stands: word for word or nearly so, in another version of the page, or translated. */
export interface FoldedPlace {
  readonly file: FileRecord;
  readonly passage: PassageRecord;
  readonly relation: "duplicate" | "version" | "translation";
}

export interface Foldable {
  readonly file: FileRecord;
  readonly passage: PassageRecord;
}

export type Folded<T extends Foldable> = T & { readonly alsoIn?: readonly FoldedPlace[] };

/** Hits compared with each other, at most; the rest stay as they are. */
const mostCompared = 60;
/** Translations of one passage by the bundled model: 0.79 and more, where 99.9 % of others are under 0.84. */
const leastSimilarity = 0.8;
/** How much longer one language may be than another. */
const mostLonger = 2.2;

interface Read extends Foldable {
  readonly sequence: WordSequence;
  readonly path: PathParts;
}

const readHit = ({ file, passage }: Foldable): Read => ({
  file,
  passage,
  sequence: wordSequence(passage.plain, passage.language),
  path: pathParts(file.path),
});

/** The numbers of a text, which a translation keeps. */
const numbersOf = ({ words }: WordSequence): string =>
  words
    .flatMap((word) => word.match(/\d+/gu) ?? [])
    .sort()
    .join(" ");

/**
 * Folds hits that say what a better one says: near duplicates, and the same place of a page in another version or
 * language. `similarity` compares two passages by their vectors, where both have one.
 */
export function createFolding(similarity: (a: PassageRecord, b: PassageRecord) => number | undefined) {
  function isTranslation(a: Read, b: Read): boolean {
    if (a.passage.language === b.passage.language || pathTwins(a.path, b.path) !== "translation") return false;
    const [longer, shorter] = [a.passage.plain.length, b.passage.plain.length].sort((x, y) => y - x) as [
      number,
      number,
    ];
    if (longer > mostLonger * shorter || numbersOf(a.sequence) !== numbersOf(b.sequence)) return false;
    return (similarity(a.passage, b.passage) ?? 0) >= leastSimilarity;
  }

  function relationOf(a: Read, b: Read): FoldedPlace["relation"] | undefined {
    if (isNearDuplicate(a.sequence, b.sequence))
      return pathTwins(a.path, b.path) === "version" ? "version" : "duplicate";
    return isTranslation(a, b) ? "translation" : undefined;
  }

  /** The hits in their order, each that is folded in the list of the one it is folded into. */
  return function fold<T extends Foldable>(hits: readonly T[]): readonly Folded<T>[] {
    const kept: { readonly hit: T; readonly read: Read; readonly alsoIn: FoldedPlace[] }[] = [];
    for (const hit of hits.slice(0, mostCompared)) {
      const { file, passage } = hit;
      const read = readHit(hit);
      const relations = kept.map((other) => [other, relationOf(other.read, read)] as const);
      const [into, relation] = relations.find(([, relation]) => relation !== undefined) ?? [];
      if (into === undefined || relation === undefined) kept.push({ hit, read, alsoIn: [] });
      else into.alsoIn.push({ file, passage, relation });
    }
    const folded = kept.map(({ hit, alsoIn }) => (alsoIn.length === 0 ? hit : { ...hit, alsoIn }));
    return [...folded, ...hits.slice(mostCompared)];
  };
}
