import { mean } from "../../evaluation/bootstrap.ts";
import type { Build } from "./build.ts";
import { runBuild, type RunEvents, type RunParts, type TestItem } from "./runBuild.ts";
import { worthOf } from "./scores.ts";

/** A build with what it reached on items that are not those of the test. */
export interface Candidate {
  readonly build: Build;
  readonly worth: number;
  /** Items that it was tried on. */
  readonly n: number;
  readonly promptTokens: number;
}

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
    for (const build of left) tried.push(await tryBuild(parts, build, items.slice(0, size), seed, events));
    tried.sort((a, b) => b.worth - a.worth || a.promptTokens - b.promptTokens);
    if (size >= items.length || tried.length <= 1) return tried;
    left = tried.slice(0, Math.max(2, Math.ceil(tried.length / 2))).map(({ build }) => build);
    size = Math.min(items.length, size * 2);
  }
}

async function tryBuild(
  parts: RunParts,
  build: Build,
  items: readonly TestItem[],
  seed: number,
  events: RunEvents,
): Promise<Candidate> {
  const run = await runBuild(parts, build, { items, seed }, events);
  const worths = run.outcomes.map((outcome) => (outcome === undefined ? 0 : worthOf(outcome, parts.labels.length > 0)));
  return { build, worth: mean(worths), n: items.length, promptTokens: run.promptTokens };
}
