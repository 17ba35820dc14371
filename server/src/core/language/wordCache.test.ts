import assert from "node:assert/strict";
import { test } from "node:test";
import { createWordCache } from "./wordCache.ts";

test("words that are asked for stay, others are forgotten, and never more are kept than said, of all languages", () => {
  const languages = ["en", "he", "fr"];
  const cache = createWordCache(100);
  cache.set("ru", "often", [["often"]]);
  for (let word = 0; word < 1000; word += 1) {
    cache.set(languages[word % 3] ?? "", `word${word}`, [[`word${word}`]]);
    assert.deepEqual(cache.get("ru", "often"), [["often"]]);
  }
  assert.equal(cache.get("en", "often"), undefined);
  // From the newest on, for each that is found counts as asked for.
  const kept = Array.from({ length: 1000 }, (_, at) => 999 - at).filter(
    (word) => cache.get(languages[word % 3] ?? "", `word${word}`) !== undefined,
  );
  assert.ok(kept.length >= 49 && kept.length <= 100, `${kept.length}`);
  assert.ok(
    kept.every((word) => word >= 880),
    kept.join(" "),
  );
});
