/** A passage with its score, higher is better. */
export interface ScoredPassage {
  readonly passage: number;
  readonly score: number;
}

/** Keeps the best of the passages that it is given. */
export interface Best {
  /** What a score must reach to be kept: for passing over most of many passages without asking more about them. */
  readonly least: number;
  /** Whether `add` would keep it. */
  wants(passage: number, score: number): boolean;
  add(passage: number, score: number): void;
  /** Best first; ties by passage number. */
  sorted(): readonly ScoredPassage[];
}

/** Makes an empty collection of at most `limit` passages, kept in order: `limit` is small, and most are not wanted. */
export function createBest(limit: number): Best {
  const kept: ScoredPassage[] = [];
  let worst: ScoredPassage | undefined;

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

  const wants = (passage: number, score: number): boolean =>
    limit > 0 && (worst === undefined || !isBefore(worst, passage, score));

  return {
    get least() {
      return worst?.score ?? -Infinity;
    },
    wants,
    add(passage, score) {
      if (!wants(passage, score)) return;
      kept.splice(placeOf(passage, score), 0, { passage, score });
      if (kept.length > limit) kept.pop();
      if (kept.length === limit) worst = kept.at(-1);
    },
    sorted: () => kept,
  };
}

const isBefore = (a: ScoredPassage, passage: number, score: number): boolean =>
  a.score > score || (a.score === score && a.passage < passage);
