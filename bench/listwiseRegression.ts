import { solve } from "./logisticRegression.ts";

/** One question's candidates: their features, and which of them answer. */
export interface RankedList {
  readonly candidates: readonly { readonly features: readonly number[]; readonly relevant: boolean }[];
  /** How much it counts; lists of a large set are given less. */
  readonly weight: number;
}

/** A list with its features standardised, one candidate after the other. */
interface PreparedList {
  readonly inputs: Float64Array;
  readonly relevant: readonly boolean[];
  readonly weight: number;
}

const steps = 25;
const smallestChange = 1e-3;
/** Parts of a step that are tried, the whole first. */
const shares = [1, 0.5, 0.25, 0.1, 0.03, 0.01, 0.001];

/**
 * Fits weights so that `exp(weights · features)` gives the candidates that answer the largest share of their list
 * (listwise softmax cross-entropy; Cao and others, "Learning to Rank: From Pairwise Approach to Listwise Approach", ICML
 * 2007), by Newton steps with a ridge on the weights of standardised features. Lists without an answer, or of nothing
 * else, teach nothing.
 */
export function fitListwise(lists: readonly RankedList[], ridge: number): readonly number[] {
  const usable = lists.filter(({ candidates }) => new Set(candidates.map(({ relevant }) => relevant)).size === 2);
  const size = usable[0]?.candidates[0]?.features.length ?? 0;
  const scales = deviations(usable, size);
  const total = usable.reduce((sum, { weight }) => sum + weight, 0);
  const prepared = usable.map(({ candidates, weight }): PreparedList => ({
    inputs: Float64Array.from(
      candidates.flatMap(({ features }) => features.map((value, at) => value / (scales[at] ?? 1))),
    ),
    relevant: candidates.map(({ relevant }) => relevant),
    weight: weight / total,
  }));
  let weights = new Array<number>(size).fill(0);
  for (let step = 0; step < steps; step += 1) {
    const gradient = Float64Array.from(weights, (weight) => -ridge * weight);
    const hessian = new Float64Array(size * size);
    for (const list of prepared) addList(list, weights, gradient, hessian);
    const rows = weights.map((_, row) =>
      weights.map(
        (__, column) =>
          (hessian[Math.min(row, column) * size + Math.max(row, column)] ?? 0) + (row === column ? ridge : 0),
      ),
    );
    const change = solve(rows, Array.from(gradient));
    const before = loss(prepared, weights, ridge);
    // Far from the best weights a whole Newton step can lead farther away.
    const moved = (share: number): number[] => weights.map((weight, at) => weight + share * (change[at] ?? 0));
    const share = shares.find((part) => loss(prepared, moved(part), ridge) <= before) ?? 0;
    weights = moved(share);
    if (share === 0 || Math.max(...change.map(Math.abs)) < smallestChange) break;
  }
  return weights.map((weight, at) => weight / (scales[at] ?? 1));
}

/** What is made small: the cross-entropy of the lists and the ridge. */
function loss(lists: readonly PreparedList[], weights: readonly number[], ridge: number): number {
  let sum = (ridge / 2) * weights.reduce((total, weight) => total + weight * weight, 0);
  for (const { inputs, relevant, weight } of lists) {
    const scores = scoresOf(inputs, relevant.length, weights);
    const top = Math.max(...scores);
    let [all, positive] = [0, 0];
    for (const [place, score] of scores.entries()) {
      const value = Math.exp(score - top);
      all += value;
      if (relevant[place] === true) positive += value;
    }
    sum -= weight * Math.log(Math.max(Number.MIN_VALUE, positive / all));
  }
  return sum;
}

function scoresOf(inputs: Float64Array, candidates: number, weights: readonly number[]): readonly number[] {
  const size = weights.length;
  return Array.from({ length: candidates }, (_, place) => {
    let score = 0;
    for (let at = 0; at < size; at += 1) score += (inputs[place * size + at] as number) * (weights[at] as number);
    return score;
  });
}

/** The standard deviation of each feature within lists; 1 where it never differs. */
function deviations(lists: readonly RankedList[], size: number): readonly number[] {
  const squares = new Float64Array(size);
  let count = 0;
  for (const { candidates } of lists) {
    for (let at = 0; at < size; at += 1) {
      const mean = candidates.reduce((sum, { features }) => sum + (features[at] ?? 0), 0) / candidates.length;
      for (const { features } of candidates) squares[at] = (squares[at] ?? 0) + ((features[at] ?? 0) - mean) ** 2;
    }
    count += candidates.length;
  }
  return Array.from(squares, (square) => Math.sqrt(square / Math.max(1, count)) || 1);
}

/** Adds one list's part of the gradient, and of the curvature's upper half (covariance of the features under the softmax). */
function addList(list: PreparedList, weights: readonly number[], gradient: Float64Array, hessian: Float64Array): void {
  const size = weights.length;
  const { inputs, relevant, weight: share } = list;
  const scores = scoresOf(inputs, relevant.length, weights);
  const top = Math.max(...scores);
  const exps = scores.map((score) => Math.exp(score - top));
  const all = exps.reduce((sum, value) => sum + value, 0);
  const positive = exps.reduce((sum, value, place) => sum + (relevant[place] === true ? value : 0), 0);
  const mean = new Float64Array(size);
  for (const [place, value] of exps.entries())
    for (let at = 0; at < size; at += 1)
      mean[at] = (mean[at] as number) + (value / all) * (inputs[place * size + at] as number);
  for (const [place, value] of exps.entries()) {
    const probability = value / all;
    const target = relevant[place] === true && positive > 0 ? value / positive : 0;
    for (let row = 0; row < size; row += 1) {
      const input = inputs[place * size + row] as number;
      gradient[row] = (gradient[row] as number) + share * (target - probability) * input;
      const centred = share * probability * (input - (mean[row] as number));
      for (let column = row; column < size; column += 1)
        hessian[row * size + column] =
          (hessian[row * size + column] as number) +
          centred * ((inputs[place * size + column] as number) - (mean[column] as number));
    }
  }
}
