import type { Mention } from "./mentions.ts";

/** A position as the editor counts: line and UTF-16 character, both from 0. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** A stretch of a document that words were taken from. */
export interface Place {
  readonly uri: string;
  /** Relative to its folder, with `/`; begins with the folder's name where the workspace has several. */
  readonly path: string;
  readonly range: Range;
}

/** A quotation: the words, where they stand, and what the file was when they were read. */
export interface CitationView {
  /** From 1. */
  readonly n: number;
  readonly place: Place;
  readonly quote: string;
  /** Words before and after the quotation, for showing it in context; without line ends. */
  readonly before: string;
  readonly after: string;
  /** Title and headings above it. */
  readonly breadcrumb: readonly string[];
  /** SHA-256 of the file or buffer. */
  readonly contentHash: string;
  /** Whether the words stand in an open buffer that is not saved. */
  readonly unsaved: boolean;
  /** An ISO 639-1 code. */
  readonly language: string;
  /** Why the place does not answer, as a sentence; of the nearest places alone. */
  readonly shortfall?: string;
}

export type Support = "supported" | "partly" | "unsupported";

export interface SentenceView {
  readonly text: string;
  readonly support: Support;
  /** Numbers of citations. */
  readonly citations: readonly number[];
  /** The words of `text` that answer exactly, as UTF-16 offsets; absent where the whole does, or where it is unsure. */
  readonly exact?: { readonly start: number; readonly end: number };
}

/** How much of the folders an answer could know. */
export interface FreshnessView {
  readonly files: number;
  readonly current: number;
  /** Passages without a vector. */
  readonly pending: number;
  readonly failed: number;
  /** Seconds since the folders were last looked through. */
  readonly ageSeconds: number;
}

/** An answer as it is shown. The same question gives the same answer here and on the command line. */
export interface AnswerView {
  readonly question: string;
  /** What was asked of the index instead, where the question leans on the one before. */
  readonly askedAs?: string;
  /** What it was asked of, where that is not the question's own but that of the one before. */
  readonly carried?: readonly Mention[];
  readonly sentences: readonly SentenceView[];
  readonly citations: readonly CitationView[];
  readonly abstained: boolean;
  /** The probability that the folders answer, 0 to 1. */
  readonly confidence: number;
  /** The nearest places, when the documents do not answer. */
  readonly nearest: readonly CitationView[];
  readonly freshness: FreshnessView;
  /** The language model that wrote it; `null` for the documents' own sentences. */
  readonly model: string | null;
  /** Whether passages were sent to a model for it; what was sent can be asked for. */
  readonly wasSent?: boolean;
  /** Cited passages that the model may write without, to see which mattered, and the seconds that it took to write once. */
  readonly ablation?: { readonly passages: number; readonly seconds: number };
  /** What the person should know besides, one sentence each. */
  readonly notices: readonly string[];
}

/** A passage found. */
export interface HitView {
  readonly place: Place;
  readonly breadcrumb: readonly string[];
  readonly language: string;
  /** The passage without mark-up, for showing. */
  readonly text: string;
  readonly score: number;
  readonly unsaved: boolean;
  /** Where else its text stands: near duplicates, other versions of the page, and translations, which are not listed. */
  readonly alsoIn: readonly { readonly place: Place; readonly relation: "duplicate" | "version" | "translation" }[];
}

/** What a search found. */
export interface SearchView {
  /** Best first; files changed last first where the query holds filters alone. */
  readonly hits: readonly HitView[];
  /** What the person should know of how the query was understood, one sentence each. */
  readonly notices: readonly string[];
}

/** What became of a citation's words since they were quoted. */
export type CitationState =
  | { readonly kind: "unchanged"; readonly place: Place }
  /** The same words stand elsewhere in the file, or in a file that it was renamed to. */
  | { readonly kind: "moved"; readonly place: Place }
  /** Most of the words still stand at `place`. */
  | { readonly kind: "edited"; readonly place: Place }
  | { readonly kind: "gone" };

/** What the index does at the moment. */
export type IndexActivity = "starting" | "reading" | "embedding" | "waiting" | "paused" | "ready" | "failed";

/** Why embedding waits, where it does. */
export type WaitReason = "battery" | "busy" | "paused";

/** The state of all folders' indexes together. */
export interface IndexStatus {
  readonly activity: IndexActivity;
  readonly waitReason?: WaitReason;
  readonly files: number;
  /** Files read in the refresh under way, and how many it has to read; both 0 when none is. */
  readonly read: number;
  readonly toRead: number;
  readonly passages: number;
  readonly embedded: number;
  /** Pages all of whose passages have vectors. */
  readonly embeddedFiles: number;
  readonly failedFiles: number;
  readonly bytesOnDisk: number;
  /** The model that answers, by its name and a hash of it. */
  readonly model: string;
  /** The model that is to answer next, and how far its vectors are. */
  readonly nextModel?: { readonly name: string; readonly texts: number; readonly embedded: number };
  /** A sentence on languages of the folders that the model does not know. */
  readonly misfit?: string;
  readonly folders: readonly string[];
  /** The last thing that went wrong, as a sentence with a way out. */
  readonly problem?: string;
  /** False in a restricted workspace. */
  readonly trusted: boolean;
}

/** Why a path is, or is not, indexed. */
export interface CrawlDecisionView {
  readonly indexed: boolean;
  readonly reason: string;
  readonly rule?: { readonly file: string; readonly line: number; readonly pattern: string };
}
