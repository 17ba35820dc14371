import { test } from "node:test";
import fc from "fast-check";

/** Something that holds for every input; `check` tries it on `runs` random ones and on those that once broke it. */
export interface FuzzedProperty {
  readonly name: string;
  readonly check: (parameters: { readonly numRuns: number; readonly seed: number }) => void | Promise<void>;
}

/** A property that holds for every value; `kept` are values that once broke it, tried before all others. */
export const forAny = <Value>(
  name: string,
  values: fc.Arbitrary<Value>,
  holds: (value: Value) => void | Promise<void>,
  kept: readonly Value[] = [],
): FuzzedProperty => ({
  name,
  check: async (parameters) => {
    await fc.assert(
      fc.asyncProperty(values, async (value) => holds(value)),
      { ...parameters, examples: kept.map((value): [Value] => [value]) },
    );
  },
});

/** Tests each property with a seed of its own, new each time; `FUZZ_SEED` repeats a run. The seed is printed. */
export function testFuzzed(properties: readonly FuzzedProperty[], numRuns: number): void {
  for (const { name, check } of properties) {
    test(`${name} (${numRuns} inputs)`, async (t) => {
      const given = Number(process.env["FUZZ_SEED"]);
      const seed = Number.isInteger(given) && given !== 0 ? given : Math.floor(Math.random() * 2 ** 31) + 1;
      t.diagnostic(`FUZZ_SEED=${seed}`);
      await check({ numRuns, seed });
    });
  }
}
