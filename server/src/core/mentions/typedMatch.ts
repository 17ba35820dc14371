import { nameKey } from "../search/nameKey.ts";

/** A name that may be completed, by the keys that it is compared by. */
export interface NameKeys {
  readonly name: string;
  /** What it stands under: the path of its folder, or its file and the headings above it. */
  readonly around: string;
}

/** How well what is typed fits a name: 0 is best, `ranks - 1` least; undefined where it does not. */
export type TypedMatch = (keys: NameKeys) => number | undefined;

/** How many ranks there are. */
export const ranks = 7;

/** A key of words: white space before each. */
export const wordsKey = (text: string): string => ` ${nameKey(text)}`;

/**
 * Compiles what is typed: the whole name, its beginning, the beginning of a word in it, any part of it; then words that
 * begin words of the name or of what it stands under; then letters in their order that begin with a word, where they are
 * typed without white space. Case, accents, vowel points and the marks between words make no difference.
 */
export function compileTyped(typed: string): TypedMatch {
  if (typed.trim() === "") return () => 0;
  const wanted = wordsKey(typed);
  if (wanted === " ") return () => undefined;
  const part = wanted.slice(1);
  const words = part.split(" ").map((word) => ` ${word}`);
  const letters = /\s/u.test(typed.trim()) || part.length < 2 ? undefined : part.replaceAll(" ", "");
  return ({ name, around }) => {
    const at = name.indexOf(wanted);
    if (at === 0) return name.length === wanted.length ? 0 : 1;
    if (at > 0) return 2;
    if (name.includes(part)) return 3;
    if (words.length > 1 && words.every((word) => name.includes(word))) return 4;
    if (words.every((word) => name.includes(word) || around.includes(word))) return 5;
    return letters !== undefined && (hasInOrder(name, letters) || hasInOrder(around + name, letters)) ? 6 : undefined;
  };
}

/** Whether the letters stand in order in a key, the first at the beginning of a word, each close to the one before. */
function hasInOrder(key: string, letters: string): boolean {
  const first = ` ${letters.charAt(0)}`;
  for (let at = key.indexOf(first); at >= 0; at = key.indexOf(first, at + 1))
    if (followsFrom(key, at + 1, letters)) return true;
  return false;
}

/** UTF-16 code units that may stand between two letters. */
const widestGap = 12;

function followsFrom(key: string, begin: number, letters: string): boolean {
  let at = begin;
  for (let next = 1; next < letters.length; next += 1) {
    const found = key.indexOf(letters.charAt(next), at + 1);
    if (found < 0 || found - at > widestGap) return false;
    at = found;
  }
  return true;
}
