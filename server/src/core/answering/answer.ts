import type { FreshnessView, SentenceView } from "../../../../protocol/views.ts";

/** A quotation and where it stands: `text.slice(startOffset, endOffset) === quote`, in the file at `path`. */
export interface Citation {
  /** From 1. */
  readonly n: number;
  readonly path: string;
  readonly startOffset: number;
  readonly endOffset: number;
  /** From 1. */
  readonly startLine: number;
  readonly endLine: number;
  readonly quote: string;
  /** SHA-256 of the file's bytes. */
  readonly contentHash: string;
  /** Title and headings above it. */
  readonly breadcrumb: readonly string[];
  /** An ISO 639-1 code. */
  readonly language: string;
  /** Why the place does not answer, as a sentence; of the nearest places alone. */
  readonly shortfall?: string;
}

export interface Answer {
  readonly question: string;
  readonly answer: string;
  readonly sentences: readonly SentenceView[];
  readonly citations: readonly Citation[];
  readonly abstained: boolean;
  /** The probability that the folder answers, 0 to 1. */
  readonly confidence: number;
  /** The nearest places, when the documents do not answer. */
  readonly nearest: readonly Citation[];
  readonly freshness: FreshnessView;
  readonly model: string | null;
  /** Exactly what was sent to a model for it, for people to read; not given where nothing was. */
  readonly sent?: string;
  /** What the person should know besides: why there are no vectors, for example. */
  readonly notices: readonly string[];
}
