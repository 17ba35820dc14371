/** Where a pair was found in the documents, or that it came from a file of rows. */
export type PairKind =
  | "faq"
  | "heading"
  | "definition"
  | "glossary"
  | "fence"
  | "command"
  | "error"
  | "changelog"
  | "translation"
  | "table"
  | "folder"
  | "model"
  | "negative"
  | "answer"
  | "row";

/** The words that a text rests on: UTF-16 code units of the decoded file, and the SHA-256 of the file. */
export interface Provenance {
  readonly path: string;
  readonly startOffset: number;
  readonly endOffset: number;
  /** Hexadecimal, lower case, 64 digits. */
  readonly contentHash: string;
}

/** What a model is given and what it should write: a candidate demonstration. Its shape is a row of `PAIRS.jsonl`. */
export interface Pair {
  readonly input: string;
  readonly output: string;
  /** Words that the output rests on, given before the input: those that an answer cites. */
  readonly passages?: readonly { readonly text: string; readonly provenance: Provenance }[];
  /** Where the output is one of a few values, that value. */
  readonly label?: string;
  /** Why the output follows from the input: a third field, between the two. */
  readonly explanation?: string;
  readonly kind: PairKind;
  /** ISO 639-1 code of the input; `und` where unknown. */
  readonly language: string;
  /** Of the output, where it is another one: a translation. */
  readonly outputLanguage?: string;
  /** Absent where a row names no place. */
  readonly provenance?: Provenance;
  /** Where the output stands, where that is another file than the input's: a translation of the page. */
  readonly outputProvenance?: Provenance;
  /** 0 to 1: how sure the miner is that the output answers the input. */
  readonly confidence: number;
  /** What a person should look at, as `email` or `api-key`. */
  readonly flags: readonly string[];
  /** The document, or other whole, that the row came from: rows of one group are never split between training and test. */
  readonly group?: string;
}
