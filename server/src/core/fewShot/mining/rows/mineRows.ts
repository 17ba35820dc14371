import type { MinedPair } from "../minedPair.ts";
import { chooseColumns, type ColumnChoice } from "./chooseColumns.ts";
import { inputRank, outputRank } from "./columnNames.ts";
import { readDelimitedRows } from "./delimitedRows.ts";
import { readJsonRows } from "./jsonRows.ts";
import type { BrokenRow, Row } from "./row.ts";

export const rowExtensions = [".csv", ".tsv", ".tab", ".jsonl", ".ndjson"] as const;

/** A pair of a row; `group` where a column names the document that it came from. */
export interface RowPair extends MinedPair {
  readonly kind: "table";
  readonly group?: string;
}

/** "pairless": a file whose columns tell neither by name nor by shape what is paired. */
export type MinedRow =
  | { readonly kind: "pair"; readonly pair: RowPair }
  | BrokenRow
  | { readonly kind: "pairless"; readonly columns: readonly string[] };

/** Rows by which the columns are chosen. */
const sampleSize = 1000;
const [namedConfidence, shapeConfidence] = [0.95, 0.6];

/** Mines a file of rows (CSV, TSV, JSONL) as it is read. @param extension lower case, with the dot. */
export function mineRows(pieces: AsyncIterable<string>, extension: string): AsyncGenerator<MinedRow> {
  if (extension === ".jsonl" || extension === ".ndjson") return mineObjects(pieces);
  return mineTable(readDelimitedRows(pieces, extension === ".csv" ? undefined : "\t"));
}

async function* mineTable(rows: AsyncIterable<Row | BrokenRow>, headed = false): AsyncGenerator<MinedRow> {
  let head: readonly string[] | undefined;
  let choice: ColumnChoice | undefined;
  let waiting: Row[] = [];

  function* begin(): Generator<MinedRow> {
    const [first] = waiting;
    if (first === undefined) return;
    head = headed || isHead(first.cells) ? first.cells : first.cells.map(() => "");
    const body = head === first.cells ? waiting.slice(1) : waiting;
    choice =
      body.length === 0
        ? undefined
        : chooseColumns(
            head,
            body.map(({ cells }) => cells),
          );
    if (choice === undefined) yield { kind: "pairless", columns: first.cells };
    for (const row of body) yield* pairOf(row, choice);
    waiting = [];
  }

  for await (const row of rows) {
    if (row.kind === "broken") yield row;
    else if (head !== undefined) {
      if (choice === undefined) return;
      yield* pairOf(row, choice);
    } else if (waiting.push(row) > sampleSize) yield* begin();
  }
  yield* begin();
}

async function* mineObjects(pieces: AsyncIterable<string>): AsyncGenerator<MinedRow> {
  const names: string[] = [];
  async function* asRows(): AsyncGenerator<Row | BrokenRow> {
    for await (const row of readJsonRows(pieces)) {
      if (row.kind === "broken") {
        yield row;
        continue;
      }
      for (const name of row.fields.keys()) if (names.length < mostColumns && !names.includes(name)) names.push(name);
      const { line, start, end, fields } = row;
      yield { kind: "row", line, start, end, cells: names.map((name) => fields.get(name) ?? "") };
    }
  }
  yield* mineTable(withHead(asRows(), names), true);
}

const mostColumns = 200;

/** Puts a head before rows whose names are known once enough of them are read. */
async function* withHead(
  rows: AsyncIterable<Row | BrokenRow>,
  names: readonly string[],
): AsyncGenerator<Row | BrokenRow> {
  const first: (Row | BrokenRow)[] = [];
  let begun = false;
  const head = (): readonly Row[] =>
    names.length === 0 ? [] : [{ kind: "row", line: 0, start: 0, end: 0, cells: [...names] }];
  for await (const row of rows) {
    if (begun) yield row;
    else if (first.push(row) >= sampleSize) {
      begun = true;
      yield* [...head(), ...first.splice(0)];
    }
  }
  if (!begun) yield* [...head(), ...first];
}

function* pairOf({ cells, start, end }: Row, choice: ColumnChoice | undefined): Generator<MinedRow> {
  if (choice === undefined) return;
  const input = choice.inputs
    .map((at) => (cells[at] ?? "").trim())
    .filter((words) => words !== "")
    .join("\n");
  const output = (cells[choice.output] ?? "").trim();
  if (input === "" || output === "") return;
  const group = choice.group === undefined ? undefined : cells[choice.group]?.trim();
  yield {
    kind: "pair",
    pair: {
      input,
      output,
      ...(choice.label ? { label: output } : {}),
      ...(group === undefined || group === "" ? {} : { group }),
      kind: "table",
      start,
      end,
      confidence: choice.by === "names" ? namedConfidence : shapeConfidence,
    },
  };
}

/** A first row is a head where a cell of it names what is given or written, or all are short names of their own. */
function isHead(cells: readonly string[]): boolean {
  if (cells.some((cell) => inputRank(cell) !== undefined) && cells.some((cell) => outputRank(cell) !== undefined))
    return true;
  return (
    new Set(cells).size === cells.length &&
    cells.every(
      (cell) => /^[\p{L}_][\p{L}\p{M}\p{N}_ .-]{0,29}$/u.test(cell.trim()) && cell.trim().split(/\s+/u).length <= 3,
    ) &&
    cells.some((cell) => inputRank(cell) !== undefined || outputRank(cell) !== undefined || cell.includes("_"))
  );
}
