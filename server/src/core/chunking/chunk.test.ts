import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { startCpuTime } from "../../../../test/support/cpuTime.ts";
import { createMarkdownParser } from "../documents/markdown/markdownParser.ts";
import { createPlainTextParser } from "../documents/plainText.ts";
import { createSentenceSplitter } from "../language/sentences.ts";
import { chunkDocument } from "./chunk.ts";
import { estimateTokens } from "./tokens.ts";

const parser = createMarkdownParser();
const splitter = createSentenceSplitter();
const sizes = { most: 60, least: 10 };
const chunk = (text: string) => chunkDocument(parser.parse(text), text, "en", splitter, sizes);

test("passages follow headings, and carry those above them", () => {
  const long = "Backups are kept for thirty-five days in two places that lie far apart. ".repeat(2);
  const passages = chunk(`# Guide\n\n${long}\n\n## Keep\n\n${long}\n\n### Where\n\n${long}\n`);
  assert.deepEqual(
    passages.map(({ headings }) => headings),
    [["Guide"], ["Guide", "Keep"], ["Guide", "Keep", "Where"]],
  );
});

test("small sections join the next one, whose heading then belongs to the text", () => {
  const text = "# A\n\nOne.\n\n# B\n\nTwo.\n";
  const passages = chunk(text);
  assert.equal(passages.length, 1);
  assert.equal(text.slice(passages[0]?.start, passages[0]?.end), "One.\n\n# B\n\nTwo.");
  assert.equal(passages[0]?.plain, "One.\nB\nTwo.");
});

test("a question and its answer are a passage of their own, however short", () => {
  const sections = [
    "## How long?",
    "A day.",
    "## כמה זה עולה?",
    "שקל.",
    "## 多久？",
    "一天。",
    "## Other",
    "One.",
    "## More",
    "Two.",
  ];
  assert.deepEqual(
    chunk(["# Help", ...sections, ""].join("\n\n")).map(({ headings, plain }) => [headings.at(-1), plain]),
    [
      ["How long?", "A day."],
      ["כמה זה עולה?", "שקל."],
      ["多久？", "一天。"],
      ["Other", "One.\nMore\nTwo."],
    ],
  );
});

test("code and tables stay whole where they fit, and are divided by lines and rows where they do not", () => {
  const code = "```js\nconst a = 1;\n\nconst b = 2;\n```";
  assert.ok(
    chunk(`Before.\n\n${code}\n`).some(({ start, end }) =>
      `Before.\n\n${code}\n`.slice(start, end).includes("const b"),
    ),
  );
  const rows = Array.from({ length: 40 }, (_, row) => `| item ${row} | ${row * 7} days |`);
  const table = `| name | time |\n| --- | --- |\n${rows.join("\n")}\n`;
  const passages = chunk(table);
  assert.ok(passages.length > 1);
  for (const row of rows) {
    assert.equal(passages.filter(({ start, end }) => table.slice(start, end).includes(row)).length, 1, row);
  }
});

test("a line of 5 MB becomes passages in a few seconds", () => {
  const text = "words without an end ".repeat(250_000);
  const spent = startCpuTime();
  const passages = chunkDocument(createPlainTextParser().parse(text), text, "en", splitter);
  assert.ok(passages.length > 1000);
  assert.ok(spent() < 10_000);
});

test("passages and sentences slice back into the text, in order, none above the largest size", () => {
  const block = fc.oneof(
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 200 }),
    fc.constantFrom(
      "# Heading",
      "## Под заголовком",
      "- item one\n- item two",
      "| a | b |\n| - | - |\n| 1 | 2 |",
      "```\ncode\n```",
      "> quote",
    ),
    fc.lorem({ maxCount: 40, mode: "words" }),
    fc.lorem({ maxCount: 8, mode: "sentences" }),
  );
  fc.assert(
    fc.property(fc.array(block, { maxLength: 12 }), fc.constantFrom("\n\n", "\r\n\r\n", "\n"), (blocks, separator) => {
      const text = blocks.join(separator);
      let last = 0;
      for (const passage of chunk(text)) {
        assert.ok(passage.start >= last && passage.end > passage.start && passage.end <= text.length);
        assert.ok(estimateTokens(passage.plain) <= 2 * sizes.most + 20);
        let inside = passage.start;
        for (const { start, end } of passage.sentences) {
          assert.ok(start >= inside && end > start && end <= passage.end);
          inside = end;
        }
        last = passage.end;
      }
    }),
  );
});
