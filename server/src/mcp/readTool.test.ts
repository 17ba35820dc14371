import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { partOf } from "./readTool.ts";

const text = fc.string({ unit: "binary", maxLength: 60 }).map((words) => `${words}\r\n`.repeat(900));

test("a document is the same read part by part as at once, and no part cuts a character", () => {
  fc.assert(
    fc.property(text, (whole) => {
      let read = "";
      for (let next: number | null = 0; next !== null;) {
        const part = partOf({ path: "a.md", startOffset: next }, whole);
        assert.ok(part.ok && part.value.text.length <= 20_000);
        if (whole.isWellFormed()) assert.ok(part.value.text.isWellFormed());
        read += part.value.text;
        next = part.value.nextOffset;
      }
      assert.equal(read, whole);
    }),
    { numRuns: 30 },
  );
});

test("any range is a slice of the document that its offsets name, or a failure", () => {
  const at = fc.option(fc.nat(120), { nil: undefined });
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 100 }), at, at, (whole, startOffset, endOffset) => {
      const part = partOf({ path: "a.md", startOffset, endOffset }, whole);
      if (!part.ok) return;
      assert.equal(whole.slice(part.value.startOffset, part.value.endOffset), part.value.text);
      assert.ok(part.value.startLine <= part.value.endLine);
    }),
  );
});

test("lines are given whole, with their ends", () => {
  const part = partOf({ path: "a.md", startLine: 2, endLine: 3 }, "one\r\ntwo\rthree\nfour");
  assert.ok(part.ok);
  assert.equal(part.value.text, "two\rthree\n");
  assert.deepEqual([part.value.startLine, part.value.endLine, part.value.lines], [2, 3, 4]);
});
