/** The lower factor of a positive definite matrix (Cholesky), both row by row in one array of `size` times `size`. */
export function factorise(matrix: Float64Array, size: number): Float64Array {
  const lower = new Float64Array(size * size);
  for (let row = 0; row < size; row += 1)
    for (let column = 0; column <= row; column += 1) {
      let rest = matrix[row * size + column] ?? 0;
      for (let at = 0; at < column; at += 1)
        rest -= (lower[row * size + at] as number) * (lower[column * size + at] as number);
      lower[row * size + column] = row === column ? Math.sqrt(rest) : rest / (lower[column * size + column] as number);
    }
  return lower;
}

/** Solves a system by its lower factor. @param right of the factor's size; not changed. */
export function solve(lower: Float64Array, right: Float64Array): Float64Array {
  const size = right.length;
  const solution = Float64Array.from(right);
  for (let row = 0; row < size; row += 1) {
    let rest = solution[row] as number;
    for (let at = 0; at < row; at += 1) rest -= (lower[row * size + at] as number) * (solution[at] as number);
    solution[row] = rest / (lower[row * size + row] as number);
  }
  for (let row = size - 1; row >= 0; row -= 1) {
    let rest = solution[row] as number;
    for (let at = row + 1; at < size; at += 1) rest -= (lower[at * size + row] as number) * (solution[at] as number);
    solution[row] = rest / (lower[row * size + row] as number);
  }
  return solution;
}
