import assert from "node:assert/strict";
import { test } from "node:test";
import { createWordCache } from "./wordCache.ts";

test("words that are asked for stay, others are forgotten, and never more are kept than said", () => {
  const cache = createWordCache(100);
  cache.set("often", [["often"]]);
  for (let word = 0; word < 1000; word += 1) {
    cache.set(`word${word}`, [[`word${word}`]]);
    assert.deepEqual(cache.get("often"), [["often"]]);
  }
  const kept = Array.from({ length: 1000 }, (_, word) => cache.get(`word${word}`)).filter(
    (terms) => terms !== undefined,
  );
  assert.ok(kept.length >= 49 && kept.length <= 100, `${kept.length}`);
  assert.equal(cache.get("word1"), undefined);
});
