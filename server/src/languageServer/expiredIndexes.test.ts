import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { openStore } from "../adapters/sqlite/openStore.ts";
import { keptFor, removeExpiredIndexes } from "./expiredIndexes.ts";

test("indexes that nobody opened for half a year are removed; those in use or opened since are not", async (t) => {
  const indexes = mkdtempSync(join(tmpdir(), "ask-docs-expiry-"));
  t.after(() => rmSync(indexes, { recursive: true, force: true }));
  const now = Date.now();
  const old = new Date(now - keptFor - 86_400_000);
  for (const name of ["forgotten", "opened", "in use"]) {
    const folder = join(indexes, name);
    mkdirSync(folder);
    const store = openStore({ indexDir: folder });
    assert.ok(store.ok);
    store.value.close();
    for (const entry of readdirSync(folder)) utimesSync(join(folder, entry), old, old);
    utimesSync(folder, old, old);
  }
  writeFileSync(join(indexes, "a file"), "");
  const again = openStore({ indexDir: join(indexes, "opened") });
  assert.ok(again.ok);
  again.value.close();
  await removeExpiredIndexes(indexes, [join(indexes, "in use")], now);
  assert.deepEqual(readdirSync(indexes).sort(), ["a file", "in use", "opened"]);
  await removeExpiredIndexes(join(indexes, "none"), [], now);
});
