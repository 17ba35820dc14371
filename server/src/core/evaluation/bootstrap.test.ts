import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { bootstrapInterval, mean, seededRandom } from "./bootstrap.ts";

test("the interval is that of the normal distribution where that may be used", () => {
  const random = seededRandom(7);
  const values = Array.from({ length: 400 }, random);
  const [low, high] = bootstrapInterval(values);
  // The standard deviation of a uniform value is 1 / sqrt(12), and 1.96 of the mean's to either side are 95 %.
  const half = (1.96 / Math.sqrt(12)) * (1 / Math.sqrt(values.length));
  assert.ok(Math.abs(low - (mean(values) - half)) < 0.004, `${low}`);
  assert.ok(Math.abs(high - (mean(values) + half)) < 0.004, `${high}`);
});

test("the interval lies within the values, in order, and is the same every time", () => {
  const values = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(values, (given) => {
      const [low, high] = bootstrapInterval(given, 200);
      assert.ok(low <= high && low >= Math.min(...given) - 1e-12 && high <= Math.max(...given) + 1e-12);
      assert.deepEqual(bootstrapInterval(given, 200), [low, high]);
    }),
  );
});

test("nothing has the interval 0 to 0", () => assert.deepEqual(bootstrapInterval([]), [0, 0]));
