import assert from "node:assert/strict";
import { test } from "node:test";
import { growthOf, memoryOfEditing } from "./editing.ts";

test("memory stays flat over 24 hours of edits", async (t) => {
  const held = await memoryOfEditing({ pages: 100, hours: 24, editsAnHour: 50 });
  t.diagnostic(
    `${held.map((bytes) => (bytes / 1e6).toFixed(1)).join(", ")} MB; ${(100 * growthOf(held)).toFixed(1)} %`,
  );
  assert.ok(growthOf(held) < 0.05);
});
