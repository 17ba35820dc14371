import type { Block, TextRange } from "../../../documents/document.ts";
import { cellsOf } from "../../../documents/tableCells.ts";
import type { Page } from "../../../evaluation/making/page.ts";
import { readable } from "../../../hover/markedTerm.ts";

/** A table of a page: heads and cells as a reader sees them, rows with their ranges. */
export interface ReadTable extends TextRange {
  readonly heads: readonly string[];
  readonly rows: readonly TableRow[];
}

export interface TableRow extends TextRange {
  readonly cells: readonly string[];
  /** As they stand in the file, in the same order. */
  readonly sources: readonly string[];
}

/** Rows of one table that are read. */
const mostRows = 5000;

/** The tables of a page that have a head and rows. */
export function tablesOf({ text, blocks }: Pick<Page, "text" | "blocks">): readonly ReadTable[] {
  return blocks.flatMap((block) => (block.kind === "table" ? readTable(text, block) : []));
}

function readTable(text: string, block: Extract<Block, { kind: "table" }>): readonly ReadTable[] {
  const [head, ...rows] = block.rows.slice(0, mostRows + 1).map((row): TableRow => {
    const sources = cellsOf(text, row).map(({ start, end }) => text.slice(start, end));
    return { start: row.start, end: row.end, sources, cells: sources.map(readable) };
  });
  if (head === undefined || rows.length === 0) return [];
  return [{ start: block.start, end: block.end, heads: head.cells, rows }];
}
