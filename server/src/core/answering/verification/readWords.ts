import type { Analyser } from "../../language/analyse.ts";
import { normalise } from "../../language/fold.ts";
import { isIdentifier } from "../../language/identifiers.ts";
import { tokens } from "../../language/tokens.ts";
import { isUnspaced, type Word } from "../../language/words.ts";
import { isFunctionWord } from "../../hover/vocabulary.ts";
import { plainForm, type LanguageRules } from "./languageRules.ts";

/** A word of a text, as sentences are compared by. */
export interface ReadWord {
  /** As written. */
  readonly text: string;
  /** Normalised, without accents. */
  readonly plain: string;
  /** What it is found by from another text: any one in common is enough. */
  readonly terms: readonly string[];
  /** What it is looked for by: a part of an identifier is another one, so it has to be found as a whole. */
  readonly wanted: readonly string[];
  /** Where it stands in the text as written. */
  readonly start: number;
  readonly end: number;
  /** Says something: no function word, no mere sign. */
  readonly isContent: boolean;
  readonly hasCapital: boolean;
  /** `maxRetryCount`, `v1.2`, `ERR_1042`, `NASA`. */
  readonly isIdentifier: boolean;
  /** Number of its clause: commas, semicolons, dashes and full stops divide. */
  readonly clause: number;
}

const dividing = /[,;:.!?…—–()（），；：。！？،؛]/u;
const hasLetterOrDigit = /[\p{L}\p{N}]/u;
const capital = /^\P{L}*\p{Lu}/u;
const allCapitals = /^\p{Lu}[\p{Lu}\p{N}]+$/u;

/** The words of a text in order, by the project's own terms; runs without spaces give their parts. */
export function readWords(
  text: string,
  { expand, language, light }: LanguageRules,
  analyser: Analyser,
): readonly ReadWord[] {
  const { expanded, placeOf } = expandText(text, expand);
  const read: ReadWord[] = [];
  let clause = 0;
  let last = 0;
  for (const token of tokens(expanded)) {
    if (!hasLetterOrDigit.test(token.text)) continue;
    if (dividing.test(expanded.slice(last, token.start))) clause += 1;
    last = token.end;
    const [start, end] = [placeOf(token.start), placeOf(token.end - 1) + 1];
    const shared = { start, end, clause, hasCapital: capital.test(token.text) };
    if (isUnspaced(token.text)) {
      for (const terms of analyser.termsOfWords(token.text, language)) {
        const [plain = ""] = terms;
        read.push({ ...shared, text: plain, plain, terms, wanted: terms, isContent: true, isIdentifier: false });
      }
      continue;
    }
    for (const part of partsOf(token)) {
      const plain = plainForm(part.text);
      const isMixed = mixesScripts(part.text);
      const whole = normalise(part.text);
      const terms = isMixed ? [whole] : [...analyser.termsOfWords(part.text, language)].flat();
      const isCode = isMixed || isCodeName(part.text);
      const isWord = /\p{L}{2}|\p{N}|\p{L}\p{M}/u.test(part.text);
      read.push({
        clause,
        start: placeOf(part.start),
        end: placeOf(part.end - 1) + 1,
        hasCapital: capital.test(part.text),
        text: part.text,
        plain,
        terms,
        wanted: isCode && terms.includes(whole) ? [whole] : terms,
        isContent: isWord && !isFunctionWord(part.text) && !light.has(plain),
        isIdentifier: isCode || allCapitals.test(part.text),
      });
    }
  }
  return read;
}

/** Between a plain word and what a hyphen joins it to: `M2-like`. */
const plainWordHyphen = /-(?=\p{Ll}{4,}(?:-|$))|(?<=(?:^|-)\p{Ll}{4,})-/u;

/** The words that are joined by hyphens or strokes: each says something for itself, but in numbers and identifiers. */
function partsOf(token: Word): readonly Word[] {
  if (token.text.startsWith("-")) return [token];
  const isNumberOrName = isIdentifier(token.text) || /\p{N}/u.test(token.text);
  if (!isNumberOrName && !/\p{L}[-/]\p{L}/u.test(token.text)) return [token];
  let { start } = token;
  return token.text.split(isNumberOrName ? plainWordHyphen : /[-/]/u).map((text) => {
    const part = { text, start, end: start + text.length };
    start = part.end + 1;
    return part;
  });
}

/**
 * Whether letters that look alike stand in one word, as in "BМосквыB": its parts are no words, and it is found as a whole. An
 * ending on a foreign word ("SMSки") is none.
 */
const mixesScripts = (word: string): boolean =>
  /\p{Script=Latin}/u.test(word) &&
  /[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(word) &&
  !/^\p{Script=Latin}+[\p{Script=Cyrillic}\p{Script=Greek}]{1,3}$/u.test(word);

const isCodeName = (word: string): boolean =>
  /\p{L}/u.test(word) && (isIdentifier(word) || /^\p{L}+\p{N}|^--?\p{L}/u.test(word));

/** Writes contractions out; places of the result lead back to the text as written. */
function expandText(text: string, expand: LanguageRules["expand"]) {
  let expanded = text;
  let places: number[] | undefined;
  for (const [pattern, instead] of expand) {
    if (!new RegExp(pattern.source, "u").test(expanded)) continue;
    const former = places ?? Array.from({ length: expanded.length }, (_, place) => place);
    const next: number[] = [];
    let from = 0;
    let written = "";
    for (const match of expanded.matchAll(pattern)) {
      const put = instead.replace("$1", match[1] ?? "");
      for (let at = from; at < match.index; at += 1) next.push(former[at] ?? at);
      written += expanded.slice(from, match.index) + put;
      const last = former[match.index + match[0].length - 1] ?? match.index;
      for (let at = 0; at < put.length; at += 1) next.push(Math.min((former[match.index] ?? match.index) + at, last));
      from = match.index + match[0].length;
    }
    for (let at = from; at < expanded.length; at += 1) next.push(former[at] ?? at);
    expanded = written + expanded.slice(from);
    places = next;
  }
  const found = places;
  return {
    expanded,
    placeOf: (place: number): number => (found === undefined ? place : (found[place] ?? text.length)),
  };
}
