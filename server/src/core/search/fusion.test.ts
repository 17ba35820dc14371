import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { fuse } from "./fusion.ts";

const candidate = fc.record({
  lexical: fc.double({ min: 0, max: 50, noNaN: true }),
  similarity: fc.double({ min: -1, max: 1, noNaN: true }),
});

test("fused scores lie in 0..1, best first, and no candidate is lost", () => {
  fc.assert(
    fc.property(
      fc.array(candidate, { maxLength: 50 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (candidates, weight) => {
        const fused = fuse(
          candidates.map((scores, passage) => ({ passage, ...scores })),
          { weight },
        );
        assert.deepEqual(
          fused.map(({ passage }) => passage).sort((a, b) => a - b),
          candidates.map((_, passage) => passage),
        );
        for (const [place, { score }] of fused.entries()) {
          assert.ok(score >= 0 && score <= 1 + 1e-9);
          assert.ok(place === 0 || score <= (fused[place - 1]?.score ?? 0));
        }
      },
    ),
  );
});

test("a weight of 0 ranks by words, of 1 by vectors, between by both", () => {
  const candidates = [
    { passage: 0, lexical: 9, similarity: 0.1 },
    { passage: 1, lexical: 1, similarity: 0.9 },
    { passage: 2, lexical: 8, similarity: 0.8 },
  ];
  assert.equal(fuse(candidates, { weight: 0 })[0]?.passage, 0);
  assert.equal(fuse(candidates, { weight: 1 })[0]?.passage, 1);
  assert.equal(fuse(candidates, { weight: 0.5 })[0]?.passage, 2);
});

test("a passage without a vector counts as the farthest", () => {
  const fused = fuse(
    [
      { passage: 0, lexical: 5 },
      { passage: 1, lexical: 5, similarity: 0.9 },
      { passage: 2, lexical: 5, similarity: 0.8 },
    ],
    { weight: 0.5 },
  );
  assert.deepEqual(
    fused.map(({ passage }) => passage),
    [1, 0, 2],
  );
});

test("the best of poor keyword matches does not outweigh meaning", () => {
  const candidates = [
    { passage: 0, lexical: 2, similarity: 0.8 },
    { passage: 1, lexical: 0, similarity: 0.9 },
  ];
  assert.equal(fuse(candidates, { weight: 0.5 })[0]?.passage, 0);
  assert.equal(fuse(candidates, { weight: 0.5, lexicalTop: 10 })[0]?.passage, 1);
});

test("a page in another language is not held to the question's words", () => {
  const candidates = [
    { passage: 0, lexical: 4, similarity: 0.8 },
    { passage: 1, lexical: 0, similarity: 0.9, foreign: true },
    { passage: 2, lexical: 0, similarity: 0.7 },
  ];
  assert.equal(fuse(candidates, { weight: 0.5, lexicalTop: 10 })[0]?.passage, 1);
  const strong = candidates.map((candidate) =>
    candidate.passage === 0 ? { ...candidate, lexical: 10, similarity: 0.9 } : candidate,
  );
  assert.equal(fuse(strong, { weight: 0.5, lexicalTop: 10, foreignTrust: 0.7 })[0]?.passage, 0);
  const scores = fuse(candidates, { weight: 0.5, lexicalTop: 10, foreignTrust: 0.7 });
  assert.equal(scores[0]?.lexicalScaled, 0.7);
});
