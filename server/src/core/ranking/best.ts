/** A passage with its score, higher is better. */
export interface ScoredPassage {
  readonly passage: number;
  readonly score: number;
}

/** Keeps the best of the passages that it is given. */
export interface Best {
  /** Whether `add` would keep it: asked first, where finding out more about a passage costs something. */
  wants(passage: number, score: number): boolean;
  add(passage: number, score: number): void;
  /** Best first; ties by passage number. */
  sorted(): readonly ScoredPassage[];
}

/** Makes an empty collection of at most `limit` passages, kept in order: `limit` is small, and most are not wanted. */
export function createBest(limit: number): Best {
  const kept: ScoredPassage[] = [];
  let worst: ScoredPassage | undefined;
  let worstScore = -Infinity;

  /** The place among those kept of the first that is not before this one. */
  function placeOf(passage: number, score: number): number {
    let low = 0;
    let high = kept.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isBefore(kept[middle] as ScoredPassage, passage, score)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  function wants(passage: number, score: number): boolean {
    if (score < worstScore || limit < 1) return false;
    return worst === undefined || !isBefore(worst, passage, score);
  }

  return {
    wants,
    add(passage, score) {
      if (!wants(passage, score)) return;
      kept.splice(placeOf(passage, score), 0, { passage, score });
      if (kept.length > limit) kept.pop();
      if (kept.length < limit) return;
      worst = kept.at(-1);
      worstScore = worst?.score ?? -Infinity;
    },
    sorted: () => kept,
  };
}

const isBefore = (a: ScoredPassage, passage: number, score: number): boolean =>
  a.score > score || (a.score === score && a.passage < passage);
