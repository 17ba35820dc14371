import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { createLineIndex } from "./lines.ts";

test("\\n, \\r\\n and a lone \\r end lines, also mixed", () => {
  const text = "a\nb\r\nc\rd";
  const lines = createLineIndex(text);
  assert.equal(lines.lineCount, 4);
  assert.deepEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 99].map(lines.lineAt), [1, 1, 2, 2, 2, 3, 3, 4, 4, 4]);
  assert.deepEqual([1, 2, 3, 4, 5].map(lines.startOf), [0, 2, 5, 7, 8]);
});

test("empty text has one line, and a final line end begins another", () => {
  assert.equal(createLineIndex("").lineCount, 1);
  assert.equal(createLineIndex("").lineAt(0), 1);
  assert.equal(createLineIndex("a\n").lineCount, 2);
  assert.equal(createLineIndex("a\r").lineCount, 2);
});

test("lines agree with splitting at line ends, whatever the text", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "\r", "\n", "ש") });
  fc.assert(
    fc.property(text, (value) => {
      const lines = createLineIndex(value);
      const parts = value.split(/\r\n|\r|\n/u);
      assert.equal(lines.lineCount, parts.length);
      parts.forEach((part, index) => {
        const start = lines.startOf(index + 1);
        assert.equal(value.slice(start, start + part.length), part);
        assert.equal(lines.lineAt(start), index + 1);
        assert.equal(lines.lineAt(start + part.length), index + 1);
      });
    }),
  );
});
