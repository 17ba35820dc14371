import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { readRows, writeRows } from "./exchange.ts";

test("rows and their vectors come back in order, whatever the batch", (t) => {
  const folder = mkdtempSync(join(tmpdir(), "ask-docs-exchange-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const text = fc.string({ unit: "binary" }).map((any) => any.toWellFormed());
  const vector = fc.float32Array({ minLength: 3, maxLength: 3, noNaN: true });
  const row = fc.record({ text, vector }, { noNullPrototype: true });
  fc.assert(
    fc.property(fc.array(row, { maxLength: 12 }), fc.integer({ min: 1, max: 5 }), (rows, batch) => {
      writeRows(
        folder,
        "rows",
        rows.map(({ text }) => ({ text })),
        rows.map(({ vector }) => vector),
      );
      assert.deepEqual([...readRows<{ text: string }>(folder, "rows", batch, 3)].flat(), rows);
    }),
  );
});
