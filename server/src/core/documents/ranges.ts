import type { TextRange } from "./document.ts";

const space = 32;
const firstBeyondAscii = 127;

/** Whether the UTF-16 code unit at an offset is white space, as `String.prototype.trim` sees it. */
function isWhitespaceAt(text: string, offset: number): boolean {
  const unit = text.charCodeAt(offset);
  if (unit > space && unit < firstBeyondAscii) return false;
  return text.charAt(offset).trim() === "";
}

/** Narrows a range until it neither begins nor ends with white space; undefined when nothing is left. */
export function trimRange(text: string, start: number, end: number): TextRange | undefined {
  let first = start;
  let last = end;
  while (first < last && isWhitespaceAt(text, first)) first += 1;
  while (last > first && isWhitespaceAt(text, last - 1)) last -= 1;
  return first < last ? { start: first, end: last } : undefined;
}
