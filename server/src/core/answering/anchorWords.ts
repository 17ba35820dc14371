import type { TextRange } from "../documents/document.ts";

/** A word in the form in which words are compared, and where it stands. */
export interface PlacedWord extends TextRange {
  readonly word: string;
}

/** Runs of letters and digits; in scripts without spaces every character is a word of its own. */
const wordPattern =
  /[[\p{L}\p{N}\p{M}]--[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]]+|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/gv;

/** The words of `text` from `start` to `end`, in order, lower case; offsets count from the beginning of `text`. */
export function* placedWords(text: string, start = 0, end = text.length): Generator<PlacedWord> {
  const pattern = new RegExp(wordPattern);
  pattern.lastIndex = start;
  for (let match = pattern.exec(text); match !== null && match.index < end; match = pattern.exec(text)) {
    yield { word: match[0].toLowerCase(), start: match.index, end: match.index + match[0].length };
  }
}
