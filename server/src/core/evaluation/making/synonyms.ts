import { initialsOf, isAbbreviation, writingsOf } from "../../hover/termKeys.ts";
import type { Page } from "./page.ts";

/** Words that the folder itself uses for others. */
export interface Synonym {
  readonly from: string;
  readonly to: string;
}

const eachWay = (one: string, other: string): readonly Synonym[] => [
  { from: one, to: other },
  { from: other, to: one },
];

const inBrackets = /(?<![\p{L}\p{N}'’-])((?:[\p{L}\p{N}'’-]+\s+){1,6})\((\p{Lu}[\p{L}\p{N}]{1,7})\)/gu;
const mostSynonyms = 5000;

/** Short forms beside their long ones, in sentences and in glossary tables, and other names of pages. */
export function synonymsOf(pages: readonly Page[]): readonly Synonym[] {
  const found: Synonym[] = [];
  for (const { text, title, aliases, definitions } of pages) {
    for (const alias of aliases) found.push({ from: title, to: alias });
    for (const match of text.matchAll(inBrackets)) {
      const long = longForm(match[1] ?? "", match[2] ?? "");
      if (long !== undefined) found.push(...eachWay(match[2] ?? "", long));
    }
    for (const { term, excerpt } of definitions) {
      const [one, other] = writingsOf(term);
      if (one !== undefined && other !== undefined) found.push(...eachWay(one, other));
      const [short = "", long = ""] = excerpt.split(" · ");
      if (short === term && isAbbreviation(short) && initialsOf(long) === short.toLowerCase())
        found.push(...eachWay(short, long));
    }
    if (found.length >= mostSynonyms) break;
  }
  return found.slice(0, mostSynonyms);
}

/** The last words of a text whose initials are those of a short form. */
function longForm(text: string, short: string): string | undefined {
  const words = text.trim().split(/\s+/u).slice(-short.length);
  const long = words.join(" ");
  return isAbbreviation(short) && words.length > 1 && initialsOf(long) === short.toLowerCase() ? long : undefined;
}
