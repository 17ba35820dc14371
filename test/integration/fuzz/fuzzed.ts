import type { TestContext } from "node:test";
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

/** The body of a property's test: a seed of its own, new each time, which is printed; `FUZZ_SEED` repeats a run. */
export const fuzz =
  ({ check }: FuzzedProperty, numRuns: number) =>
  async (t: Pick<TestContext, "diagnostic">): Promise<void> => {
    const given = Number(process.env["FUZZ_SEED"]);
    const seed = Number.isInteger(given) && given !== 0 ? given : Math.floor(Math.random() * 2 ** 31) + 1;
    t.diagnostic(`FUZZ_SEED=${seed}`);
    await check({ numRuns, seed });
  };
