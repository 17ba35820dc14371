/** A word of the quote (by its place) found as a word of the stretch (by its place). */
export interface MatchedPair {
  readonly quote: number;
  readonly stretch: number;
}

const match = 4;
const replacement = -2;
const insertion = -2;
const deletion = -1;

/**
 * Local alignment of two sequences of word numbers (Smith and Waterman, 1981): the pairs of the best stretch, in order.
 * A number below 0 matches nothing. Time and memory grow with the product of the lengths.
 */
export function alignWords(quote: ArrayLike<number>, stretch: ArrayLike<number>): readonly MatchedPair[] {
  const columns = stretch.length + 1;
  const scores = new Int32Array((quote.length + 1) * columns);
  let best = 0;
  for (let row = 1; row <= quote.length; row += 1) {
    for (let column = 1; column < columns; column += 1) {
      const at = row * columns + column;
      const score = Math.max(
        0,
        (scores[at - columns - 1] ?? 0) + stepScore(quote, stretch, row, column),
        (scores[at - columns] ?? 0) + deletion,
        (scores[at - 1] ?? 0) + insertion,
      );
      scores[at] = score;
      if (score > (scores[best] ?? 0)) best = at;
    }
  }
  return trace(quote, stretch, scores, best);
}

const isMatch = (quote: ArrayLike<number>, stretch: ArrayLike<number>, row: number, column: number): boolean =>
  quote[row - 1] === stretch[column - 1] && (quote[row - 1] ?? -1) >= 0;

const stepScore = (quote: ArrayLike<number>, stretch: ArrayLike<number>, row: number, column: number): number =>
  isMatch(quote, stretch, row, column) ? match : replacement;

/** Walks back from the best cell to where its alignment began. */
function trace(
  quote: ArrayLike<number>,
  stretch: ArrayLike<number>,
  scores: Int32Array,
  best: number,
): readonly MatchedPair[] {
  const columns = stretch.length + 1;
  const pairs: MatchedPair[] = [];
  let at = best;
  while ((scores[at] ?? 0) > 0) {
    const row = Math.floor(at / columns);
    const column = at % columns;
    const score = scores[at] ?? 0;
    if (score === (scores[at - columns - 1] ?? 0) + stepScore(quote, stretch, row, column)) {
      if (isMatch(quote, stretch, row, column)) pairs.push({ quote: row - 1, stretch: column - 1 });
      at -= columns + 1;
    } else if (score === (scores[at - columns] ?? 0) + deletion) at -= columns;
    else at -= 1;
  }
  return pairs.reverse();
}
