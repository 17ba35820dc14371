/** A candidate with what each leg says of it; `cosine` is absent where the passage has no vector yet. */
export interface Candidate {
  readonly passage: number;
  readonly lexical: number;
  readonly cosine?: number;
}

/** A candidate with both scores scaled to 0..1 over all candidates, and their mix. */
export interface FusedCandidate extends Candidate {
  readonly lexicalScaled: number;
  readonly denseScaled: number;
  readonly score: number;
}

function scaler(values: readonly number[]): (value: number) => number {
  let low = Infinity;
  let high = -Infinity;
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
 * `weight` is the dense leg's, 0 to 1. A passage without a vector counts as the farthest of those that have one.
 * Best first; ties by passage number, so that an order is always the same.
 */
export function fuse(candidates: readonly Candidate[], weight: number): readonly FusedCandidate[] {
  const scaleLexical = scaler(candidates.map(({ lexical }) => lexical));
  const scaleDense = scaler(candidates.flatMap(({ cosine }) => (cosine === undefined ? [] : [cosine])));
  return candidates
    .map((candidate) => {
      const lexicalScaled = scaleLexical(candidate.lexical);
      const denseScaled = candidate.cosine === undefined ? 0 : scaleDense(candidate.cosine);
      return { ...candidate, lexicalScaled, denseScaled, score: (1 - weight) * lexicalScaled + weight * denseScaled };
    })
    .sort((a, b) => b.score - a.score || a.passage - b.passage);
}
