/** A half-open range of UTF-16 code units, from 0, in the decoded text of one file. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

interface BlockCommon extends TextRange {
  /** The text as a reader sees it: no mark-up, no link targets, no anchors. Used for search, never for quoting. */
  readonly plain: string;
}

/** One leaf of a document's structure; its range slices back to the words it names. */
export type Block =
  | (BlockCommon & { readonly kind: "heading"; readonly level: number })
  | (BlockCommon & { readonly kind: "paragraph" })
  | (BlockCommon & { readonly kind: "listItem"; readonly depth: number; readonly ordered: boolean })
  | (BlockCommon & { readonly kind: "code"; readonly info: string })
  | (BlockCommon & { readonly kind: "table"; readonly rows: readonly TextRange[] });

/** A link to another page of the folder: `[[target#heading|alias]]` or `[alias](target.md#heading)`. */
export interface PageLink {
  /** A path as written; the mere name of a page may be given by `isName`. */
  readonly target: string;
  /** As written: the heading, or its anchor. */
  readonly heading?: string;
  /** Whether the target is looked for by its name in the whole folder, as wiki links are. */
  readonly isName?: true;
  readonly alias: string;
}

/** What a parser knows of a document. Blocks stand in reading order and do not overlap. */
export interface ParsedDocument {
  /** From front matter or the first level-1 heading; absent where the document names none. */
  readonly title?: string;
  /** An ISO 639-1 code, where the document declares its language. */
  readonly language?: string;
  readonly aliases: readonly string[];
  readonly tags: readonly string[];
  /** The document's own date, as written in its front matter. */
  readonly date?: string;
  readonly links: readonly PageLink[];
  readonly blocks: readonly Block[];
}

/** Turns one format's text into blocks. Never throws on bad input: what cannot be read is plain paragraphs. */
export interface DocumentParser {
  readonly name: string;
  /** Raised when its output changes, so that indexed files are parsed again. */
  readonly version: number;
  /** Lower case, with the dot. */
  readonly extensions: readonly string[];
  parse(text: string): ParsedDocument;
}
