import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { quantizeVector } from "./quantize.ts";
import { createSimdSlabs } from "./simdSlabs.ts";
import { createVectorIndex } from "./vectorIndex.ts";
import { createPlainSlabs, rowsPerSlab, type VectorSlabs } from "./vectorSlabs.ts";

function simdSlabs(dimensions: number): VectorSlabs {
  const slabs = createSimdSlabs(dimensions);
  assert.ok(slabs, "this machine's WebAssembly has SIMD");
  return slabs;
}

test("the SIMD kernel's dot products are those of plain typed arrays, whatever the bytes and the length", () => {
  const byte = fc.integer({ min: -128, max: 127 });
  const sets = fc.integer({ min: 1, max: 100 }).chain((dimensions) => {
    const vector = fc.array(byte, { minLength: dimensions, maxLength: dimensions });
    return fc.record({ question: vector, vectors: fc.array(vector, { minLength: 1, maxLength: 9 }), first: fc.nat(8) });
  });
  fc.assert(
    fc.property(sets, ({ question, vectors, first }) => {
      const [simd, plain] = [simdSlabs(question.length), createPlainSlabs(question.length)];
      for (const slabs of [simd, plain]) {
        slabs.grow();
        slabs.grow();
        for (const [row, vector] of vectors.entries()) slabs.row(1, row).set(vector);
      }
      const rows = Math.max(1, vectors.length - first);
      const asked = Int8Array.from(question);
      assert.deepEqual([...simd.dots(asked, 1, first, rows)], [...plain.dots(asked, 1, first, rows)]);
    }),
  );
});

test("the largest sums do not overflow", () => {
  const [simd, plain] = [simdSlabs(4096), createPlainSlabs(4096)];
  for (const slabs of [simd, plain]) {
    slabs.grow();
    slabs.row(0, 0).fill(-128);
  }
  const question = new Int8Array(4096).fill(-128);
  assert.deepEqual([...simd.dots(question, 0, 0, 1)], [4096 * 128 * 128]);
  assert.deepEqual([...plain.dots(question, 0, 0, 1)], [4096 * 128 * 128]);
});

test("search with and without SIMD finds the same, over several slabs, after growing and deleting", () => {
  const vectorOf = (seed: number) =>
    quantizeVector(Array.from({ length: 24 }, (_, index) => Math.sin(seed * 12.9898 + index * 78.233)));
  const [simd, plain] = [createVectorIndex(24, simdSlabs(24)), createVectorIndex(24, createPlainSlabs(24))];
  for (const index of [simd, plain]) {
    for (let passage = 0; passage < 2 * rowsPerSlab + 500; passage += 1) {
      if (passage % 7 !== 0) index.set(passage, vectorOf(passage % 3000));
    }
    for (let passage = 0; passage < 3000; passage += 11) index.delete(passage);
  }
  for (let seed = 0; seed < 20; seed += 1) {
    const question = vectorOf(seed + 0.5);
    const found = (index: typeof simd) =>
      index.nearest(
        question,
        100,
        (passage) => passage % 5 !== 0,
        (passage) => (passage % 2) * 0.1,
      );
    assert.deepEqual(found(simd), found(plain));
    assert.equal(found(simd).length, 100);
    for (const { passage } of found(simd)) {
      assert.equal(simd.cosine(passage, question), plain.cosine(passage, question));
      assert.deepEqual(simd.vectorOf(passage)?.values, plain.vectorOf(passage)?.values);
    }
  }
});
