import type { NearDuplicates } from "../duplicates/nearDuplicates.ts";
import type { Pair } from "../pair.ts";

/** What must not be shown to a model as a demonstration for one item. */
export interface LeakGuard {
  /** Places in the pool that are the item itself, say the same, or come from its group. */
  excludedFor(item: Pair, own?: number): ReadonlySet<number>;
  /** How many rows of the pool were kept away from some item so far, each counted once, by the first reason. */
  counts(): LeakCounts;
}

export interface LeakCounts {
  readonly exact: number;
  readonly nearDuplicate: number;
  readonly sameGroup: number;
}

/** `duplicates` holds the inputs of `pool` in their order. */
export function createLeakGuard(pool: readonly Pair[], duplicates: NearDuplicates): LeakGuard {
  const groups = new Map<string, number[]>();
  for (const [at, { group }] of pool.entries()) {
    if (group === undefined) continue;
    const members = groups.get(group);
    if (members === undefined) groups.set(group, [at]);
    else members.push(at);
  }
  const reasons = { exact: new Set<number>(), near: new Set<number>(), group: new Set<number>() };
  return {
    excludedFor(item, own) {
      const excluded = new Set<number>(own === undefined ? [] : [own]);
      for (const { index, kind } of duplicates.find(item.input)) {
        if (index !== own) reasons[kind].add(index);
        excluded.add(index);
      }
      for (const member of groups.get(item.group ?? "") ?? []) {
        if (member !== own) reasons.group.add(member);
        excluded.add(member);
      }
      return excluded;
    },
    counts() {
      const near = [...reasons.near].filter((at) => !reasons.exact.has(at));
      const group = [...reasons.group].filter((at) => !reasons.exact.has(at) && !reasons.near.has(at));
      return { exact: reasons.exact.size, nearDuplicate: near.length, sameGroup: group.length };
    },
  };
}
