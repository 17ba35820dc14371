/** What one term adds to the score of each passage that holds it: `scores[i]`, over 0, for passage `passages[i]`. */
export interface TermScores {
  readonly passages: Uint32Array;
  readonly scores: Float64Array;
}

/** Terms in fewer passages are scored anew each time: that costs less than what they would take up. */
const fewestHolders = 1000;
/** Twelve bytes each. */
const mostScores = 1_500_000;

/**
 * Remembers the scores of frequent terms, which questions have in common ("how", "is", "the"), until the index changes; the
 * terms used longest ago are forgotten first.
 */
export function createTermScoreCache() {
  const known = new Map<string, TermScores>();
  let held = 0;
  let version = -1;

  return {
    get(term: string, indexVersion: number): TermScores | undefined {
      if (version !== indexVersion) {
        known.clear();
        held = 0;
        version = indexVersion;
      }
      const found = known.get(term);
      if (found === undefined) return undefined;
      known.delete(term);
      known.set(term, found);
      return found;
    },
    /** Keeps a copy of the first `count`. */
    keep(term: string, passages: Uint32Array, scores: Float64Array, count: number): void {
      if (count < fewestHolders || count > mostScores) return;
      known.set(term, { passages: passages.slice(0, count), scores: scores.slice(0, count) });
      held += count;
      for (const [oldest, { passages: own }] of known) {
        if (held <= mostScores) return;
        known.delete(oldest);
        held -= own.length;
      }
    },
  };
}
