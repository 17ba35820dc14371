/** A word as it stands in a text. */
export interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Letters, digits and the marks that belong to them; joined parts are one word that is taken apart later. */
const wordPattern =
  /[\p{L}\p{N}\p{M}]+(?:["'\u05F3\u05F4](?=[\u05D0-\u05EA])[\u05D0-\u05EA]+|[._\-/:+][\p{L}\p{N}\p{M}]+|_+)*/gu;

/** Scripts written without spaces between words. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

const unspacedRun =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u30FC\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{M}]+/gu;

export const isUnspaced = (word: string): boolean => unspaced.test(word);

/** Every run of letters and digits of a text, in order; runs without spaces are not yet segmented. */
export function* words(text: string): Generator<Word> {
  for (const match of text.matchAll(wordPattern)) {
    yield { text: match[0], start: match.index, end: match.index + match[0].length };
  }
}

/** The runs of one unspaced script inside a word, and what stands between them. */
export function splitUnspaced(word: string): readonly { readonly text: string; readonly unspaced: boolean }[] {
  const parts: { text: string; unspaced: boolean }[] = [];
  let last = 0;
  for (const match of word.matchAll(unspacedRun)) {
    if (!unspaced.test(match[0])) continue;
    if (match.index > last) parts.push({ text: word.slice(last, match.index), unspaced: false });
    parts.push({ text: match[0], unspaced: true });
    last = match.index + match[0].length;
  }
  if (last < word.length) parts.push({ text: word.slice(last), unspaced: false });
  return parts;
}
