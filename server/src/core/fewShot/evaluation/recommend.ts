import type { Build } from "./build.ts";
import type { RunEvents, RunParts, TestItem } from "./runBuild.ts";
import { byWorth, tryBuild, type Candidate } from "./tryBuild.ts";

/** Items of the first round; each later round has twice as many for half of the builds. */
const firstRound = 24;

/**
 * Chooses among builds by successive halving (Jamieson and Talwalkar, AISTATS 2016): all are tried on a few items, the
 * better half on twice as many, and so on to all. Every build that is left has been tried on the same items. The best
 * comes first; of equal ones the one with the fewest prompt tokens.
 */
export async function recommend(
  parts: RunParts,
  builds: readonly Build[],
  { items, seed }: { readonly items: readonly TestItem[]; readonly seed: number },
  events: RunEvents = {},
): Promise<readonly Candidate[]> {
  let left = builds;
  let size = Math.min(firstRound, items.length);
  for (;;) {
    const tried: Candidate[] = [];
    for (const build of left) tried.push(await tryBuild(parts, build, { items: items.slice(0, size), seed }, events));
    tried.sort(byWorth);
    if (size >= items.length || tried.length <= 1) return tried;
    left = tried.slice(0, Math.max(2, Math.ceil(tried.length / 2))).map(({ build }) => build);
    size = Math.min(items.length, size * 2);
  }
}
