import type { FieldLengths } from "../lexical/bm25f.ts";
import { fields } from "../lexical/fields.ts";
import type { Postings } from "../lexical/postings.ts";
import { createSizedPostings } from "../lexical/sizedPostings.ts";
import type { IndexedFile, QuantizedVector } from "../ports.ts";
import { createLanguageCentres, type LanguageCentres } from "../vector/languageCentres.ts";
import { createVectorIndex, type VectorIndex } from "../vector/vectorIndex.ts";
import { createColumn } from "./column.ts";
import { createPendingVectors } from "./pendingVectors.ts";

/**
 * A folder's passages as search sees them, in memory. Passages are numbered from 0 as they come. Those that are removed
 * stay as tombstones in the postings until `purge` has gone through them; after the next purge their numbers are given
 * again, when no search can still hold them.
 */
export interface FolderIndex extends FieldLengths {
  readonly postings: Postings;
  readonly vectors: VectorIndex;
  readonly centres: LanguageCentres;
  addFile(file: IndexedFile): void;
  removeFile(fileId: number): void;
  /** Takes what was removed out of the postings. Yields every millisecond or so, when other work may go on. */
  purge(): Iterable<void>;
  /** The store's id of a passage number. */
  idOf(passage: number): number;
  fileOf(passage: number): number;
  /** A file's passages in reading order; none for a file that is not indexed. */
  passagesOf(fileId: number): readonly number[];
  languageOf(passage: number): string;
  /** Live passages by language, most first. */
  languages(): ReadonlyMap<string, number>;
  /** Keys of vectors that are still missing, in the order in which passages came, with the passages that want it. */
  pending(): ReadonlyMap<string, readonly number[]>;
  pendingKeyOf(passage: number): string | undefined;
  /** Passages without a vector, and files that have such. */
  readonly pendingPassages: number;
  readonly pendingFiles: number;
  /** Gives every passage that waits for `key` its vector. */
  setVector(key: string, vector: QuantizedVector): void;
}

const [live, removed] = [1, 2];

/** Builds an empty index for vectors of `dimensions` components. */
export function createFolderIndex(dimensions: number, postings: Postings = createSizedPostings()): FolderIndex {
  const vectors = createVectorIndex(dimensions);
  const centres = createLanguageCentres(dimensions);
  const states = createColumn((length) => new Uint8Array(length));
  const ids = createColumn((length) => new Float64Array(length));
  const files = createColumn((length) => new Float64Array(length));
  const languageNumbers = createColumn((length) => new Uint32Array(length));
  const languageNames: string[] = [];
  const lengths = fields.map(() => createColumn((length) => new Uint32Array(length)));
  const totals = fields.map(() => 0);
  const free: number[] = [];
  const purged: number[] = [];
  const tombstones = new Set<number>();
  const passagesOfFile = new Map<number, readonly number[]>();
  const liveByLanguage = new Map<string, number>();
  const pending = createPendingVectors((passage) => files.values[passage] ?? -1);
  let size = 0;
  let liveCount = 0;
  let version = 0;
  let languages: ReadonlyMap<string, number> | undefined;

  function numberOfLanguage(language: string): number {
    const known = languageNames.indexOf(language);
    return known === -1 ? languageNames.push(language) - 1 : known;
  }

  function countPassage(language: string, change: number): void {
    const count = (liveByLanguage.get(language) ?? 0) + change;
    if (count > 0) liveByLanguage.set(language, count);
    else liveByLanguage.delete(language);
    liveCount += change;
    languages = undefined;
  }

  const languageOf = (passage: number): string => languageNames[languageNumbers.values[passage] ?? -1] ?? "";

  function nextNumber(): number {
    const number = free.pop();
    if (number !== undefined) return number;
    size += 1;
    return size - 1;
  }

  function measure(passages: readonly number[], postings: Uint32Array): void {
    for (const passage of passages) for (const length of lengths) length.set(passage, 0);
    for (let at = 0; at + 3 < postings.length; at += 4) {
      const passage = passages[postings[at] as number];
      const length = lengths[postings[at + 1] as number];
      const frequency = postings[at + 3] as number;
      if (passage === undefined || length === undefined) continue;
      length.values[passage] = (length.values[passage] as number) + frequency;
      totals[postings[at + 1] as number] = (totals[postings[at + 1] as number] as number) + frequency;
    }
  }

  function remove(passage: number): void {
    states.values[passage] = removed;
    tombstones.add(passage);
    pending.remove(passage);
    const language = languageOf(passage);
    countPassage(language, -1);
    const vector = vectors.vectorOf(passage);
    if (vector !== undefined) centres.remove(language, vector);
    vectors.delete(passage);
    for (const [field, { values }] of lengths.entries())
      totals[field] = (totals[field] ?? 0) - (values[passage] as number);
  }

  return {
    postings,
    vectors,
    centres,
    addFile(file) {
      const passages = file.passages.map(nextNumber);
      for (const [place, { id, language, vectorKey }] of file.passages.entries()) {
        const passage = passages[place] as number;
        states.set(passage, live);
        ids.set(passage, id);
        files.set(passage, file.fileId);
        languageNumbers.set(passage, numberOfLanguage(language));
        countPassage(language, 1);
        pending.add(passage, file.fileId, vectorKey);
      }
      passagesOfFile.set(file.fileId, passages);
      measure(passages, file.postings);
      postings.add(passages, file);
      version += 1;
    },
    removeFile(fileId) {
      for (const passage of passagesOfFile.get(fileId) ?? []) remove(passage);
      passagesOfFile.delete(fileId);
      version += 1;
    },
    *purge() {
      const passages = [...tombstones];
      yield* postings.purge((passage) => states.values[passage] === live);
      for (const passage of purged.splice(0)) free.push(passage);
      for (const passage of passages) tombstones.delete(passage);
      for (const passage of passages) purged.push(passage);
      version += 1;
    },
    get size() {
      return size;
    },
    get live() {
      return liveCount;
    },
    get tombstones() {
      return tombstones.size;
    },
    get version() {
      return version;
    },
    isLive: (passage) => states.values[passage] === live,
    lengthsOf: (field) => lengths[field]?.values ?? [],
    averageLength: (field) => (totals[field] ?? 0) / Math.max(1, liveCount),
    idOf: (passage) => ids.values[passage] ?? -1,
    fileOf: (passage) => files.values[passage] ?? -1,
    passagesOf: (fileId) => passagesOfFile.get(fileId) ?? [],
    languageOf,
    languages: () => (languages ??= new Map([...liveByLanguage].sort(([, a], [, b]) => b - a))),
    pending: pending.byKey,
    pendingKeyOf: pending.keyOf,
    get pendingPassages() {
      return pending.size;
    },
    get pendingFiles() {
      return pending.files;
    },
    setVector(key, vector) {
      for (const passage of pending.take(key)) {
        vectors.set(passage, vector);
        centres.add(languageOf(passage), vector);
      }
    },
  };
}
