import type { Pool } from "./pool.ts";
import { labelOf } from "./labelOf.ts";
import type { SelectedPair } from "./select.ts";

/** How many of the most similar pairs are asked for their labels, and how fast a vote weakens with similarity. */
const neighbours = 32;
const steepness = 4;
/** What each label has at least in each of the two opinions. */
const doubt = 0.03;

/**
 * Chooses among the most similar pairs so that the labels are shown in the proportion in which 32 neighbours have them,
 * each weighing its similarity to the fourth power (weighted nearest neighbours: Dudani, 1976): eight neighbours alone
 * mislead more often. Where a linear model of the vectors has an opinion too (`labelRegression.ts`), the product of both
 * counts. A pair counts as the more similar the more its label's neighbours agree, so that the likeliest
 * label stands last in `similar-last`. On the training rows of trec and sst2 the neighbours' first label is right for
 * 0.835 and 0.845 of 400, of eight neighbours for 0.745 and 0.795, with the linear model for 0.903 and 0.868
 * (`bench/neighbours.ts`).
 *
 * @param probabilities the linear model's, by label.
 */
export function agreeWithNeighbours(
  pool: Pool,
  ranked: readonly SelectedPair[],
  count: number,
  probabilities?: ReadonlyMap<string, number>,
): readonly SelectedPair[] {
  const votes = new Map<string, number>();
  for (const { pair, similarity } of ranked.slice(0, neighbours)) {
    const label = labelOf(pool, pair);
    votes.set(label, (votes.get(label) ?? 0) + Math.max(similarity, 1e-6) ** steepness);
  }
  const shares = agreed(normalised(votes), probabilities);
  const places = apportion(shares, count);
  const chosen: SelectedPair[] = [];
  for (const candidate of ranked) {
    const label = labelOf(pool, candidate.pair);
    const left = places.get(label) ?? 0;
    if (left === 0) continue;
    places.set(label, left - 1);
    const share = shares.get(label) ?? 0;
    // Of one label the most similar; of two labels the one with more votes.
    chosen.push({ pair: candidate.pair, similarity: share + candidate.similarity / 1000 });
  }
  const taken = new Set(chosen.map(({ pair }) => pair));
  const rest = ranked.filter(({ pair }) => !taken.has(pair)).slice(0, count - chosen.length);
  return [...chosen, ...rest.map(({ pair, similarity }) => ({ pair, similarity: similarity / 1000 }))].sort(
    (a, b) => b.similarity - a.similarity || a.pair - b.pair,
  );
}

/** Both opinions multiplied, neither with a veto; the votes alone where there is no other. */
function agreed(
  votes: ReadonlyMap<string, number>,
  probabilities: ReadonlyMap<string, number> | undefined,
): ReadonlyMap<string, number> {
  if (probabilities === undefined) return votes;
  const both = Array.from(probabilities, ([label, probability]): [string, number] => [
    label,
    ((votes.get(label) ?? 0) + doubt) * (probability + doubt),
  ]);
  return normalised(new Map(both));
}

function normalised(shares: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const whole = [...shares.values()].reduce((sum, share) => sum + share, 0);
  return new Map(Array.from(shares, ([label, share]) => [label, share / whole]));
}

/** Whole places by shares, what is over going to the largest remainders. */
function apportion(shares: ReadonlyMap<string, number>, count: number): Map<string, number> {
  const places = new Map(Array.from(shares, ([label, share]) => [label, Math.floor(share * count)]));
  const given = [...places.values()].reduce((sum, place) => sum + place, 0);
  const remainders = Array.from(shares, ([label, share]) => ({ label, over: (share * count) % 1 }));
  remainders.sort((a, b) => b.over - a.over || (a.label < b.label ? -1 : 1));
  for (const { label } of remainders.slice(0, count - given)) places.set(label, (places.get(label) ?? 0) + 1);
  return places;
}
