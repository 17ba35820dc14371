import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { QuantizedVector } from "../../ports.ts";
import { fitLabelRegression } from "./labelRegression.ts";

const size = 6;
const vector = fc
  .array(fc.integer({ min: -127, max: 127 }), { minLength: size, maxLength: size })
  .map((values): QuantizedVector => ({ values: Int8Array.from(values), scale: 1 / 127 }));
const fitted = (labels: readonly string[], vectors: readonly QuantizedVector[]) => {
  const regression = fitLabelRegression(labels, vectors);
  assert.ok(regression);
  return regression;
};

test("probabilities are of all labels, and together 1", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(vector, fc.constantFrom("a", "b", "c")), { minLength: 2 }), vector, (rows, input) => {
      const labels = rows.map(([, label]) => label);
      const regression = fitLabelRegression(
        labels,
        rows.map(([own]) => own),
      );
      if (new Set(labels).size < 2) {
        assert.equal(regression, undefined);
        return;
      }
      const probabilities = regression?.probabilities(input);
      assert.deepEqual([...(probabilities?.keys() ?? [])], [...new Set(labels)].sort());
      const whole = [...(probabilities?.values() ?? [])].reduce((sum, value) => sum + value, 0);
      assert.ok(Math.abs(whole - 1) < 1e-9);
    }),
  );
});

test("a pair that is left out has given nothing: its label makes no difference", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(vector, fc.constantFrom("a", "b")), { minLength: 6, maxLength: 30 }),
      vector,
      fc.uniqueArray(fc.nat({ max: 5 }), { minLength: 1, maxLength: 4 }),
      (rows, input, excluded) => {
        const vectors = rows.map(([own]) => own);
        const labels = rows.map(([, label]) => label);
        const [one, two] = excluded;
        // Two excluded labels change places, so that the labels' shares stay.
        const dealt = labels.map((label, at) =>
          at === one ? (labels[two ?? at] ?? label) : at === two ? (labels[one ?? at] ?? label) : label,
        );
        if (new Set(labels).size < 2) return;
        const without = new Set(excluded);
        const before = fitted(labels, vectors).probabilities(input, without);
        const after = fitted(dealt, vectors).probabilities(input, without);
        for (const [label, probability] of before)
          assert.ok(
            Math.abs(probability - (after.get(label) ?? -1)) < 1e-6,
            `${probability} ${after.get(label) ?? -1}`,
          );
      },
    ),
  );
});

test("what can be told by a line is told", () => {
  const vectors = Array.from({ length: 40 }, (_, at) => ({
    values: Int8Array.from([at % 2 === 0 ? 90 : -90, (at * 37) % 100, (at * 53) % 100, 0, 0, 0]),
    scale: 1 / 127,
  }));
  const labels = vectors.map((_, at) => (at % 2 === 0 ? "even" : "odd"));
  const probabilities = fitted(labels, vectors).probabilities({
    values: Int8Array.from([80, 3, 9, 0, 0, 0]),
    scale: 1 / 127,
  });
  assert.ok((probabilities.get("even") ?? 0) > 0.9);
});
