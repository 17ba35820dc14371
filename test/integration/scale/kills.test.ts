import assert from "node:assert/strict";
import { test } from "node:test";
import { killAndCompare } from "./kills.ts";

const seed = Date.now() & 0xffff;

test(`killed ten times at random while indexing, the index opens and becomes as one made afresh (seed ${seed})`, async () => {
  const { early } = await killAndCompare(10, seed);
  assert.ok(early >= 3, `only ${early} of ten were killed before their end`);
});
