import { isFunctionWord } from "../../server/src/core/hover/vocabulary.ts";
import type { PlacedSentence } from "./sentences.ts";
import synonyms from "./synonyms.json" with { type: "json" };

/** A true sentence in other words or order, and by which rule. */
export interface Reworded {
  readonly text: string;
  readonly rule: string;
}

type Rule = (sentence: PlacedSentence) => string | undefined;

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const stop = (text: string): string => /[.!?…]["”»]?$/u.exec(text)?.[0] ?? ".";
const body = (text: string): string => text.slice(0, text.length - stop(text).length);
const countWords = (text: string): number => text.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;

/** A first word that is no name may begin with a small letter further on. */
const lowered = (text: string): string => {
  const first = /^\p{L}+/u.exec(text)?.[0] ?? "";
  return isFunctionWord(first) ? first.toLowerCase() + text.slice(first.length) : text;
};

/** "In 1950, A did B." as "A did B, in 1950." */
const order: Rule = ({ text }) => {
  const [, opening = "", rest = ""] = /^([^,;:()“”"«»]{4,60}), ([^;:()“”"«»]{25,})$/u.exec(body(text)) ?? [];
  if (opening === "" || countWords(opening) > 7 || countWords(opening) < 2) return undefined;
  return `${capitalised(rest)}, ${lowered(opening)}${stop(text)}`;
};

/** Leaves out what stands in parentheses or between two commas. */
const dropClause: Rule = ({ text }) => {
  const shorter = text.replace(/ \([^()]{3,}\)/u, "");
  if (shorter !== text) return shorter;
  const [whole, inside = ""] = /, ([^,.;:()“”"«»]{8,70}),(?= \p{Ll}| [\u05D0-\u05EA])/u.exec(text) ?? [];
  return whole === undefined || countWords(inside) > 9 ? undefined : text.replace(whole, "");
};

/** The first or second half of a sentence of two. */
const split: Rule = ({ text }) => {
  const [, first = "", second = ""] =
    /^(.{30,}?)(?:;|, (?:and|but|y|pero|и|а|но|et|mais)|, ו(?=\p{L})) ?(.{30,})$/u.exec(body(text)) ?? [];
  if (countWords(first) < 6 || /[“«(][^”»)]*$/u.test(first)) return undefined;
  return (text.length % 2 === 0 || countWords(second) < 6 ? first : capitalised(second)) + stop(text);
};

/** A sentence with the next one. */
const merge: Rule = ({ text, next, language }) => {
  if (next === undefined || countWords(next) > 30 || countWords(text) > 25 || next.includes("\n")) return undefined;
  const joint = { en: ", and ", es: ", y ", ru: ", и ", he: "; ", fr: ", et " }[language] ?? "; ";
  const first = /^\p{L}+/u.exec(next)?.[0] ?? "";
  return isFunctionWord(first) || language === "he" ? body(text) + joint + lowered(next) : undefined;
};

/** Up to three words by others that mean the same. */
const synonym: Rule = ({ text, language }) => {
  let reworded = text;
  let count = 0;
  for (const [word = "", other = ""] of synonyms[language as keyof typeof synonyms]) {
    if (count === 3) break;
    const found = new RegExp(`(?<![\\p{L}\\p{M}-])${word}(?![\\p{L}\\p{M}-])`, "u");
    if (!found.test(reworded)) continue;
    reworded = reworded.replace(found, other);
    count += 1;
  }
  return count === 0 ? undefined : reworded;
};

/** "A was founded by B." as "B founded A." */
const active: Rule = ({ text, language }) => {
  if (language !== "en") return undefined;
  const [, subject = "", verb = "", agent = "", rest = ""] =
    /^([^,;:]{3,60}?) (?:was|were) (\w+ed) by ([^,;:]{3,50}?)((?: in| on| at| during| and|,).*)?$/u.exec(body(text)) ??
    [];
  return verb === "" ? undefined : `${capitalised(agent)} ${verb} ${lowered(subject)}${rest}${stop(text)}`;
};

const digits: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  en: {
    two: "2",
    three: "3",
    four: "4",
    five: "5",
    six: "6",
    seven: "7",
    eight: "8",
    nine: "9",
    ten: "10",
    twelve: "12",
    twenty: "20",
    thirty: "30",
    fifty: "50",
  },
  es: {
    dos: "2",
    tres: "3",
    cuatro: "4",
    cinco: "5",
    seis: "6",
    siete: "7",
    ocho: "8",
    nueve: "9",
    diez: "10",
    doce: "12",
    veinte: "20",
  },
  ru: {
    два: "2",
    две: "2",
    три: "3",
    четыре: "4",
    пять: "5",
    шесть: "6",
    семь: "7",
    восемь: "8",
    девять: "9",
    десять: "10",
    двух: "2",
    трех: "3",
    двадцать: "20",
  },
  he: {
    שתי: "2",
    שני: "2",
    שלוש: "3",
    שלושה: "3",
    ארבע: "4",
    ארבעה: "4",
    חמש: "5",
    חמישה: "5",
    שש: "6",
    שישה: "6",
    שבע: "7",
    שבעה: "7",
    שמונה: "8",
    עשר: "10",
    עשרה: "10",
    עשרים: "20",
  },
  fr: {
    deux: "2",
    trois: "3",
    quatre: "4",
    cinq: "5",
    six: "6",
    sept: "7",
    huit: "8",
    neuf: "9",
    dix: "10",
    douze: "12",
    vingt: "20",
  },
};

/** Numbers in another writing: words as digits, without signs between thousands. */
const numberForm: Rule = ({ text, language }) => {
  const grouped =
    language === "en" || language === "he"
      ? /(?<![\d.,])(\d{1,3}),(\d{3})(?![\d,])/u
      : /(?<![\d.,])(\d{1,3})[ \u00A0](\d{3})(?![\d ])/u;
  if (grouped.test(text)) return text.replace(grouped, "$1$2");
  for (const [word, digit] of Object.entries(digits[language] ?? {})) {
    const found = new RegExp(`(?<![\\p{L}\\p{M}-])${word}(?= \\p{L})`, "u");
    if (found.test(text)) return text.replace(found, digit);
  }
  return undefined;
};

const rules: Readonly<Record<string, Rule>> = { order, dropClause, split, merge, synonym, active, numberForm };

/** Rewords a sentence by the first rule that fits, beginning with a different one for each `turn`. */
export function reword(sentence: PlacedSentence, turn: number): Reworded | undefined {
  const names = Object.keys(rules);
  for (let step = 0; step < names.length; step += 1) {
    const rule = names[(turn + step) % names.length] ?? "";
    const text = rules[rule]?.(sentence);
    if (text !== undefined && text !== sentence.text) return { text, rule };
  }
  return undefined;
}
