import { t } from "@vscode/l10n";
import type { Pair, PairKind, Provenance } from "./pair.ts";

/** A row that is no pair: which line of which file, and why. */
export interface RowProblem {
  readonly line: number;
  readonly reason: string;
}

const kinds: ReadonlySet<string> = new Set<PairKind>([
  "faq",
  "heading",
  "definition",
  "glossary",
  "fence",
  "command",
  "error",
  "changelog",
  "translation",
  "table",
  "folder",
  "model",
  "negative",
  "row",
]);

const textIn = (value: unknown): string | undefined =>
  typeof value === "string" && value.trim() !== "" ? value : undefined;

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

/** Reads one line of `PAIRS.jsonl`, or of rows `{ "text", "label", "group"? }`; gives what is wrong with it as a sentence. */
export function pairOfLine(line: string): Pair | string {
  let row: unknown;
  try {
    row = JSON.parse(line);
  } catch (error) {
    return t("It is no JSON ({0}).", error instanceof Error ? error.message : String(error));
  }
  if (typeof row !== "object" || row === null || Array.isArray(row)) return t("It is no JSON object.");
  const { input, output, text, label, explanation, kind, language, provenance, confidence, flags, group } =
    row as Readonly<Record<string, unknown>>;
  const given = textIn(input) ?? textIn(text);
  const wanted =
    textIn(output) ?? (typeof label === "number" || typeof label === "boolean" ? String(label) : textIn(label));
  if (given === undefined) return t("It has no text: a field `text`, or `input`.");
  if (wanted === undefined) return t("It has no label: a field `label`, or `output`.");
  const value = textIn(label) ?? (textIn(output) === undefined ? wanted : undefined);
  const place = provenanceIn(provenance);
  const reason = textIn(explanation);
  const whole = textIn(group) ?? place?.path;
  return {
    input: given,
    output: wanted,
    ...(value === undefined ? {} : { label: value }),
    ...(reason === undefined ? {} : { explanation: reason }),
    kind: typeof kind === "string" && kinds.has(kind) ? (kind as PairKind) : "row",
    language: textIn(language) ?? "und",
    ...(place === undefined ? {} : { provenance: place }),
    confidence: typeof confidence === "number" ? confidence : 1,
    flags: Array.isArray(flags) ? flags.filter((flag) => typeof flag === "string") : [],
    ...(whole === undefined ? {} : { group: whole }),
  };
}

function provenanceIn(value: unknown): Provenance | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { path, startOffset, endOffset, contentHash } = value as Readonly<Record<string, unknown>>;
  if (typeof path !== "string" || typeof contentHash !== "string" || !isCount(startOffset) || !isCount(endOffset))
    return undefined;
  return { path, startOffset, endOffset, contentHash };
}
