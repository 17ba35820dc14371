import type { Page } from "../../../evaluation/making/page.ts";
import { tableDefinitions } from "../../../hover/definitionTable.ts";
import { chooseColumns } from "../rows/chooseColumns.ts";
import type { MinedPair } from "../minedPair.ts";
import { languageNamed } from "./languageNames.ts";
import { partNames, plainName } from "./partNames.ts";
import { tablesOf, type ReadTable } from "./tables.ts";

const [named, shaped, fixes] = [0.92, 0.55, 0.92];
const fewestShaped = 3;

const fixHeads = partNames.find(({ kind }) => kind === "error")?.output ?? /$^/u;
const actions =
  /^(?:actions?|action to take|what you (?:can|should) do|repair|response|mesure|marche a suivre|действи[ея]|меры|פעולה|הטיפול|טיפול)$/u;

/** Tables whose columns say what is given and what is written: by their heads, or because there are but two. */
export function mineTableColumns(page: Page): readonly MinedPair[] {
  return tablesOf(page).flatMap((table) => {
    const errors = errorsOf(table);
    if (errors.length > 0) return errors;
    const languages = table.heads.filter((head) => languageNamed(head) !== undefined);
    return languages.length > 1 || explainsTerms(page, table) ? [] : columnsOf(table);
  });
}

const errorHeads =
  /\b(?:errors?|codes?|problems?|symptoms?|issues?|faults?|messages?|alarms?|signals?|failures?|alerts?|erreurs?|problemes?|symptomes?|pannes?|fehler\w*|problema|sintoma)\b|ошибк|проблем|симптом|неисправн|сигнал|שגיא|בעי|תקל|תסמין|错误|问题/u;

/** Rows of an error, its meaning, and what to do: the last is written from what stands before it. */
function errorsOf({ heads, rows }: ReadTable): readonly MinedPair[] {
  const fix = heads.findIndex((head) => fixHeads.test(plainName(head)) || actions.test(plainName(head)));
  if (fix < 1 || !heads.slice(0, fix).some((head) => errorHeads.test(plainName(head)))) return [];
  return rows.flatMap(({ cells, sources, start, end }): readonly MinedPair[] => {
    const input = cells
      .slice(0, fix)
      .filter((cell) => cell !== "")
      .join(": ");
    const output = sources[fix] ?? "";
    return input === "" || output === "" ? [] : [{ input, output, kind: "error", start, end, confidence: fixes }];
  });
}

/** Tables of terms are mined as definitions. */
function explainsTerms({ text, blocks, definitions }: Page, { start, end }: ReadTable): boolean {
  const block = blocks.find((other) => other.start === start);
  return (
    block?.kind === "table" &&
    (tableDefinitions(text, block.rows, block.plain.split("\n"), false).length > 0 ||
      definitions.some((definition) => definition.start >= start && definition.start < end))
  );
}

function columnsOf({ heads, rows }: ReadTable): readonly MinedPair[] {
  const choice = chooseColumns(
    heads,
    rows.map(({ cells }) => cells),
  );
  const [at] = choice?.inputs ?? [];
  if (choice === undefined || at === undefined) return [];
  if (choice.by === "shape" && (rows.length < fewestShaped || heads.length !== 2)) return [];
  return rows.flatMap(({ cells, sources, start, end }): readonly MinedPair[] => {
    const row = choice.inputs
      .map((place) => withHead(cells[place] ?? "", heads[place] ?? ""))
      .join("\n")
      .trim();
    const column = heads[choice.output] ?? "";
    const input = choice.by === "names" || row === "" || column === "" ? row : `${row}: ${column}`;
    const output = sources[choice.output] ?? "";
    if (input === "" || output === "") return [];
    const confidence = choice.by === "names" ? named : shaped;
    return [{ input, output, ...(choice.label ? { label: output } : {}), kind: "table", start, end, confidence }];
  });
}

/** A number or letter names nothing without its column: `Zone 1`. */
const withHead = (cell: string, head: string): string =>
  cell === "" || head === "" || /\p{L}{3}|\p{Script=Han}/u.test(cell) ? cell : `${head} ${cell}`;
