import type { TextRange } from "../../documents/document.ts";

/** One line of a `.shots` document, without its end. */
export interface ShotsLine extends TextRange {
  readonly text: string;
  /** Where the next line begins; beyond the text after the last one. */
  readonly next: number;
}

/** The lines of a text from an offset on: they end with LF or CRLF; a CR elsewhere is a character of its line. */
export function* linesFrom(text: string, from: number): Generator<ShotsLine, undefined> {
  for (let start = from; start <= text.length;) {
    const feed = text.indexOf("\n", start);
    const next = feed === -1 ? text.length + 1 : feed + 1;
    const end = feed === -1 ? text.length : feed > start && text[feed - 1] === "\r" ? feed - 1 : feed;
    yield { start, end, text: text.slice(start, end), next };
    start = next;
  }
}
