import assert from "node:assert/strict";
import { test } from "node:test";
import { killAndCompare } from "./kills.ts";

for (const seed of [1, 2, 3, 4]) {
  test(`killed fifty times at random while indexing, the index becomes as one made afresh (${seed})`, async () => {
    const { early } = await killAndCompare(50, seed * 7919);
    assert.ok(early >= 15, `only ${early} of fifty were killed before their end`);
  });
}
