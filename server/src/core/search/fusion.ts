/** A candidate with what each leg says of it; the dense leg's figures are absent where it has no vector yet. */
export interface Candidate {
  readonly passage: number;
  readonly lexical: number;
  /** With the question, -1 to 1. */
  readonly cosine?: number;
  /** The cosine made comparable between languages: what candidates are ranked by. */
  readonly similarity?: number;
  /** Whether it is in another language than the question, so that the question's words cannot be expected in it. */
  readonly foreign?: boolean;
}

/** A candidate with both scores scaled to 0..1 over all candidates, and their mix. */
export interface FusedCandidate extends Candidate {
  readonly lexicalScaled: number;
  readonly denseScaled: number;
  readonly score: number;
}

/** `weight` is the dense leg's, 0 to 1; `lexicalTop` in the lexical leg's units, `foreignTrust` 0 to 1. */
export interface FusionOptions {
  readonly weight: number;
  readonly lexicalTop?: number;
  readonly foreignTrust?: number;
}

/** Scales so that the smallest value gives 0, and the larger of the greatest value and `leastTop` gives 1. */
function scaler(values: readonly number[], leastTop = -Infinity): (value: number) => number {
  let low = Infinity;
  let high = leastTop;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  const span = high - low;
  return (value) => (span > 0 ? (value - low) / span : values.length > 0 && value > 0 ? 1 : 0);
}

/**
 * Mixes the legs by scores scaled with their minimum and maximum (convex combination; Bruch, Gai and Ingber, "An
 * Analysis of Fusion Functions for Hybrid Retrieval", TOIS 2023): rank fusion lets a weak leg drag a strong one down.
 * `weight` is the dense leg's, 0 to 1. `lexicalTop` is the least lexical score that is scaled to 1: the best of poor
 * matches is still a poor one. A passage without a vector counts as the farthest of those that have one.
 * A foreign candidate's lexical score is at least `foreignTrust` times its dense one: that it does not hold the
 * question's words says nothing. Best first; ties by passage number, so that an order is always the same.
 */
export function fuse(candidates: readonly Candidate[], options: FusionOptions): readonly FusedCandidate[] {
  const { weight, lexicalTop = 0, foreignTrust = 0 } = options;
  const scaleLexical = scaler(
    candidates.map(({ lexical }) => lexical),
    lexicalTop,
  );
  const scaleDense = scaler(candidates.flatMap(({ similarity }) => (similarity === undefined ? [] : [similarity])));
  return candidates
    .map((candidate) => {
      const denseScaled = candidate.similarity === undefined ? 0 : scaleDense(candidate.similarity);
      const imputed = candidate.foreign === true ? foreignTrust * denseScaled : 0;
      const lexicalScaled = Math.max(scaleLexical(candidate.lexical), imputed);
      return { ...candidate, lexicalScaled, denseScaled, score: (1 - weight) * lexicalScaled + weight * denseScaled };
    })
    .sort((a, b) => b.score - a.score || a.passage - b.passage);
}
