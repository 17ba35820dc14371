import type { TextRange } from "./document.ts";
import { trimRange } from "./ranges.ts";

/** The cells of a table's row as ranges of the text, without surrounding white space; an empty cell is an empty range. */
export function cellsOf(text: string, row: TextRange): readonly TextRange[] {
  const source = text.slice(row.start, row.end);
  const borders = [...source.matchAll(/\\.|`[^`\n]*`|\|/gu)].flatMap(({ 0: found, index }) =>
    found === "|" ? [index] : [],
  );
  const opens = source.startsWith("|") ? borders.slice(1) : borders;
  let start = source.startsWith("|") ? 1 : 0;
  const cells: TextRange[] = [];
  const add = (end: number): void => {
    const place = row.start + start;
    cells.push(trimRange(text, place, row.start + end) ?? { start: place, end: place });
    start = end + 1;
  };
  for (const end of opens) add(end);
  if (start < source.length) add(source.length);
  return cells;
}
