import type { TextRange } from "../../documents/document.ts";

/** Text to be put in place of a range of a document; the edits of one list do not overlap. */
export interface TextEdit {
  readonly range: TextRange;
  readonly text: string;
}

/** A text with edits made. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const last = [...edits].sort((a, b) => b.range.start - a.range.start);
  return last.reduce(
    (changed, { range, text: put }) => changed.slice(0, range.start) + put + changed.slice(range.end),
    text,
  );
}
