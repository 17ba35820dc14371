import { normalise } from "../language/fold.ts";
import { isUnspaced, words } from "../language/words.ts";

const tokensOf = (text: string): readonly string[] =>
  [...words(text)].flatMap(({ text: word }) => (isUnspaced(word) ? Array.from(word) : [normalise(word)]));

/** Harmonic mean of the shares of tokens that two texts have in common, 0 to 1; characters in scripts without spaces. */
export function tokenF1(given: string, gold: string): number {
  const left = new Map<string, number>();
  for (const token of tokensOf(given)) left.set(token, (left.get(token) ?? 0) + 1);
  let common = 0;
  for (const token of tokensOf(gold)) {
    const count = left.get(token) ?? 0;
    if (count === 0) continue;
    common += 1;
    left.set(token, count - 1);
  }
  if (common === 0) return 0;
  return (2 * common) / (tokensOf(given).length + tokensOf(gold).length);
}
