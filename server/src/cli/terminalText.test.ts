import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { columnsOf, pad, wrap } from "./terminalText.ts";

test("marks and isolates take no column, wide characters two", () => {
  assert.equal(columnsOf("lamp"), 4);
  assert.equal(columnsOf("שָׁלוֹם"), 4);
  assert.equal(columnsOf("\u2068שלום\u2069"), 4);
  assert.equal(columnsOf("图书馆"), 6);
  assert.equal(columnsOf("ガラス"), 6);
  assert.equal(columnsOf("도서관"), 6);
  assert.equal(columnsOf("📚"), 2);
  assert.equal(pad("图", 4), "图  ");
  assert.equal(pad("7", 4, "start"), "   7");
  assert.equal(pad("longer", 2), "longer");
});

test("lines are never wider than they may be, and nothing is lost", () => {
  const words = fc.array(fc.string({ unit: "grapheme", minLength: 1, maxLength: 30 }));
  fc.assert(
    fc.property(words, fc.integer({ min: 4, max: 40 }), (given, width) => {
      const text = given.join(" ");
      const lines = wrap(text, width);
      for (const line of lines) assert.ok(columnsOf(line) <= width, JSON.stringify(line));
      assert.equal(lines.join("").replace(/\s+/gu, ""), text.replace(/\s+/gu, ""));
    }),
  );
});
