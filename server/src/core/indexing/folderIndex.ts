import type { FieldLengths } from "../lexical/bm25f.ts";
import { fields } from "../lexical/fields.ts";
import { createFlexSearchPostings } from "../lexical/flexSearchPostings.ts";
import type { Postings } from "../lexical/postings.ts";
import type { IndexedPassage, PassageTerms, QuantizedVector } from "../ports.ts";
import { createLanguageCentres, type LanguageCentres } from "../vector/languageCentres.ts";
import { createVectorIndex, type VectorIndex } from "../vector/vectorIndex.ts";

/**
 * A folder's passages as search sees them, in memory. Passages are numbered from 0 as they come; a number is never used
 * again, so that postings of removed passages can stay as tombstones until the index is loaded afresh.
 */
export interface FolderIndex extends FieldLengths {
  readonly postings: Postings;
  readonly vectors: VectorIndex;
  readonly centres: LanguageCentres;
  add(fileId: number, passage: IndexedPassage, terms: PassageTerms): void;
  removeFile(fileId: number): void;
  /** The store's id of a passage number. */
  idOf(passage: number): number;
  fileOf(passage: number): number;
  /** A file's passages in reading order; none for a file that is not indexed. */
  passagesOf(fileId: number): readonly number[];
  languageOf(passage: number): string;
  /** Live passages by language, most first. */
  languages(): ReadonlyMap<string, number>;
  /** Keys of vectors that are still missing, in the order in which passages came, with a passage that wants it. */
  pending(): ReadonlyMap<string, readonly number[]>;
  pendingKeyOf(passage: number): string | undefined;
  /** Gives every passage that waits for `key` its vector. */
  setVector(key: string, vector: QuantizedVector): void;
  /** Removed passages whose postings are still there. */
  readonly tombstones: number;
}

const sum = (values: ArrayLike<number>): number => Array.from(values).reduce((total, value) => total + value, 0);

/** Builds an empty index for vectors of `dimensions` components. */
export function createFolderIndex(dimensions: number): FolderIndex {
  const postings = createFlexSearchPostings();
  const vectors = createVectorIndex(dimensions);
  const centres = createLanguageCentres(dimensions);
  const ids: number[] = [];
  const files: number[] = [];
  const languageNumbers: number[] = [];
  const languageNames: string[] = [];
  const lengths: number[][] = fields.map(() => []);
  const totals = fields.map(() => 0);
  const removed = new Set<number>();
  const passagesOfFile = new Map<number, number[]>();
  const liveByLanguage = new Map<string, number>();
  const waiting = new Map<string, number[]>();
  const keyOfPending = new Map<number, string>();

  function numberOfLanguage(language: string): number {
    const known = languageNames.indexOf(language);
    return known === -1 ? languageNames.push(language) - 1 : known;
  }

  function countLanguage(language: string, change: number): void {
    const count = (liveByLanguage.get(language) ?? 0) + change;
    if (count > 0) liveByLanguage.set(language, count);
    else liveByLanguage.delete(language);
  }

  function forgetPending(passage: number): void {
    const key = keyOfPending.get(passage);
    if (key === undefined) return;
    keyOfPending.delete(passage);
    const left = (waiting.get(key) ?? []).filter((other) => other !== passage);
    if (left.length > 0) waiting.set(key, left);
    else waiting.delete(key);
  }

  return {
    postings,
    vectors,
    centres,
    add(fileId, { id, language, vectorKey }, terms) {
      const passage = ids.push(id) - 1;
      files.push(fileId);
      languageNumbers.push(numberOfLanguage(language));
      for (const [field, { terms: fieldTerms, frequencies }] of terms.entries()) {
        postings.add(field, passage, fieldTerms, frequencies);
        const length = sum(frequencies);
        lengths[field]?.push(length);
        totals[field] = (totals[field] ?? 0) + length;
      }
      const siblings = passagesOfFile.get(fileId);
      if (siblings === undefined) passagesOfFile.set(fileId, [passage]);
      else siblings.push(passage);
      countLanguage(language, 1);
      const others = waiting.get(vectorKey);
      if (others === undefined) waiting.set(vectorKey, [passage]);
      else others.push(passage);
      keyOfPending.set(passage, vectorKey);
    },
    removeFile(fileId) {
      for (const passage of passagesOfFile.get(fileId) ?? []) {
        removed.add(passage);
        forgetPending(passage);
        const language = languageNames[languageNumbers[passage] ?? 0] ?? "";
        countLanguage(language, -1);
        const vector = vectors.vectorOf(passage);
        if (vector !== undefined) centres.remove(language, vector);
        for (const [field, fieldLengths] of lengths.entries()) {
          totals[field] = (totals[field] ?? 0) - (fieldLengths[passage] ?? 0);
        }
      }
      passagesOfFile.delete(fileId);
    },
    get size() {
      return ids.length;
    },
    get live() {
      return ids.length - removed.size;
    },
    get tombstones() {
      return removed.size;
    },
    isLive: (passage) => !removed.has(passage),
    lengthOf: (field, passage) => lengths[field]?.[passage] ?? 0,
    averageLength: (field) => (totals[field] ?? 0) / Math.max(1, ids.length - removed.size),
    idOf: (passage) => ids[passage] ?? -1,
    fileOf: (passage) => files[passage] ?? -1,
    passagesOf: (fileId) => passagesOfFile.get(fileId) ?? [],
    languageOf: (passage) => languageNames[languageNumbers[passage] ?? -1] ?? "",
    languages: () => new Map([...liveByLanguage].sort(([, a], [, b]) => b - a)),
    pending: () => waiting,
    pendingKeyOf: (passage) => keyOfPending.get(passage),
    setVector(key, vector) {
      for (const passage of waiting.get(key) ?? []) {
        vectors.set(passage, vector);
        centres.add(languageNames[languageNumbers[passage] ?? 0] ?? "", vector);
        keyOfPending.delete(passage);
      }
      waiting.delete(key);
    },
  };
}
