/** A fitted model: the probability is `1 / (1 + exp(-(bias + weights · features)))`. */
export interface LogisticModel {
  readonly bias: number;
  readonly weights: readonly number[];
}

export interface Example {
  readonly features: readonly number[];
  readonly positive: boolean;
  /** How much it counts; examples of a large set are given less. */
  readonly weight: number;
}

/** Fits by Newton's method (iteratively reweighted least squares) with a small ridge on the weights. */
export function fitLogistic(examples: readonly Example[], ridge = 1e-6, steps = 40): LogisticModel {
  const size = (examples[0]?.features.length ?? 0) + 1;
  let parameters = new Array<number>(size).fill(0);
  const total = examples.reduce((sum, { weight }) => sum + weight, 0);
  for (let step = 0; step < steps; step += 1) {
    const gradient = parameters.map((value, at) => (at === 0 ? 0 : -ridge * value));
    const hessian = parameters.map((_, row) =>
      parameters.map((__, column) => (row === column ? (row === 0 ? 1e-9 : ridge) : 0)),
    );
    for (const { features, positive, weight } of examples) {
      const inputs = [1, ...features];
      const probability =
        1 / (1 + Math.exp(-inputs.reduce((sum, input, at) => sum + input * (parameters[at] ?? 0), 0)));
      const share = weight / total;
      for (const [row, input] of inputs.entries()) {
        gradient[row] = (gradient[row] ?? 0) + share * ((positive ? 1 : 0) - probability) * input;
        for (const [column, other] of inputs.entries()) {
          const line = hessian[row] as number[];
          line[column] = (line[column] ?? 0) + share * probability * (1 - probability) * input * other;
        }
      }
    }
    const change = solve(hessian, gradient);
    parameters = parameters.map((value, at) => value + (change[at] ?? 0));
    if (Math.max(...change.map(Math.abs)) < 1e-8) break;
  }
  return { bias: parameters[0] ?? 0, weights: parameters.slice(1) };
}

export const predict = ({ bias, weights }: LogisticModel, features: readonly number[]): number =>
  1 / (1 + Math.exp(-(bias + features.reduce((sum, feature, at) => sum + feature * (weights[at] ?? 0), 0))));

/** Solves a small symmetric system by Gaussian elimination with pivoting. */
export function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, at) => [...row, right[at] ?? 0]);
  const size = rows.length;
  for (let column = 0; column < size; column += 1) {
    const pivot = rows
      .slice(column)
      .reduce(
        (best, row, at) => (Math.abs(row[column] ?? 0) > Math.abs(rows[best]?.[column] ?? 0) ? at + column : best),
        column,
      );
    [rows[column], rows[pivot]] = [rows[pivot] as number[], rows[column] as number[]];
    const own = rows[column] as number[];
    for (const [at, row] of rows.entries()) {
      if (at === column) continue;
      const factor = (row[column] ?? 0) / (own[column] ?? 1);
      for (let next = column; next <= size; next += 1) row[next] = (row[next] ?? 0) - factor * (own[next] ?? 0);
    }
  }
  return rows.map((row, at) => (row[size] ?? 0) / (row[at] ?? 1));
}
