import type { TextRange } from "../../documents/document.ts";
import type { TextEdit } from "./textEdit.ts";

/** Takes a whole line out, with its end. */
export function dropLine(text: string, { start, end }: TextRange): TextEdit {
  const feed = text.indexOf("\n", end);
  return { range: { start, end: feed === -1 ? text.length : feed + 1 }, text: "" };
}
