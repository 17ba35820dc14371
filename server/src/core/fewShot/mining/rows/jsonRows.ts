import { t } from "@vscode/l10n";
import { readLines } from "./lines.ts";
import type { BrokenRow } from "./row.ts";
import type { TextRange } from "../../../documents/document.ts";

/** One object of a JSONL file: the fields that hold text, numbers or truth values, as text. */
export interface JsonRow extends TextRange {
  readonly kind: "object";
  readonly line: number;
  readonly fields: ReadonlyMap<string, string>;
}

/** Reads JSONL line by line. A line that is no JSON object is broken, with the parser's own words. */
export async function* readJsonRows(pieces: AsyncIterable<string>): AsyncGenerator<JsonRow | BrokenRow> {
  for await (const { text, line, start } of readLines(pieces)) {
    if (text === undefined) {
      yield { kind: "broken", line, reason: t("The line is too long.") };
      continue;
    }
    const words = text.trim();
    if (words === "") continue;
    const value = parse(words);
    if (typeof value === "string") {
      yield { kind: "broken", line, reason: value };
      continue;
    }
    const from = start + text.indexOf(words);
    yield { kind: "object", line, fields: fieldsOf(value), start: from, end: from + words.length };
  }
}

function parse(text: string): object | string {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : t("It is no JSON object.");
  } catch (error) {
    return t("It is no JSON ({0}).", error instanceof Error ? error.message : String(error));
  }
}

function fieldsOf(value: object): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const [name, field] of Object.entries(value) as readonly (readonly [string, unknown])[]) {
    const text = scalar(Array.isArray(field) && field.length === 1 ? field[0] : field);
    if (text !== undefined) fields.set(name, text);
    else if (Array.isArray(field)) for (const [role, said] of turnsOf(field)) fields.set(role, said);
  }
  return fields;
}

const scalar = (value: unknown): string | undefined =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;

const roles: Readonly<Record<string, "prompt" | "completion">> = {
  user: "prompt",
  human: "prompt",
  assistant: "completion",
  gpt: "completion",
};

/** The last question and answer of chat turns, as OpenAI (`role`, `content`) and ShareGPT (`from`, `value`) write them. */
function turnsOf(turns: readonly unknown[]): ReadonlyMap<string, string> {
  const said = new Map<string, string>();
  for (const turn of turns) {
    if (typeof turn !== "object" || turn === null) return new Map();
    const { role, content, from, value } = turn as Readonly<Record<string, unknown>>;
    const side = roles[scalar(role) ?? scalar(from) ?? ""];
    const words = scalar(content) ?? scalar(value);
    if (side !== undefined && words !== undefined) said.set(side, words);
  }
  return said.size === 2 ? said : new Map();
}
