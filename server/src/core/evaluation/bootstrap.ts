/** The mean; 0 of nothing. */
export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

/** A generator that gives the same numbers on every machine (mulberry32), 0 to 1. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A copy in an order drawn with `random`. */
export const shuffled = <T>(items: readonly T[], random: () => number): readonly T[] =>
  items
    .map((item) => ({ item, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);

export type Interval = readonly [low: number, high: number];

/** Bounds of the middle 95 % of the mean under resampling of the values. */
export function bootstrapInterval(values: readonly number[], samples = 1000, seed = 1): Interval {
  const random = seededRandom(seed);
  const count = values.length;
  const means = Float64Array.from({ length: samples }, () => {
    let sum = 0;
    for (let drawn = 0; drawn < count; drawn += 1) sum += values[Math.floor(random() * count)] as number;
    return sum / Math.max(1, count);
  });
  means.sort();
  return [means[Math.floor(samples * 0.025)] ?? 0, means[Math.ceil(samples * 0.975) - 1] ?? 0];
}
