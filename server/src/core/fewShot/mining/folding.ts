import { fold, normalise } from "../../language/fold.ts";
import type { Pair } from "../pair.ts";

const key = ({ input, output }: Pair): string =>
  [input, output]
    .map((side) =>
      fold(normalise(side))
        .replace(/[^\p{L}\p{N}]+/gu, " ")
        .trim(),
    )
    .join("\n");

/** Folds pairs that say the same into the surest of them; the first of equals. Order stays. */
export function foldPairs(pairs: readonly Pair[]): readonly Pair[] {
  const best = new Map<string, Pair>();
  for (const pair of pairs) {
    const other = best.get(key(pair));
    if (other === undefined || other.confidence < pair.confidence) best.set(key(pair), pair);
  }
  return pairs.filter((pair) => best.get(key(pair)) === pair);
}
