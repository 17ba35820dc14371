import type { TextRange } from "../documents/document.ts";
import { readable } from "./markedTerm.ts";
import { initialsOf, isAbbreviation, looksLikeIdentifier } from "./termKeys.ts";
import { isKeyHeader, isMeaningHeader, isTermHeader } from "./vocabulary.ts";

/** A row of a table that explains what stands in its first cell. */
export interface TableDefinition extends TextRange {
  readonly term: string;
  readonly aliases: readonly string[];
  readonly code: boolean;
  readonly kind: "glossary" | "label" | "table";
  readonly excerpt: string;
}

type TableKind = "glossary" | "reference" | undefined;

/**
 * The rows of a glossary (the heading of the first column says term, or the document is a glossary) or of a reference
 * (codes or keys with what they mean). `lines` are the rows without mark-up, `rows` their ranges in `text`.
 */
export function tableDefinitions(
  text: string,
  rows: readonly TextRange[],
  lines: readonly string[],
  glossary: boolean,
): readonly TableDefinition[] {
  if (rows.length !== lines.length) return [];
  const headers = (lines[0] ?? "").split(" | ").map((cell) => cell.trim());
  const kind = kindOf(headers, glossary);
  return rows.slice(1).flatMap((row, place) => {
    const source = text.slice(row.start, row.end);
    const first = firstCell(source);
    const cells = (lines[place + 1] ?? "").split(" | ").map((cell) => cell.trim());
    const term = readable(first);
    const marked = /^`[^`]+`$/u.test(first) || /[_\d.#-]/u.test(term);
    const code = marked || looksLikeIdentifier(term);
    const prose = cells.slice(1).some((cell) => wordCount(cell) >= 3);
    const accepted =
      kind === "glossary"
        ? cells.slice(1).some((cell) => wordCount(cell) >= 2)
        : prose && isReference(kind, code, term);
    if (!accepted) return [];
    return {
      ...row,
      term,
      aliases: kind === "glossary" ? longForms(term, cells) : [],
      code,
      kind: kind === "glossary" && !code ? "glossary" : marked || !code ? "table" : "label",
      excerpt: cells.filter((cell) => cell !== "").join(" · "),
    };
  });
}

const wordCount = (cell: string): number => {
  const runs = cell.match(/[\p{L}\p{N}]+/gu) ?? [];
  return runs.reduce((sum, run) => sum + (/\p{Script=Han}/u.test(run) ? Math.ceil(run.length / 2) : 1), 0);
};

function kindOf(headers: readonly string[], glossary: boolean): TableKind {
  const [first = "", ...others] = headers;
  const meaning = others.some(isMeaningHeader);
  if (isTermHeader(first) && (meaning || glossary)) return "glossary";
  if (meaning && isKeyHeader(first)) return "reference";
  return glossary && (meaning || headers.length === 2) ? "glossary" : undefined;
}

/** Names alone in any table with prose; phrases only where the headings say that they are explained. */
const isReference = (kind: TableKind, code: boolean, term: string): boolean =>
  code || (kind === "reference" && /\s/u.test(term));

/** The long form of an abbreviation in the cell beside it, or the short form of a long one. */
function longForms(term: string, cells: readonly string[]): readonly string[] {
  const second = cells[1] ?? "";
  if (wordCount(second) > 6 || cells.length < 2) return [];
  if (isAbbreviation(term) && (initialsOf(second) === term.toLowerCase() || cells.length > 2)) return [second];
  return isAbbreviation(second) && initialsOf(term) === second.toLowerCase() ? [second] : [];
}

function firstCell(row: string): string {
  const inner = row.replace(/^\s*\|/u, "");
  return (/^(?:\\.|`[^`|]*`|[^|\\])*/u.exec(inner)?.[0] ?? "").trim();
}
