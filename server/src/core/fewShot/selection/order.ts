import { seededRandom, shuffled } from "../../evaluation/bootstrap.ts";
import type { OrderName } from "../shotsDocument.ts";
import { labelOf } from "./labelOf.ts";
import type { SelectedPair } from "./select.ts";
import type { Pool } from "./pool.ts";

/**
 * Puts chosen demonstrations in the order in which a model sees them. A model leans to what stands last (Zhao and
 * others, "Calibrate Before Use", ICML 2021), so the most similar is last in `similar-last` and within `alternating`.
 */
export function orderSelected(
  pool: Pool,
  selected: readonly SelectedPair[],
  order: Exclude<OrderName, "manual">,
  seed: number,
): readonly SelectedPair[] {
  const rising = selected.toSorted((a, b) => a.similarity - b.similarity || b.pair - a.pair);
  switch (order) {
    case "similar-last":
      return rising;
    case "similar-first":
      return rising.toReversed();
    case "random":
      return shuffled(rising, seededRandom(seed));
    case "alternating":
      return alternating(pool, rising);
  }
}

/** Built from the end: the most similar last, before it the most similar with another label, and so on. */
function alternating(pool: Pool, rising: readonly SelectedPair[]): readonly SelectedPair[] {
  const left = [...rising];
  const ordered: SelectedPair[] = [];
  while (left.length > 0) {
    const after = ordered.at(-1);
    const other = left.findLastIndex(
      ({ pair }) => after === undefined || labelOf(pool, pair) !== labelOf(pool, after.pair),
    );
    ordered.push(...left.splice(other === -1 ? left.length - 1 : other, 1));
  }
  return ordered.reverse();
}

/** The places in an order of the most similar first: what a budget leaves out last. */
export const mostSimilarFirst = (ordered: readonly SelectedPair[]): readonly number[] =>
  [...ordered.keys()].sort((a, b) => (ordered[b]?.similarity ?? 0) - (ordered[a]?.similarity ?? 0));
