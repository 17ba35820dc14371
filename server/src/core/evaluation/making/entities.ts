import { scriptOf } from "../../language/script.ts";
import type { Page } from "./page.ts";

/** A number, a name or a code of a text. */
export interface Entity {
  readonly text: string;
  readonly start: number;
  /** Entities of one shape can stand in each other's place: a year, `00:00`, `v0.0`, a name of two Latin words. */
  readonly shape: string;
}

const codes = /(?<![\p{L}\p{Nd}_])(?:\p{Lu}{2,}[_-]\p{Nd}+|v\p{Nd}+(?:\.\p{Nd}+)+)(?![\p{L}\p{Nd}_])/gu;
const numbers = /(?<![\p{L}\p{Nd}.,:_/-])\p{Nd}+(?:[.,:]\p{Nd}+)*(?![\p{L}\p{Nd}_]|[-.,:/]\p{Nd})/gu;
const name = String.raw`\p{Lu}\p{Ll}+(?:[ -]\p{Lu}\p{Ll}+)*`;
const names = new RegExp(String.raw`(?<![\p{L}\p{Nd}_])${name}(?![\p{L}\p{Nd}_])`, "gu");
const namesInside = new RegExp(String.raw`(?<=(?:\p{Ll}|\p{Ll},) )${name}(?![\p{L}\p{Nd}_])`, "gu");
const wholeName = new RegExp(String.raw`^\p{Lu}\p{Ll}+(?:[ -]\p{Lu}\p{Ll}+)+$`, "u");

/** Names with the words that stand before them, in lower case. */
export type Names = ReadonlyMap<string, ReadonlySet<string>>;

/** The entities of a text. @param known the names there are, by `namesOf`. */
export function entitiesOf(text: string, known: Names): readonly Entity[] {
  const found: Entity[] = [];
  for (const pattern of [codes, numbers])
    for (const { 0: word, index } of text.matchAll(pattern))
      // A single digit stands everywhere, and says little where it does not.
      if (word.length > 1) found.push({ text: word, start: index, shape: numberShape(word) });
  for (const { 0: run, index } of text.matchAll(names)) {
    // The word before a name has a capital too where it begins a sentence.
    const begins = [0, ...Array.from(run.matchAll(/ /gu), ({ index: space }) => space + 1)];
    const at = begins.find((begin) => known.has(run.slice(begin)));
    if (at !== undefined) found.push({ text: run.slice(at), start: index + at, shape: nameShape(run.slice(at)) });
  }
  return found;
}

/** Whether a name can stand where another does: the same word stands before both somewhere. Those of one word must show it. */
export function areAlike(one: string, other: string, names: Names): boolean {
  const [before, others] = [names.get(one), names.get(other)];
  if (before === undefined || others === undefined) return before === others;
  if (/[ -]/u.test(one) && (before.size === 0 || others.size === 0)) return true;
  return [...before].some((word) => others.has(word));
}

const numberShape = (word: string): string =>
  /^(?:1[5-9]|20)\p{Nd}{2}$/u.test(word) ? "year" : word.replace(/\p{Nd}/gu, "0");

/** Cyrillic names are declined: only those with one ending can change places. */
function nameShape(text: string): string {
  const script = scriptOf(text) ?? "";
  return `${script} name of ${text.split(/[ -]/u).length}${script === "cyrillic" ? ` in ${text.at(-1)}` : ""}`;
}

/**
 * The names in pages: words that have a capital inside a sentence, or fill a table's cell, and that no page writes in
 * lower case. Scripts without capitals show none.
 *
 * @param isCalendarOrLanguage whether a word names a month, a day or a language: in some languages they have capitals too.
 */
export function namesOf(pages: readonly Page[], isCalendarOrLanguage: (word: string) => boolean): Names {
  const ordinary = new Set<string>();
  for (const { text } of pages) for (const [word] of text.matchAll(/(?<![\p{L}\p{Nd}_])\p{Ll}+/gu)) ordinary.add(word);
  const isName = (words: string): boolean =>
    words.split(/[ -]/u).every((word) => !ordinary.has(word.toLowerCase()) && !isCalendarOrLanguage(word));
  const found = new Map<string, Set<string>>();
  const add = (words: string, before: readonly string[]): void => {
    if (isName(words)) found.set(words, new Set([...(found.get(words) ?? []), ...before]));
  };
  for (const { plain, kind } of pages.flatMap(({ blocks }) => blocks)) {
    if (kind === "code" || kind === "heading") continue;
    for (const { 0: words, index } of plain.matchAll(namesInside)) {
      const before = /\p{L}+(?=,? $)/u.exec(plain.slice(Math.max(0, index - 40), index))?.[0];
      add(words, before === undefined ? [] : [before.toLowerCase()]);
    }
    if (kind !== "table") continue;
    for (const cell of plain.split(/ \| |\n/u)) if (wholeName.test(cell)) add(cell, []);
  }
  return found;
}
