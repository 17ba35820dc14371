import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { dot, quantizeVector } from "./quantize.ts";

const component = fc.double({ min: -1, max: 1, noNaN: true });
const vector = fc
  .array(component, { minLength: 384, maxLength: 384 })
  .filter((values) => values.some((v) => Math.abs(v) > 1e-3));

const unit = (values: readonly number[]): number[] => {
  const length = Math.hypot(...values);
  return values.map((value) => value / length);
};

const cosine = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);

test("a packed unit vector has length 1, and every component is near its own value", () => {
  fc.assert(
    fc.property(vector, (values) => {
      const original = unit(values);
      const packed = quantizeVector(original);
      const peak = Math.max(...original.map(Math.abs));
      assert.ok(Math.abs(dot(packed, packed) - 1) < 1e-9);
      assert.equal(Math.max(...packed.values.map(Math.abs)), 127);
      original.forEach((value, index) => {
        assert.ok(Math.abs((packed.values[index] ?? 0) * packed.scale - value) <= peak * 0.04);
      });
    }),
  );
});

test("the product of two packed unit vectors is their cosine", () => {
  fc.assert(
    fc.property(vector, vector, (first, second) => {
      const [a, b] = [unit(first), unit(second)];
      const product = dot(quantizeVector(a), quantizeVector(b));
      assert.ok(Math.abs(product - cosine(a, b)) < 0.01, `${product} against ${cosine(a, b)}`);
    }),
  );
});

test("opposite vectors have cosine -1, vectors at right angles 0", () => {
  assert.ok(Math.abs(dot(quantizeVector([0.6, 0.8]), quantizeVector([-0.6, -0.8])) + 1) < 1e-9);
  assert.equal(dot(quantizeVector([1, 0]), quantizeVector([0, 1])), 0);
});

test("zeros stay zeros; what is not a number, and other dimensions, are refused", () => {
  assert.deepEqual(quantizeVector([0, 0]), { values: new Int8Array(2), scale: 0 });
  assert.throws(() => quantizeVector([1, Number.NaN]), RangeError);
  assert.throws(() => quantizeVector([1, Number.POSITIVE_INFINITY]), RangeError);
  assert.throws(() => dot(quantizeVector([1, 0]), quantizeVector([1])), RangeError);
});
