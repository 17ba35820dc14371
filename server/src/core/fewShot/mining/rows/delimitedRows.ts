import { t } from "@vscode/l10n";
import papaparse from "papaparse";
import { countLineEnds, longestRow, type BrokenRow, type Row } from "./row.ts";

const delimiters = [",", ";", "\t", "|"] as const;
const sampleLength = 64_000;
const mostBroken = 1000;
const tooMany = (): string => t("More than a thousand rows cannot be read, so the rest of the file is left out.");

/**
 * Reads CSV or TSV piece by piece: quotes, doubled quotes, line ends within quotes and every kind of line end. A row that
 * is quoted wrongly, or longer than 1,000,000 UTF-16 code units, is broken: its first line is passed over. After a thousand
 * of them the rest of the file is.
 *
 * @param delimiter a tab for TSV; found out where not given.
 */
export async function* readDelimitedRows(
  pieces: AsyncIterable<string>,
  delimiter?: string,
): AsyncGenerator<Row | BrokenRow> {
  let [waiting, offset, line, broken] = ["", 0, 1, 0];
  let found: { readonly delimiter: string; readonly newline: "\n" | "\r" } | undefined;

  /** Reads the rows that are whole; of one that cannot be read the first line is passed over, and reading goes on. */
  function* read(last: boolean): Generator<Row | BrokenRow> {
    found ??= { delimiter: delimiter ?? guessDelimiter(waiting), newline: newlineOf(waiting) };
    for (;;) {
      const rows: Row[] = [];
      let [taken, fault] = [0, ""];
      const parser = new papaparse.Parser({
        ...found,
        step({ data, errors, meta }) {
          const source = waiting.slice(taken, meta.cursor);
          fault = errors[0] === undefined ? "" : t("Its quotes do not match ({0}).", errors[0].message.toLowerCase());
          if (fault !== "") {
            parser.abort();
            return;
          }
          const row = rowOf(source, data[0] ?? [], offset + taken, line);
          if (row !== undefined) rows.push(row);
          line += countLineEnds(source);
          taken = meta.cursor;
        },
      });
      parser.parse(waiting, 0, !last);
      pass(taken);
      yield* rows;
      if (fault === "" && waiting.length > longestRow) fault = t("The row is too long; a quote may never be closed.");
      if (fault === "" || broken >= mostBroken) return;
      broken += 1;
      yield { kind: "broken", line, reason: broken === mostBroken ? tooMany() : fault };
      const end = /\r\n?|\n/u.exec(waiting);
      if (end !== null) line += 1;
      pass(end === null ? waiting.length : end.index + end[0].length);
    }
  }

  function pass(length: number): void {
    waiting = waiting.slice(length);
    offset += length;
  }

  for await (const piece of pieces) {
    waiting += piece;
    if (found === undefined && waiting.length < sampleLength) continue;
    yield* read(false);
    if (broken >= mostBroken) return;
  }
  if (waiting !== "") yield* read(true);
}

function rowOf(source: string, cells: readonly string[], start: number, line: number): Row | undefined {
  if (source.trim() === "") return undefined;
  const [last = ""] = cells.slice(-1);
  // Where lines end in \r\n, the parser takes \n for the end.
  const values = last.endsWith("\r") ? [...cells.slice(0, -1), last.slice(0, -1)] : cells;
  return { kind: "row", line, cells: values, start, end: start + source.replace(/[\r\n]+$/u, "").length };
}

const newlineOf = (sample: string): "\n" | "\r" => (sample.includes("\r") && !sample.includes("\n") ? "\r" : "\n");

/** The sign that stands in the first lines equally often, most often of all; quoted ones do not count. */
function guessDelimiter(sample: string): string {
  const lines = sample
    .replace(/"(?:[^"]|"")*"/gu, "")
    .split(/\r\n?|\n/u, 12)
    .filter((text) => text !== "")
    .slice(0, 10);
  const scored = delimiters.map((sign) => {
    const counts = lines.map((text) => text.split(sign).length - 1);
    const least = Math.min(...counts);
    return { sign, score: least <= 0 ? 0 : least / (1 + Math.max(...counts) - least) };
  });
  return scored.reduce((best, other) => (other.score > best.score ? other : best)).sign;
}
