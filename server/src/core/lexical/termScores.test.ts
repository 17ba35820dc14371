import assert from "node:assert/strict";
import { test } from "node:test";
import { createTermScoreCache } from "./termScores.ts";

const passages = Uint32Array.from({ length: 600_000 }, (_, at) => at);
const scores = Float64Array.from(passages, (passage) => passage / 7);

test("a frequent term's scores are given back as they were kept, until the index changes", () => {
  const cache = createTermScoreCache();
  assert.equal(cache.get("the", 1), undefined);
  cache.keep("the", passages, scores, 2000);
  assert.deepEqual(cache.get("the", 1), { passages: passages.slice(0, 2000), scores: scores.slice(0, 2000) });
  assert.equal(cache.get("the", 2), undefined);
  assert.equal(cache.get("the", 1), undefined, "what another version of the index said is not known any more");
});

test("rare terms are not kept, and of frequent ones no more than a bounded number of scores", () => {
  const cache = createTermScoreCache();
  assert.equal(cache.get("rare", 1), undefined);
  cache.keep("rare", passages, scores, 999);
  assert.equal(cache.get("rare", 1), undefined);
  for (const term of ["a", "b"]) cache.keep(term, passages, scores, 600_000);
  assert.ok(cache.get("a", 1) !== undefined);
  cache.keep("c", passages, scores, 600_000);
  assert.ok(cache.get("a", 1) !== undefined);
  assert.equal(cache.get("b", 1), undefined, "the one that was used longest ago is gone");
  assert.ok(cache.get("c", 1) !== undefined);
});
