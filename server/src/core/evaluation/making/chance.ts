import { seededRandom } from "../bootstrap.ts";

/** Choices that come out the same for the same seed. */
export interface Chance {
  pick<T>(from: readonly T[]): T | undefined;
  shuffle<T>(values: readonly T[]): readonly T[];
}

export function createChance(seed: number): Chance {
  const random = seededRandom(seed);
  return {
    pick: (from) => from[Math.floor(random() * from.length)],
    shuffle: (values) =>
      values
        .map((value) => ({ value, at: random() }))
        .sort((a, b) => a.at - b.at)
        .map(({ value }) => value),
  };
}
