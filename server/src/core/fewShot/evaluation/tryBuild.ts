import { mean } from "../../evaluation/bootstrap.ts";
import type { Build } from "./build.ts";
import { runBuild, type RunEvents, type RunParts, type TestItem } from "./runBuild.ts";
import { worthOf } from "./scores.ts";

/** A build with what it reached on items that are not those of the test. */
export interface Candidate {
  readonly build: Build;
  /** 0 to 1, an item without an answer counting as wrong. */
  readonly worth: number;
  /** Items that it was tried on. */
  readonly n: number;
  readonly promptTokens: number;
}

/** Tries a build on some items. */
export async function tryBuild(
  parts: RunParts,
  build: Build,
  { items, seed }: { readonly items: readonly TestItem[]; readonly seed: number },
  events: RunEvents,
): Promise<Candidate> {
  const run = await runBuild(parts, build, { items, seed }, events);
  const worths = run.outcomes.map((outcome) => (outcome === undefined ? 0 : worthOf(outcome, parts.labels.length > 0)));
  return { build, worth: mean(worths), n: items.length, promptTokens: run.promptTokens };
}

/** The best first; of equal ones the one with the fewest prompt tokens. */
export const byWorth = (a: Candidate, b: Candidate): number => b.worth - a.worth || a.promptTokens - b.promptTokens;
