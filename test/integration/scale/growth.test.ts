import assert from "node:assert/strict";
import { test } from "node:test";
import { costOf, describeCost, leastOf } from "./growth.ts";

test("from 2,000 to 8,000 passages indexing and memory grow linearly, and search no faster", async (t) => {
  await costOf(1000);
  const small = leastOf([await costOf(2000), await costOf(2000)]);
  const large = leastOf([await costOf(8000)]);
  for (const cost of [small, large]) t.diagnostic(describeCost(cost));
  assert.ok(large.passages === 4 * small.passages);
  assert.ok(large.indexing < 1.6 * small.indexing, "indexing");
  assert.ok(large.search < 1.5 * 4 * small.search, "search");
  assert.ok(large.memory < 1.3 * 4 * small.memory, "memory");
});
