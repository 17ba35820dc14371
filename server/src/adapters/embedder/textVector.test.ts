import assert from "node:assert/strict";
import { test } from "node:test";
import { dot } from "../../core/vector/quantize.ts";
import { textVector } from "./textVector.ts";

const shape = { pooling: "mean", dimensions: 2 } as const;
const output = (data: ArrayLike<number>, dims = [1, data.length / 2, 2]) => ({
  last_hidden_state: { dims, data: Float32Array.from(data) },
});

const fault = (given: unknown): string => {
  const vector = textVector(given, shape);
  assert.ok(!vector.ok);
  return vector.failure.message;
};

test("the mean of the tokens, or the first token, at length 1", () => {
  const mean = textVector(output([3, 0, 1, 4]), shape);
  assert.ok(mean.ok && Math.abs(dot(mean.value, mean.value) - 1) < 1e-9);
  assert.deepEqual([...mean.value.values], [127, 127]);
  const first = textVector(output([3, 0, 1, 4]), { ...shape, pooling: "cls" });
  assert.ok(first.ok);
  assert.deepEqual([...first.value.values], [127, 0]);
});

test("numbers that are none, and vectors of zeros, are refused", () => {
  assert.match(fault(output([1, Number.NaN])), /components that are not numbers/);
  assert.match(fault(output([1, Number.POSITIVE_INFINITY])), /components that are not numbers/);
  assert.match(fault(output([3e38, 3e38, 3e38, 3e38].map((each) => each * 1e10))), /not numbers/);
  assert.match(fault(output([0, 0])), /vectors of zeros/);
});

test("an output of another name, type or shape is named", () => {
  const { last_hidden_state: tensor } = output([1, 2]);
  assert.match(fault({ logits: tensor, other: tensor }), /gives "logits", "other" where "last_hidden_state" is/);
  assert.match(fault({}), /gives nothing where/);
  assert.match(fault(undefined), /gives nothing where/);
  assert.match(fault({ last_hidden_state: { ...tensor, data: [1, 2] } }), /that is not float32/);
  assert.match(fault(output([1, 2, 3, 4, 5, 6], [1, 2, 3])), /\[1, 2, 3\] where \[1, n, 2\] is expected/);
  assert.match(fault(output([1, 2], [1, 2])), /of the shape \[1, 2\]/);
  assert.match(fault(output([], [1, 0, 2])), /of the shape \[1, 0, 2\]/);
});
