import { fold, normalise } from "../../language/fold.ts";
import { isUnspaced, words } from "../../language/words.ts";

/** Characters a gram; two where words are not divided by spaces, since there two characters are a word. */
const gramLength = 4;
const unspacedGramLength = 2;

/** A text as its grams are looked for: words in one case and without accents, one space around each. */
export function gramText(text: string): string {
  let joined = " ";
  for (const word of words(text)) joined += `${fold(normalise(word.text))} `;
  return joined;
}

/** The distinct character grams of a question's words, each word with a space around it, so that ends count. */
export function gramsOf(question: string): readonly string[] {
  const grams = new Set<string>();
  for (const { text } of words(question)) {
    const word = fold(normalise(text));
    const length = isUnspaced(word) ? unspacedGramLength : gramLength;
    const padded = length === gramLength ? ` ${word} ` : word;
    for (let start = 0; start + length <= padded.length; start += 1) grams.add(padded.slice(start, start + length));
    if (padded.length < length) grams.add(padded);
  }
  return [...grams];
}

/**
 * The share of the question's grams that each text holds, 0 to 1, each gram weighted by how few of the texts hold it
 * (its idf among the candidates): inflected forms meet without a stemmer, and rare stretches count most.
 */
export function gramShares(grams: readonly string[], texts: readonly string[]): readonly number[] {
  const shares = texts.map(() => 0);
  let whole = 0;
  for (const gram of grams) {
    const holders: number[] = [];
    for (const [place, text] of texts.entries()) if (text.includes(gram)) holders.push(place);
    const weight = Math.log(1 + (texts.length - holders.length + 0.5) / (holders.length + 0.5));
    whole += weight;
    for (const place of holders) shares[place] = (shares[place] ?? 0) + weight;
  }
  return whole === 0 ? shares : shares.map((share) => share / whole);
}

/** How alike two sets of grams are, 0 to 1 (Dice's coefficient). */
export function gramLikeness(left: readonly string[], right: readonly string[]): number {
  const others = new Set(right);
  const common = left.filter((gram) => others.has(gram)).length;
  return left.length + right.length === 0 ? 0 : (2 * common) / (left.length + right.length);
}
