import type { SelectorName } from "../shotsDocument.ts";
import type { Pool } from "./pool.ts";
import { select, type ModelFreeSelector, type SelectedPair, type SelectionOptions } from "./select.ts";

/** Demonstrations that stand fixed: those of a document, or those that a model was asked to choose. */
export interface FixedDemonstrations {
  readonly name: SelectorName;
  /** Places in the pool, the most wanted first. */
  readonly pairs: readonly number[];
}

/** Chooses demonstrations by a selector, or takes the first `k` of the fixed ones that may be shown. */
export function selectOrTake(
  pool: Pool,
  {
    selector,
    ...options
  }: Omit<SelectionOptions, "selector"> & {
    readonly selector: ModelFreeSelector | FixedDemonstrations;
  },
): readonly SelectedPair[] {
  if (typeof selector === "string") return select(pool, { ...options, selector });
  return selector.pairs
    .filter((pair) => options.excluded?.has(pair) !== true)
    .slice(0, options.k)
    .map((pair, rank) => ({ pair, similarity: 1 - rank / Math.max(1, selector.pairs.length) }));
}
