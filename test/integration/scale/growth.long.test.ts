import assert from "node:assert/strict";
import { test } from "node:test";
import { costOf, describeCost, leastOf } from "./growth.ts";

test("from 10,000 to 100,000 passages indexing and memory grow linearly, and search no faster", async (t) => {
  await costOf(2000);
  const small = leastOf([await costOf(10_000), await costOf(10_000)]);
  const middle = await costOf(30_000);
  const large = await costOf(100_000);
  for (const cost of [small, middle, large]) t.diagnostic(describeCost(cost));
  for (const cost of [middle, large]) {
    const factor = cost.passages / small.passages;
    assert.ok(cost.indexing < 1.4 * small.indexing, "indexing");
    assert.ok(cost.search < 1.2 * factor * small.search, "search");
    assert.ok(cost.memory < 1.15 * factor * small.memory, "memory");
  }
});
