import type { TextRange } from "../../documents/document.ts";
import { cellsOf } from "../../documents/tableCells.ts";
import { words } from "../../language/words.ts";

/**
 * The cell of a row that a question asks for: under the head that holds most of the question's words, in a cell that holds
 * none of them, as offsets within the row; of a table of two columns the other cell. Undefined where the heads do not decide.
 */
export function askedCell(head: string, row: string, isAsked: (word: string) => boolean): TextRange | undefined {
  const top = (head.split("\n")[0] ?? "").trim();
  const heads = cellsOf(top, { start: 0, end: top.length });
  const cells = cellsOf(row, { start: 0, end: row.length });
  const asked = (text: string): number => Array.from(words(text)).filter((word) => isAsked(word.text)).length;
  const open = cells
    .map((cell, at) => ({ cell, at }))
    .filter(({ cell }) => asked(row.slice(cell.start, cell.end)) === 0);
  const scored = open
    .map(({ cell, at }) => ({ cell, score: asked(top.slice(heads[at]?.start ?? 0, heads[at]?.end ?? 0)) }))
    .filter(({ cell }) => cell.end > cell.start);
  const most = Math.max(0, ...scored.map(({ score }) => score));
  const best = scored.filter(({ score }) => score === most);
  return best.length === 1 && (most > 0 || cells.length === 2) ? best[0]?.cell : undefined;
}
