import type { Pool } from "./pool.ts";

/** A pair's label; its output where it has none. */
export const labelOf = (pool: Pool, pair: number): string => {
  const known = pool.pairs[pair];
  return known?.label ?? known?.output ?? "";
};
