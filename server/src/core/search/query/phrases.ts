import { isUnspaced } from "../../language/words.ts";
import { comparable } from "./filters.ts";

const signs = "+#@$%&=<>/\\\\_*^|~";
const pieces = new RegExp(`[\\p{L}\\p{N}\\p{M}]+|[${signs}]`, "gu");
/** What may stand between two words, and beside a sign: never anything that the next piece could be, so nothing is tried twice. */
const betweenWords = "[^\\p{L}\\p{N}\\p{M}]";
const besideSigns = `[^\\p{L}\\p{N}\\p{M}${signs}]*`;
/** Gershayim and geresh inside a Hebrew word, in every writing. */
const marksInHebrew = /(?<=\p{Script=Hebrew})["'’”״׳](?=\p{Script=Hebrew})/gu;

/** A line's end inside a sentence of a script that is written without spaces. */
const spaceInUnspaced =
  /(?<=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])\s+(?=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])/gu;

/** A text as phrases are looked up in it: without differences of case and marks. */
export const phraseText = (text: string): string =>
  comparable(text.replace(marksInHebrew, "").replace(spaceInUnspaced, ""));

/** Words and signs of a phrase that are compared: each is tried at each place of a text. */
const longestPhrase = 64;

const isWord = (piece: string): boolean => /[\p{L}\p{N}\p{M}]/u.test(piece);
const escaped = (piece: string): string => piece.replace(/[\\^$.*+?()[\]{}|/]/gu, "\\$&");

/**
 * Compiles a phrase to a test over texts that `phraseText` has made: its words one after the other, whole, with any
 * spaces and punctuation between them, and with the signs that are written in it (`C++`, `a/b`). Undefined where it
 * holds no word.
 */
export function createPhraseTest(phrase: string): ((text: string) => boolean) | undefined {
  const wanted = (phraseText(phrase).match(pieces) ?? []).slice(0, longestPhrase);
  const firstWord = wanted.find(isWord);
  const lastWord = wanted.findLast(isWord);
  if (firstWord === undefined || lastWord === undefined) return undefined;
  const start = isWord(wanted[0] ?? "") && !isUnspaced(firstWord) ? "(?<![\\p{L}\\p{N}\\p{M}])" : "";
  const end = isWord(wanted.at(-1) ?? "") && !isUnspaced(lastWord) ? "(?![\\p{L}\\p{N}\\p{M}])" : "";
  const joints = wanted.map((piece, place) => {
    const next = wanted[place + 1];
    if (next === undefined) return "";
    if (!isWord(piece) || !isWord(next)) return besideSigns;
    return betweenWords + (isUnspaced(piece) || isUnspaced(next) ? "*" : "+");
  });
  const pattern = new RegExp(
    start + wanted.map((piece, place) => escaped(piece) + (joints[place] ?? "")).join("") + end,
    "u",
  );
  return (text) => pattern.test(text);
}
