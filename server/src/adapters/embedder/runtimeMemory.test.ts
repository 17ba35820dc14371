import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { createRuntimeMemory } from "./runtimeMemory.ts";

test("crashes are kept for each model, until another version writes", (t) => {
  const folder = mkdtempSync(join(tmpdir(), "ask-docs-memory-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "embedder.json");
  const crashes = [{ at: 1, how: "signal SIGTRAP" }];
  const [one, other] = [createRuntimeMemory(file, "1", "one"), createRuntimeMemory(file, "1", "other/model")];
  assert.deepEqual(one.recall(), []);
  one.remember(crashes);
  other.remember([...crashes, ...crashes]);
  assert.deepEqual([one.recall().length, other.recall().length], [1, 2]);
  const newer = createRuntimeMemory(file, "2", "one");
  assert.deepEqual(newer.recall(), []);
  newer.remember(crashes);
  assert.deepEqual([other.recall(), newer.recall()], [[], crashes]);
  assert.deepEqual(readdirSync(folder), ["embedder.json"]);
  for (const damage of ["", "[]", '{"version": "2", "crashesByModel": {"one": [{"at": "then"}]}}']) {
    writeFileSync(file, damage);
    assert.deepEqual(newer.recall(), []);
  }
});
