import { createReadStream } from "node:fs";
import { extname } from "node:path";
import { createInterface } from "node:readline";
import { t } from "@vscode/l10n";
import { mineRows } from "../../core/fewShot/mining/rows/mineRows.ts";
import type { Pair } from "../../core/fewShot/pair.ts";
import { pairOfLine, type RowProblem } from "../../core/fewShot/rows.ts";
import { failure, success, type Result } from "../../core/result.ts";

export interface ReadPairs {
  readonly pairs: readonly Pair[];
  /** The first of them; `broken` counts all. */
  readonly problems: readonly RowProblem[];
  readonly broken: number;
}

const mostProblems = 20;
const tables: readonly string[] = [".csv", ".tsv", ".tab"];

/**
 * Reads pairs or labelled rows: JSONL line by line, or CSV and TSV with columns chosen as mining does; a broken line is
 * named and passed over.
 */
export async function readPairs(file: string, signal?: AbortSignal): Promise<Result<ReadPairs>> {
  const extension = extname(file).toLowerCase();
  const isTable = tables.includes(extension);
  const pairs: Pair[] = [];
  const problems: RowProblem[] = [];
  let broken = 0;
  try {
    for await (const row of isTable ? rowsOfTable(file, extension) : rowsOfLines(file)) {
      signal?.throwIfAborted();
      if (!("reason" in row)) {
        pairs.push(row);
        continue;
      }
      broken += 1;
      if (problems.length < mostProblems) problems.push(row);
    }
  } catch (error) {
    signal?.throwIfAborted();
    const why = error instanceof Error ? error.message : String(error);
    return failure("unreadable", t("{0} cannot be read ({1}). Give the path of a JSONL, CSV or TSV file.", file, why));
  }
  return success({ pairs, problems, broken });
}

const withoutMark = (text: string): string => text.replace(/^\uFEFF/u, "");

async function* rowsOfLines(file: string): AsyncGenerator<Pair | RowProblem> {
  let line = 0;
  for await (const text of createInterface({ input: createReadStream(file, "utf8"), crlfDelay: Infinity })) {
    line += 1;
    const words = line === 1 ? withoutMark(text) : text;
    if (words.trim() === "") continue;
    const pair = pairOfLine(words);
    yield typeof pair === "string" ? { line, reason: pair } : pair;
  }
}

async function* rowsOfTable(file: string, extension: string): AsyncGenerator<Pair | RowProblem> {
  for await (const row of mineRows(piecesOf(file), extension)) {
    if (row.kind === "broken") yield { line: row.line, reason: row.reason };
    else if (row.kind === "pairless")
      yield {
        line: 1,
        reason: t("Its columns do not tell what is given and what is written: name two text and label."),
      };
    else {
      const { input, output, label, group, confidence } = row.pair;
      const labelled = label === undefined ? {} : { label };
      const grouped = group === undefined ? {} : { group };
      yield { ...{ input, output, kind: "row", language: "und", confidence, flags: [] }, ...labelled, ...grouped };
    }
  }
}

async function* piecesOf(file: string): AsyncGenerator<string> {
  let isFirst = true;
  for await (const piece of createReadStream(file, "utf8") as AsyncIterable<string>) {
    yield isFirst ? withoutMark(piece) : piece;
    isFirst = false;
  }
}
