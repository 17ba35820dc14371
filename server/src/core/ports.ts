import type { OutlineHeading } from "./documents/outline.ts";
import type { Failure, Result } from "./result.ts";

/** A file as the workspace sees it. `path` is relative to the folder, with `/`. */
export interface FileStat {
  readonly path: string;
  readonly size: number;
  /** Milliseconds since the epoch. */
  readonly modified: number;
}

/** The rule of an ignore file or list that decided about a path. */
export interface IgnoreRule {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly pattern: string;
}

/** Why a path is, or is not, indexed. `reason` is a sentence for people. */
export interface CrawlDecision {
  readonly indexed: boolean;
  readonly reason: string;
  readonly rule?: IgnoreRule;
}

export type CrawlEntry =
  | { readonly kind: "file"; readonly file: FileStat }
  | { readonly kind: "skipped"; readonly path: string; readonly reason: string; readonly rule?: IgnoreRule };

/** The documents: a folder on disk, or a folder with the editor's open buffers laid over it. */
export interface Workspace {
  /**
   * Lists every candidate file once, and every file or folder passed over with its reason. Throws `StoreFailure`
   * (`folder-missing`) when the folder itself is gone, as a drive may go: that says nothing of its files.
   */
  crawl(signal?: AbortSignal): AsyncIterable<CrawlEntry>;
  /** One file as a crawl would list it now; undefined where a crawl would not. Throws as `crawl` does. */
  find(path: string): Promise<FileStat | undefined>;
  read(path: string): Promise<Result<Uint8Array>>;
  why(path: string): Promise<CrawlDecision>;
}

/** A unit vector as int8: the float value of component i is `values[i] * scale`. */
export interface QuantizedVector {
  readonly values: Int8Array;
  readonly scale: number;
}

export interface ModelDescription {
  /** Name and short hash: part of every vector's key, so that models never mix. */
  readonly id: string;
  readonly dimensions: number;
  /** As people know it; the id where not given. */
  readonly name?: string;
  /** ISO 639 codes of the languages it knows; not given where they are unknown, or many. */
  readonly languages?: readonly string[];
}

export type EmbeddingTask = "question" | "passage";

/** "now" for a passage that someone waits for, "later" for the backlog. */
export type Urgency = "now" | "later";

/** Turns texts into vectors. Questions go ahead of every waiting passage, and urgent passages ahead of the others. */
export interface Embedder {
  /** Starts the model when it is not running; fails with a sentence that says what is missing. */
  describe(): Promise<Result<ModelDescription>>;
  /** `urgency`: "now" unless given. */
  embed(text: string, task: EmbeddingTask, signal?: AbortSignal, urgency?: Urgency): Promise<Result<QuantizedVector>>;
  close(): Promise<void>;
}

/** An indexed file. `id` is given by the store. */
export interface FileRecord extends FileStat {
  readonly id: number;
  /** SHA-256 of its bytes, hexadecimal. */
  readonly contentHash: string;
  readonly language: string;
  readonly title: string;
  readonly aliases: readonly string[];
  readonly tags: readonly string[];
  readonly date?: string;
  /** Parser name and versions of everything that made its passages; another value means index again. */
  readonly pipeline: string;
}

/** A file that could not be read or parsed, remembered so that it is not tried at every start. */
export interface FailedFile extends FileStat {
  readonly failure: Failure;
}

export interface PassageRecord {
  readonly id: number;
  readonly fileId: number;
  readonly start: number;
  readonly end: number;
  /** From 1. */
  readonly startLine: number;
  readonly endLine: number;
  readonly language: string;
  /** Title, then headings from the outside in. */
  readonly breadcrumb: readonly string[];
  /** `text.slice(start, end)` of the file. */
  readonly text: string;
  /** The text as a reader sees it, without mark-up. */
  readonly plain: string;
  /** Sentence ranges as offsets within `text`: start, end, start, end, … */
  readonly sentences: Uint32Array;
  /** Hash of the exact text that is embedded, hexadecimal: the key of its vector together with the model. */
  readonly vectorKey: string;
}

/** The distinct terms of one field of a passage; `frequencies[i]` is how often it holds `terms[i]`, 1 or more. */
export interface FieldTerms {
  readonly terms: readonly string[];
  readonly frequencies: ArrayLike<number>;
}

/** One passage's part of the lexical index, by field in the order of `lexical/fields.ts`. */
export type PassageTerms = readonly FieldTerms[];

/** What the in-memory index needs of one stored passage; everything else is read on demand. */
export interface IndexedPassage {
  readonly id: number;
  readonly language: string;
  readonly vectorKey: string;
}

/** The lexical index of some passages, packed. */
export interface TermPostings {
  /** Distinct. */
  readonly terms: readonly string[];
  /** Four numbers a posting: the passage's place among them, field, place in `terms`, frequency (1 or more). */
  readonly postings: Uint32Array;
}

/** One stored file as the in-memory index takes it in: packed, so that ten thousand files load in under a second. */
export interface IndexedFile extends TermPostings {
  readonly fileId: number;
  /** In reading order. */
  readonly passages: readonly IndexedPassage[];
}

/**
 * How a document says what a term means: in a glossary or definition list; by a marked term with "is"; by a marked term
 * with a colon or dash, which may as well label a field; by a table of names; under a heading; under a heading that holds
 * an identifier among other words.
 */
export type DefinitionKind = "glossary" | "term" | "label" | "table" | "heading" | "mention";

/** A place where a document says what a term, an identifier or an error code means. */
export interface DefinitionRecord {
  readonly id: number;
  readonly fileId: number;
  /** As written, without mark-up. */
  readonly term: string;
  /** What it is looked up by; made by `hover/termKeys.ts`. */
  readonly keys: readonly string[];
  readonly kind: DefinitionKind;
  /** The term and its explanation in the file. */
  readonly start: number;
  readonly end: number;
  /** Where the words of the excerpt begin; they end with the definition. */
  readonly excerptStart: number;
  /** At most three lines of about 100 characters, without mark-up; ends in `…` where it is cut. */
  readonly excerpt: string;
}

/** What the in-memory index needs of one stored definition. */
export type IndexedDefinition = Pick<DefinitionRecord, "id" | "fileId" | "kind" | "keys">;

/** What one link says of the page that it leads to; made by `indexing/pageLinks.ts`. */
export interface StoredLink {
  /** `/` and the page's path from the folder without extension, or its mere name. */
  readonly page: string;
  /** Key of the heading that it names; "" for the whole page. */
  readonly heading: string;
  /** Of the link's text. */
  readonly terms: readonly string[];
}

/** The links of one stored file. */
export interface FileLinks {
  readonly fileId: number;
  readonly links: readonly StoredLink[];
}

/** Keeps one folder's index, and vectors that folders share. Every write is one transaction. */
export interface Store {
  files(): readonly FileRecord[];
  failedFiles(): readonly FailedFile[];
  /** Streams everything the in-memory index is built from, a file at a time. Write nothing until it has ended. */
  load(): Iterable<IndexedFile>;
  /** All definitions as the in-memory index takes them in, by file. Write nothing until it has ended. */
  loadDefinitions(): Iterable<IndexedDefinition>;
  /** The links of all files that have any. Write nothing until it has ended. */
  loadLinks(): Iterable<FileLinks>;
  /** The headings of a file, in reading order. */
  outline(fileId: number): readonly OutlineHeading[];
  /** Writes a file with its passages and definitions, in place of what stood at its path; new ids in order. */
  replaceFile(
    file: Omit<FileRecord, "id">,
    passages: readonly (Omit<PassageRecord, "id" | "fileId"> & { readonly terms: PassageTerms })[],
    definitions?: readonly Omit<DefinitionRecord, "id" | "fileId">[],
    links?: readonly StoredLink[],
    outline?: readonly OutlineHeading[],
  ): {
    readonly fileId: number;
    readonly passageIds: readonly number[];
    readonly definitionIds: readonly number[];
  };
  /** The file's bytes are the same; only its date or size on disk was touched. */
  touchFile(id: number, stat: FileStat): void;
  removeFile(id: number): void;
  recordFailure(file: FailedFile): void;
  forgetFailure(path: string): void;
  passages(ids: readonly number[]): readonly PassageRecord[];
  /** The breadcrumbs alone, in the order of `ids`; empty for an id that is not there. */
  breadcrumbs(ids: readonly number[]): readonly (readonly string[])[];
  countPassages(): number;
  /** Every distinct vector key, with the id of a passage that has it. */
  vectorKeys(): ReadonlyMap<string, number>;
  /** In the order of `ids`; an id that is not there is left out. */
  definitions(ids: readonly number[]): readonly DefinitionRecord[];
  /** Runs `work` as one transaction, for many small writes. */
  transaction<T>(work: () => T): T;
  readonly vectors: VectorStore;
  bytesOnDisk(): number;
  close(): void;
}

/** Vectors by model and key, shared by every folder that uses the same store. */
export interface VectorStore {
  get(model: string, keys: readonly string[]): ReadonlyMap<string, QuantizedVector>;
  /** Those of the keys that have no vector of the model, in their order. */
  missing(model: string, keys: readonly string[]): readonly string[];
  put(model: string, rows: Iterable<readonly [key: string, vector: QuantizedVector]>): void;
  /** The texts that the model's process cannot stand, by key, with a sentence why; they are not given to it again. */
  setAside(model: string): ReadonlyMap<string, string>;
  addSetAside(model: string, rows: Iterable<readonly [key: string, reason: string]>): void;
}

/** Milliseconds; monotonic, so that it never jumps. */
export interface Clock {
  now(): number;
  /** Milliseconds since the epoch. */
  wallTime(): number;
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** SHA-256, hexadecimal. */
export type Hash = (data: Uint8Array | string) => string;
