import { seededRandom } from "../../evaluation/bootstrap.ts";
import type { SelectorName } from "../shotsDocument.ts";
import { clusterCentres } from "./clusters.ts";
import { agreeWithNeighbours } from "./consensus.ts";
import { coverTerms } from "./coverage.ts";
import { labelOf } from "./labelOf.ts";
import { marginalRelevance } from "./marginalRelevance.ts";
import type { Pool, SelectionInput, SimilarityMeasure } from "./pool.ts";

/** The selectors that need no model; `greedy` asks one (`evaluation/greedy.ts`), `manual` is a person. */
export type ModelFreeSelector = Exclude<SelectorName, "greedy" | "manual">;

export interface SelectionOptions {
  readonly selector: ModelFreeSelector;
  /** How many, 1 or more. */
  readonly k: number;
  readonly seed: number;
  /** As many of each label as of another, where there are enough. */
  readonly balanced?: boolean;
  /** For `mmr`: the share of relevance against novelty, 0 to 1; default 0.7. */
  readonly lambda?: number;
  /** Pairs that must not be chosen. */
  readonly excluded?: ReadonlySet<number>;
  /** What they are for; without it `bm25`, `vectors`, `hybrid` and `mmr` go by the pool's own middle. */
  readonly input?: SelectionInput;
}

export interface SelectedPair {
  readonly pair: number;
  /** With the input, 0 to 1, by the selector's own measure; the place in a random order where there is no input. */
  readonly similarity: number;
}

const lambdaUnlessTold = 0.7;
/** Of how many of the most similar pairs the selectors that compare pairs with each other choose. */
const shortlist = 100;

/** Chooses demonstrations, the most wanted first; fewer than `k` where the pool has not so many. */
export function select(pool: Pool, options: SelectionOptions): readonly SelectedPair[] {
  const { selector, k, seed, balanced = false, excluded } = options;
  const allowed = Array.from(pool.pairs.keys()).filter((pair) => excluded?.has(pair) !== true);
  const random = seededRandom(seed);
  const input = options.input ?? middleOf(pool, allowed, random);
  const scores = similaritiesFor(pool, selector, input, random);
  const ranked = allowed
    .map((pair) => ({ pair, similarity: scores[pair] ?? 0 }))
    .sort((a, b) => b.similarity - a.similarity || a.pair - b.pair);
  const choose = (from: readonly SelectedPair[], count: number): readonly SelectedPair[] => {
    if (count === 0) return [];
    switch (selector) {
      case "random":
      case "bm25":
      case "vectors":
      case "hybrid":
        return from.slice(0, count);
      case "mmr":
        return marginalRelevance(pool, from.slice(0, shortlist), count, options.lambda ?? lambdaUnlessTold);
      case "clusters":
        return clusterCentres(pool, from, count, random);
      case "consensus":
        return agreeWithNeighbours(pool, from, count, input && pool.labelProbabilities(input, excluded));
      case "coverage":
        return coverTerms(pool, from.slice(0, shortlist), count, input);
    }
  };
  return balanced ? byLabel(pool, ranked, k, choose) : choose(ranked, k);
}

function similaritiesFor(
  pool: Pool,
  selector: ModelFreeSelector,
  input: SelectionInput | undefined,
  random: () => number,
): Float64Array {
  const measure: SimilarityMeasure = selector === "bm25" || selector === "vectors" ? selector : "hybrid";
  if (selector === "random" || input === undefined) return Float64Array.from(pool.pairs, () => random());
  return pool.similarities(input, measure);
}

/** Without an input, similar means similar to what the pool is about: its most central pair of some drawn at random. */
function middleOf(pool: Pool, allowed: readonly number[], random: () => number): SelectionInput | undefined {
  const drawn = Array.from(
    { length: Math.min(50, allowed.length) },
    () => allowed[Math.floor(random() * allowed.length)],
  );
  let best: { readonly input: SelectionInput; readonly total: number } | undefined;
  for (const pair of drawn) {
    const own = pair === undefined ? undefined : pool.pairs[pair];
    if (pair === undefined || own === undefined) continue;
    const vector = pool.vectorOf(pair);
    const input = { text: own.input, language: own.language, ...(vector === undefined ? {} : { vector }) };
    const total = pool.similarities(input, "hybrid").reduce((sum, score) => sum + score, 0);
    if (best === undefined || total > best.total) best = { input, total };
  }
  return best?.input;
}

/** An equal share for each label, the first labels in rank taking what is over; then filled up by rank. */
function byLabel(
  pool: Pool,
  ranked: readonly SelectedPair[],
  k: number,
  choose: (from: readonly SelectedPair[], count: number) => readonly SelectedPair[],
): readonly SelectedPair[] {
  const groups = new Map<string, SelectedPair[]>();
  for (const selected of ranked) {
    const label = labelOf(pool, selected.pair);
    const group = groups.get(label);
    if (group === undefined) groups.set(label, [selected]);
    else group.push(selected);
  }
  const labels = [...groups.values()];
  const [share, over] = [Math.floor(k / labels.length), k % labels.length];
  const chosen = labels.flatMap((group, at) => choose(group, share + (at < over ? 1 : 0)));
  const taken = new Set(chosen.map(({ pair }) => pair));
  const rest = ranked.filter(({ pair }) => !taken.has(pair)).slice(0, Math.max(0, k - chosen.length));
  return [...chosen, ...rest].sort((a, b) => b.similarity - a.similarity || a.pair - b.pair);
}
