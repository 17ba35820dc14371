import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { createPlainTextParser } from "./plainText.ts";

const parser = createPlainTextParser();

test("blank lines part paragraphs, whatever the line ends", () => {
  const text = "\r\n  First line\r\nsecond line\r\n \t\r\nשלום\rעולם\r\rlast\n";
  const { blocks, title, language } = parser.parse(text);
  assert.deepEqual(
    blocks.map((block) => text.slice(block.start, block.end)),
    ["First line\r\nsecond line", "שלום\rעולם", "last"],
  );
  assert.equal(blocks[0]?.plain, "First line second line");
  assert.equal(title, undefined);
  assert.equal(language, undefined);
});

test("a file without blank lines is one paragraph, an empty one has none", () => {
  assert.equal(parser.parse("a line\n".repeat(100_000)).blocks.length, 1);
  assert.equal(parser.parse(" \n\n").blocks.length, 0);
});

test("nothing but white space lies outside of the paragraphs", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom("a", " ", "\r", "\n", "\u00a0") }), (text) => {
      let last = 0;
      for (const { start, end } of parser.parse(text).blocks) {
        assert.equal(text.slice(last, start).trim(), "");
        assert.equal(text.slice(start, end), text.slice(start, end).trim());
        assert.ok(start < end);
        last = end;
      }
      assert.equal(text.slice(last).trim(), "");
    }),
  );
});
