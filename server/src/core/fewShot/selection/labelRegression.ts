import type { QuantizedVector } from "../../ports.ts";
import { factorise, solve } from "./cholesky.ts";

/** Tells by vectors which label an input is likely to have. */
export interface LabelRegression {
  /** By label, all together 1. @param excluded pairs that it must not have learnt from, as if they had not been there. */
  probabilities(vector: QuantizedVector, excluded?: ReadonlySet<number>): ReadonlyMap<string, number>;
}

/** How much the weights are held back, for vectors of length 1; 0.3 to 1 do as well (trec and sst2, four folds). */
const penalty = 0.5;
/** How sharply a prediction, near 0 or 1 by label, is read as a probability. */
const sharpness = 6;
/** Pairs that are taken out again for one input, at most; their systems are solved together. */
const mostExcluded = 32;

/**
 * Fits a ridge regression of the labels on the vectors (Hoerl and Kennard, 1970): one linear function for each label.
 * What an input's own row, its copies and its group gave is taken out exactly, by the block form of leaving one out, and
 * not by fitting anew; means are left as they are.
 *
 * @param labels by pair.
 * @param vectors by pair, of one length each; as many as labels.
 */
export function fitLabelRegression(
  labels: readonly string[],
  vectors: readonly QuantizedVector[],
): LabelRegression | undefined {
  const names = [...new Set(labels)].sort();
  const size = vectors[0]?.values.length ?? 0;
  if (names.length < 2 || size === 0 || vectors.length !== labels.length) return undefined;
  const means = new Float64Array(size);
  for (const { values, scale } of vectors)
    for (let at = 0; at < size; at += 1)
      means[at] = (means[at] as number) + ((values[at] ?? 0) * scale) / vectors.length;
  const centred = ({ values, scale }: QuantizedVector): Float64Array =>
    means.map((mean, at) => (values[at] ?? 0) * scale - mean);
  const shares = names.map((name) => labels.filter((label) => label === name).length / labels.length);
  const wanted = (pair: number, label: number): number =>
    (labels[pair] === names[label] ? 1 : 0) - (shares[label] ?? 0);

  const gram = new Float64Array(size * size);
  const sums = names.map(() => new Float64Array(size));
  for (const [pair, vector] of vectors.entries()) {
    const row = centred(vector);
    addProduct(gram, row);
    for (const [label, sum] of sums.entries()) addScaled(sum, row, wanted(pair, label));
  }
  for (let at = 0; at < size; at += 1) gram[at * size + at] = (gram[at * size + at] as number) + penalty;
  const lower = factorise(gram, size);
  const weights = sums.map((sum) => solve(lower, sum));

  /** What the excluded pairs gave to each label's prediction for the input. */
  function givenBy(excluded: readonly number[], input: Float64Array): readonly number[] {
    const rows = excluded.flatMap((pair) => vectors[pair] ?? []).map(centred);
    const solved = rows.map((row) => solve(lower, row));
    // Each row sees itself and the others out: (I - H) of their own hat matrix.
    const others = new Float64Array(rows.length ** 2);
    for (const [a, row] of rows.entries())
      for (const [b, of] of solved.entries()) others[a * rows.length + b] = (a === b ? 1 : 0) - dot(row, of);
    const factor = factorise(others, rows.length);
    return weights.map((weight, label) => {
      const missed = Float64Array.from(rows, (row, at) => wanted(excluded[at] ?? -1, label) - dot(row, weight));
      const corrections = solve(factor, missed);
      return solved.reduce((sum, of, at) => sum + dot(input, of) * (corrections[at] as number), 0);
    });
  }

  return {
    probabilities(vector, excluded = new Set()) {
      const input = centred(vector);
      const without = [...excluded].slice(0, mostExcluded);
      const given = without.length === 0 ? [] : givenBy(without, input);
      const predictions = weights.map(
        (weight, label) => (shares[label] ?? 0) + dot(input, weight) - (given[label] ?? 0),
      );
      const highest = Math.max(...predictions);
      const powers = predictions.map((prediction) => Math.exp(sharpness * (prediction - highest)));
      const whole = powers.reduce((sum, power) => sum + power, 0);
      return new Map(names.map((name, label) => [name, (powers[label] ?? 0) / whole]));
    },
  };
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += (a[at] as number) * (b[at] as number);
  return sum;
}

function addScaled(sum: Float64Array, row: Float64Array, by: number): void {
  for (let at = 0; at < sum.length; at += 1) sum[at] = (sum[at] as number) + by * (row[at] as number);
}

/** The lower half alone, which is all that `factorise` reads. */
function addProduct(gram: Float64Array, row: Float64Array): void {
  const size = row.length;
  for (let a = 0; a < size; a += 1) {
    const value = row[a] as number;
    for (let b = 0; b <= a; b += 1) gram[a * size + b] = (gram[a * size + b] as number) + value * (row[b] as number);
  }
}
