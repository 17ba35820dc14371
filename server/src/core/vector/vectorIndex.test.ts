import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { dot, quantizeVector } from "./quantize.ts";
import { createVectorIndex } from "./vectorIndex.ts";

const vector = fc
  .array(fc.integer({ min: -100, max: 100 }), { minLength: 8, maxLength: 8 })
  .map((components) => quantizeVector(components.map((component) => component / 100)));

test("the nearest are those that comparing with every vector finds", () => {
  fc.assert(
    fc.property(
      fc.array(vector, { minLength: 1, maxLength: 60 }),
      vector,
      fc.integer({ min: 1, max: 20 }),
      (vectors, question, limit) => {
        const index = createVectorIndex(8);
        for (const [passage, each] of vectors.entries()) index.set(passage * 100, each);
        const accepts = (passage: number): boolean => passage % 300 !== 0;
        const found = index.nearest(question, limit, accepts).map(({ score }) => score);
        const expected = vectors
          .flatMap((each, passage) => (accepts(passage * 100) && each.scale > 0 ? [dot(each, question)] : []))
          .sort((a, b) => b - a)
          .slice(0, limit);
        assert.equal(found.length, expected.length);
        for (const [place, cosine] of found.entries()) assert.ok(Math.abs(cosine - (expected[place] ?? 0)) < 1e-5);
      },
    ),
  );
});

test("a passage without a vector is not found, and one of a wrong size is refused", () => {
  const index = createVectorIndex(8);
  assert.equal(index.cosine(5, quantizeVector([1, 0, 0, 0, 0, 0, 0, 0])), undefined);
  assert.equal(index.has(5), false);
  assert.throws(() => {
    index.set(0, quantizeVector([1, 2]));
  }, /components/);
});
