import { createChance } from "../../evaluation/making/chance.ts";
import type { Pair } from "../pair.ts";

/** How many pairs one page, and one label of a page or of sibling folders, may give. */
export interface BalanceOptions {
  /** Without it a page gives no more than all others together, and 200 in any case; 0 for no bound. */
  readonly perPage?: number;
  /** Without it a label has no more than three times as many as the middle one, and 20 in any case; 0 for no bound. */
  readonly perLabel?: number;
  readonly seed: number;
}

export interface Balanced {
  readonly pairs: readonly Pair[];
  /** Left out because their page, or their label, gave enough. */
  readonly overPage: number;
  readonly overLabel: number;
}

/** Chosen by `bench/mining.ts`: see its figures for what they leave out. */
const [leastPerPage, leastPerLabel, labelFactor] = [200, 20, 3];

const pageOf = ({ provenance, group }: Pair): string => provenance?.path ?? group ?? "";

/** Where labels are of one kind: a file of rows, or the folders beside each other. */
const labelSpaceOf = (pair: Pair): string =>
  pair.kind === "folder" ? pageOf(pair).split("/").slice(0, -2).join("/") : pageOf(pair);

/** Leaves out, by chance, what one page or label has too many of, so that none dominates. Order stays. */
export function balancePairs(pairs: readonly Pair[], { perPage, perLabel, seed }: BalanceOptions): Balanced {
  const chance = createChance(seed);
  const leastPages = thin(pairs, pageOf, (sizes) => perPage ?? mostOfPage(sizes), chance.shuffle);
  const byLabel = [...Map.groupBy(leastPages, labelSpaceOf).values()].flatMap((space) =>
    thin(
      space,
      ({ label }) => label,
      (sizes) => perLabel ?? mostOfLabel(sizes),
      chance.shuffle,
    ),
  );
  const kept = new Set(byLabel);
  return {
    pairs: pairs.filter((pair) => kept.has(pair)),
    overPage: pairs.length - leastPages.length,
    overLabel: leastPages.length - byLabel.length,
  };
}

/** At most so many of each key; those without a key stay. 0 is no bound. */
function thin(
  pairs: readonly Pair[],
  keyOf: (pair: Pair) => string | undefined,
  boundOf: (sizes: readonly number[]) => number,
  shuffle: <T>(values: readonly T[]) => readonly T[],
): readonly Pair[] {
  const groups = Map.groupBy(pairs, keyOf);
  const sizes = [...groups].flatMap(([key, { length }]) => (key === undefined ? [] : [length]));
  const bound = boundOf(sizes);
  return [...groups].flatMap(([key, group]) =>
    key === undefined || bound === 0 || group.length <= bound ? group : shuffle(group).slice(0, bound),
  );
}

/** What all pages but the largest give together; no bound where there is only one. */
function mostOfPage(sizes: readonly number[]): number {
  if (sizes.length < 2) return 0;
  const all = sizes.reduce((sum, size) => sum + size, 0);
  return Math.max(leastPerPage, all - Math.max(...sizes));
}

function mostOfLabel(sizes: readonly number[]): number {
  const middle = [...sizes].sort((a, b) => a - b)[Math.floor(sizes.length / 2)] ?? 0;
  return sizes.length < 2 ? 0 : Math.max(leastPerLabel, labelFactor * middle);
}
