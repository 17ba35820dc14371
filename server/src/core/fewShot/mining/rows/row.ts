import type { TextRange } from "../../../documents/document.ts";

/** One row of a file: its cells in the order of the columns, and where it stands, without its line end. */
export interface Row extends TextRange {
  readonly kind: "row";
  /** From 1: where it begins. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** A row that could not be read; the rest of the file goes on. */
export interface BrokenRow {
  readonly kind: "broken";
  readonly line: number;
  readonly reason: string;
}

/** A longer row is taken as broken: a quote that is never closed must not gather a file; UTF-16 code units. */
export const longestRow = 1_000_000;

/** How many lines end in a text; `\r\n` is one end. */
export function countLineEnds(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) count += 1;
  if (!text.includes("\r")) return count;
  for (let at = text.indexOf("\r"); at !== -1; at = text.indexOf("\r", at + 1)) if (text[at + 1] !== "\n") count += 1;
  return count;
}
