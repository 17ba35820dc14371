import { seededRandom, shuffled } from "../../evaluation/bootstrap.ts";
import { labelOf } from "../selection/labelOf.ts";
import type { FixedDemonstrations } from "../selection/fixedDemonstrations.ts";
import type { Pool } from "../selection/pool.ts";
import type { Build } from "./build.ts";
import type { RunEvents, RunParts, TestItem } from "./runBuild.ts";
import { byWorth, tryBuild, type Candidate } from "./tryBuild.ts";

/** Pairs that are tried at each step; with 16 items and 8 steps that is 768 calls of the model. */
const candidatesAtOnce = 6;

/** A build whose demonstrations are still to be chosen. */
export type GreedyBuild = Omit<Build, "selector">;

/** Items that demonstrations are validated on, where there are so many. */
export const validationItems = 16;

/**
 * Chooses demonstrations one after another, each time the one that the model answers the validation items best with:
 * greedy forward selection among candidates drawn anew at each step (Mirzasoleiman et al., "Lazier Than Lazy Greedy",
 * AAAI 2015). The set of the step that did best is given, which may have fewer than `k`; it is the same for every input.
 *
 * @param validation items that nothing else is chosen or measured on. An item that is a pair itself is never shown itself.
 */
export async function chooseGreedily(
  parts: RunParts,
  build: GreedyBuild,
  { validation, seed }: { readonly validation: readonly TestItem[]; readonly seed: number },
  events: RunEvents = {},
): Promise<FixedDemonstrations> {
  const random = seededRandom(seed);
  const given = { items: validation.slice(0, validationItems), seed };
  let pairs: readonly number[] = [];
  let best: Candidate | undefined;
  let found = pairs;
  while (pairs.length < build.k && best?.worth !== 1) {
    events.signal?.throwIfAborted();
    const tried: (Candidate & { readonly pairs: readonly number[] })[] = [];
    for (const pair of drawCandidates(parts.pool, pairs, build.balanced, random)) {
      // The first that was chosen stays nearest to the input.
      const longer = [...pairs, pair];
      const fixed: Build = { ...build, selector: { name: "greedy", pairs: longer }, k: longer.length };
      tried.push({ ...(await tryBuild(parts, fixed, given, events)), pairs: longer });
    }
    const [next] = tried.sort(byWorth);
    if (next === undefined) break;
    pairs = next.pairs;
    if (best !== undefined && byWorth(next, best) >= 0) continue;
    best = next;
    found = pairs;
  }
  return { name: "greedy", pairs: found };
}

/** Pairs that are not chosen yet; of the labels that are shown least where each is to have an equal share. */
function drawCandidates(
  pool: Pool,
  chosen: readonly number[],
  balanced: boolean,
  random: () => number,
): readonly number[] {
  const free = shuffled(Array.from(pool.pairs.keys()), random).filter((pair) => !chosen.includes(pair));
  if (!balanced) return free.slice(0, candidatesAtOnce);
  const shown = Map.groupBy(chosen, (pair) => labelOf(pool, pair));
  const timesOf = (pair: number): number => shown.get(labelOf(pool, pair))?.length ?? 0;
  const least = Math.min(...free.map(timesOf));
  return free.filter((pair) => timesOf(pair) === least).slice(0, candidatesAtOnce);
}
