import { shuffled } from "../../evaluation/bootstrap.ts";
import { dot } from "../../vector/quantize.ts";
import type { QuantizedVector } from "../../ports.ts";
import type { Pool } from "./pool.ts";
import type { SelectedPair } from "./select.ts";

/** More pairs than this are clustered by a sample of them. */
const mostClustered = 5_000;
const rounds = 10;

/**
 * Chooses the pairs in the middle of `count` clusters of vectors, of the largest cluster first (k-means with cosine;
 * beginnings drawn apart from each other as in Arthur and Vassilvitskii, "k-means++", SODA 2007). Without vectors
 * the first candidates are taken.
 */
export function clusterCentres(
  pool: Pool,
  candidates: readonly SelectedPair[],
  count: number,
  random: () => number,
): readonly SelectedPair[] {
  const sample = candidates.length > mostClustered ? shuffled(candidates, random).slice(0, mostClustered) : candidates;
  const points = sample.flatMap((candidate) => {
    const vector = pool.vectorOf(candidate.pair);
    return vector === undefined ? [] : [{ candidate, vector }];
  });
  if (points.length <= count) return candidates.slice(0, count);
  let centres = begin(points, count, random);
  let owners = assign(points, centres);
  for (let round = 0; round < rounds; round += 1) {
    centres = centres.map((centre, cluster) => meanOf(points.filter((_, at) => owners[at] === cluster)) ?? centre);
    const next = assign(points, centres);
    if (next.every((owner, at) => owner === owners[at])) break;
    owners = next;
  }
  const middles = centres.flatMap((centre, cluster) => {
    const own = points.filter((_, at) => owners[at] === cluster);
    const [middle] = own.toSorted((a, b) => product(b.vector, centre) - product(a.vector, centre));
    return middle === undefined ? [] : [{ candidate: middle.candidate, size: own.length }];
  });
  const chosen = middles.sort((a, b) => b.size - a.size).map(({ candidate }) => candidate);
  // A cluster may have ended empty.
  const taken = new Set(chosen);
  const rest = candidates.filter((candidate) => !taken.has(candidate)).slice(0, count - chosen.length);
  return [...chosen, ...rest];
}

interface Point {
  readonly candidate: SelectedPair;
  readonly vector: QuantizedVector;
}

const product = ({ values, scale }: QuantizedVector, centre: Float64Array): number => {
  let sum = 0;
  for (let at = 0; at < values.length; at += 1) sum += (values[at] ?? 0) * (centre[at] ?? 0);
  return sum * scale;
};

/** Each next beginning is drawn with a chance that grows with its distance from the nearest one before it. */
function begin(points: readonly Point[], count: number, random: () => number): readonly Float64Array[] {
  const first = points[Math.floor(random() * points.length)];
  if (first === undefined) return [];
  const chosen = [first];
  const distances = points.map(({ vector }) => 1 - dot(vector, first.vector));
  while (chosen.length < count) {
    const total = distances.reduce((sum, distance) => sum + Math.max(0, distance), 0);
    let left = random() * total;
    let at = distances.findIndex((distance) => (left -= Math.max(0, distance)) <= 0);
    if (at === -1) at = points.length - 1;
    const next = points[at];
    if (next === undefined) break;
    chosen.push(next);
    for (const [place, { vector }] of points.entries())
      distances[place] = Math.min(distances[place] ?? 0, 1 - dot(vector, next.vector));
  }
  return chosen.map(({ vector }) => Float64Array.from(vector.values, (value) => value * vector.scale));
}

const assign = (points: readonly Point[], centres: readonly Float64Array[]): readonly number[] =>
  points.map(({ vector }) => {
    let [best, nearest] = [0, -Infinity];
    for (const [cluster, centre] of centres.entries()) {
      const near = product(vector, centre);
      if (near > nearest) [best, nearest] = [cluster, near];
    }
    return best;
  });

/** The mean's direction; undefined of nothing. */
function meanOf(points: readonly Point[]): Float64Array | undefined {
  const [first] = points;
  if (first === undefined) return undefined;
  const sum = new Float64Array(first.vector.values.length);
  for (const { vector } of points)
    for (let at = 0; at < sum.length; at += 1) sum[at] = (sum[at] as number) + (vector.values[at] ?? 0) * vector.scale;
  const length = Math.hypot(...sum);
  return length === 0 ? sum : sum.map((value) => value / length);
}
