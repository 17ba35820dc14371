import { words } from "../../language/words.ts";

/** A cell of a table's row; offsets within the row. */
export interface Cell {
  readonly start: number;
  readonly end: number;
}

const border = /(?<!\\)\|/gu;

/** The cells of a row of a Markdown table, without the white space around their words. */
function cellsOf(row: string): readonly Cell[] {
  const borders = Array.from(row.matchAll(border), ({ index }) => index);
  const outer = row.trimStart().startsWith("|") ? borders : [-1, ...borders];
  const cells: Cell[] = [];
  for (const [at, from] of outer.entries()) {
    const to = outer[at + 1] ?? row.length;
    const written = row.slice(from + 1, to);
    if (outer[at + 1] === undefined && written.trim() === "") break;
    const start = from + 1 + (written.length - written.trimStart().length);
    cells.push({ start, end: Math.max(start, from + 1 + written.trimEnd().length) });
  }
  return cells;
}

/**
 * The cell of a row that a question asks for: under the head that holds most of the question's words, in a cell that holds
 * none of them; of a table of two columns the other cell. Undefined where the heads do not decide.
 */
export function askedCell(head: string, row: string, isAsked: (word: string) => boolean): Cell | undefined {
  const [heads, cells] = [cellsOf(head.split("\n")[0] ?? ""), cellsOf(row)];
  const asked = (text: string): number => Array.from(words(text)).filter((word) => isAsked(word.text)).length;
  const open = cells
    .map((cell, at) => ({ cell, at }))
    .filter(({ cell }) => asked(row.slice(cell.start, cell.end)) === 0);
  const scored = open
    .map(({ cell, at }) => ({ cell, score: asked(head.slice(heads[at]?.start ?? 0, heads[at]?.end ?? 0)) }))
    .filter(({ cell }) => cell.end > cell.start);
  const most = Math.max(0, ...scored.map(({ score }) => score));
  const best = scored.filter(({ score }) => score === most);
  return best.length === 1 && (most > 0 || cells.length === 2) ? best[0]?.cell : undefined;
}
