/**
 * The state of the product on a machine, fit for a public bug report: it holds no text and no name of a document, no
 * address, and paths only as far as they begin at the home folder or a folder of the workspace.
 */
export interface DoctorReport {
  readonly versions: VersionReport;
  /** Of the process that searches. */
  readonly machine?: MachineReport;
  /** What kept the rest from being found out, a sentence each. */
  readonly problems: readonly string[];
  readonly model?: ModelReport;
  readonly folders: readonly FolderReport[];
  readonly settings: readonly ChangedSetting[];
  /** The last warnings and errors of the log, oldest first. */
  readonly errors: readonly string[];
}

export interface VersionReport {
  readonly askDocs: string;
  /** Name and version, and where the extension runs; not given on the command line. */
  readonly editor?: string;
}

export interface MachineReport {
  readonly node: string;
  readonly electron?: string;
  /** System, its version, and the processor's architecture. */
  readonly system: string;
  readonly processor: string;
  readonly processors: number;
  readonly memory: { readonly bytes: number; readonly freeBytes: number; readonly usedBytes: number };
}

export interface ModelReport {
  /** Not given for a model that cannot be used. */
  readonly id?: string;
  readonly dimensions?: number;
  /** What is wrong with its files, whose SHA-256 were all compared; not given where nothing is. */
  readonly fault?: string;
  readonly runtime: RuntimeReport;
  /** Why it could not be measured, or how fast it is. */
  readonly speed: ModelSpeed | string;
}

export interface RuntimeReport {
  readonly runtime: string;
  /** A sentence. */
  readonly reason: string;
  readonly crashes: number;
}

/** Milliseconds: the first question, with what had to be started; and one after it. */
export interface ModelSpeed {
  readonly firstQuestion: number;
  readonly question: number;
  /** Of about 60 words. */
  readonly passagesPerSecond: number;
}

export interface FolderReport {
  readonly name: string;
  /** What the index does, in the words of the status. */
  readonly state: string;
  readonly problem?: string;
  readonly index?: IndexReport;
}

export interface IndexReport {
  readonly files: number;
  readonly passages: number;
  readonly embedded: number;
  /** Files by ISO 639-1 code, most first. */
  readonly languages: Readonly<Record<string, number>>;
  /** Files that could not be read: kinds, sizes and reasons, at most 20. */
  readonly failed: readonly FailedFileReport[];
  readonly failedFiles: number;
  readonly store: StoreReport;
  readonly speed: SearchSpeed;
}

export interface FailedFileReport {
  /** Its extension, such as `.md`. */
  readonly kind: string;
  readonly bytes: number;
  readonly reason: string;
}

export interface StoreReport {
  /** Of the tables of passages, and of vectors. */
  readonly versions: readonly [index: number, vectors: number];
  readonly indexBytes: number;
  readonly vectorBytes: number;
  /** Who may write: one process at a time. */
  readonly writer: "this process" | "another process" | "nobody";
}

/** Milliseconds, medians; what cannot be measured is not given. */
export interface SearchSpeed {
  /** Reading in what the store holds, when the index was opened. */
  readonly load: number;
  /** A search for three words of the index. */
  readonly keywords?: number;
  /** Comparing a question with every vector. */
  readonly vectors?: number;
}

/** A setting that differs from its default; `value` says no more than is safe to be read by all. */
export interface ChangedSetting {
  readonly name: string;
  readonly value: string;
}
