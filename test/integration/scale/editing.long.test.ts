import assert from "node:assert/strict";
import { test } from "node:test";
import { growthOf, memoryOfEditing } from "./editing.ts";

test("memory stays flat within 5 % over 24 hours with an edit every 15 seconds", { timeout: 1_800_000 }, async (t) => {
  const held = await memoryOfEditing({ pages: 300, hours: 24, editsAnHour: 240 });
  t.diagnostic(
    `${held.map((bytes) => (bytes / 1e6).toFixed(1)).join(", ")} MB; ${(100 * growthOf(held)).toFixed(1)} %`,
  );
  assert.ok(growthOf(held) < 0.05);
});

test(
  "memory stays flat within 5 % over 24 hours of edits that all bring new words",
  { timeout: 1_800_000 },
  async (t) => {
    const held = await memoryOfEditing({ pages: 100, hours: 24, editsAnHour: 100, words: "new" });
    t.diagnostic(
      `${held.map((bytes) => (bytes / 1e6).toFixed(1)).join(", ")} MB; ${(100 * growthOf(held)).toFixed(1)} %`,
    );
    assert.ok(growthOf(held) < 0.05);
  },
);
