import type { TextRange } from "../../documents/document.ts";
import { readable } from "../../hover/markedTerm.ts";
import { isAbbreviation } from "../../hover/termKeys.ts";
import { isFunctionWord } from "../../hover/vocabulary.ts";
import { fillTemplate } from "./fillTemplate.ts";
import type { Draft } from "./madeQuestion.ts";
import type { MakingLanguage } from "./makingLanguage.ts";
import type { Page } from "./page.ts";
import { pickBy } from "./split.ts";
import { cellsOf } from "../../documents/tableCells.ts";

const longestHead = 60;
const longestCell = 120;
const mostRows = 200;

/** What stands in a cell, asked by the heads of its row and column. */
export function fromTables(page: Page, { templates }: MakingLanguage): readonly Draft[] {
  const { path, language, title, text, blocks } = page;
  const read = ({ start, end }: TextRange): string => readable(text.slice(start, end));
  return blocks.flatMap((block): readonly Draft[] => {
    if (block.kind !== "table") return [];
    const [head, ...rows] = block.rows.slice(0, mostRows + 1).map((row) => cellsOf(text, row));
    const columns = (head ?? []).map((cell) => read(cell).replace(/\s*[?？؟:]$/u, ""));
    const firsts = rows.map(([first]) => (first === undefined ? "" : read(first)));
    return rows.flatMap((cells, place): readonly Draft[] => {
      const row = rowName(firsts[place] ?? "", columns[0] ?? "");
      if (row === undefined || firsts.indexOf(firsts[place] ?? "") !== firsts.lastIndexOf(firsts[place] ?? ""))
        return [];
      return cells.slice(1).flatMap((cell, at): readonly Draft[] => {
        const column = columns[at + 1] ?? "";
        const template = isFunctionWord(column.split(/\s/u)[0] ?? "")
          ? templates.table[0]
          : pickBy(`${row}\n${column}`, templates.table);
        if (template === undefined || !isHead(column) || !isAnswer(read(cell))) return [];
        const question = fillTemplate(template, { title, row, column }, text);
        return [{ path, language, title, by: "table", question, answers: [cell] }];
      });
    });
  });
}

const isHead = (words: string): boolean => words.length <= longestHead && /\p{L}{2}/u.test(words);
const isAnswer = (words: string): boolean => words.length <= longestCell && /[\p{L}\p{N}]/u.test(words);

/** A number or a letter names nothing without its column: `Zone 1`. */
function rowName(first: string, column: string): string | undefined {
  if (first.length > longestHead || !/[\p{L}\p{N}]/u.test(first)) return undefined;
  if (/\p{L}{3}/u.test(first) || isAbbreviation(first) || /\p{L}.*[_\d]/u.test(first)) return first;
  return isHead(column) ? `${column} ${first}` : undefined;
}
