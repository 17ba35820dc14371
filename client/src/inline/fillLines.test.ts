import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import MarkdownIt from "markdown-it";
import { escapeMarkdown } from "../panel/answerMarkdown.ts";
import { fillLines } from "./fillLines.ts";

void test("lines are filled up to the width, and a longer word is left whole", () => {
  assert.deepEqual(fillLines("one two three four".split(" "), 9), ["one two", "three", "four"]);
  assert.deepEqual(fillLines(["a", "[a/very/long/path.md:12](a/very/long/path.md#L12)", "b"], 10), [
    "a",
    "[a/very/long/path.md:12](a/very/long/path.md#L12)",
    "b",
  ]);
  assert.deepEqual(fillLines([], 10), []);
});

void test("no line begins with a mark", () => {
  assert.deepEqual(fillLines("in all - and in 12. June Q: why ?: so".split(" "), 3), [
    "in",
    "all -",
    "and",
    "in 12.",
    "June Q:",
    "why ?:",
    "so",
  ]);
});

void test("Markdown reads the same words, whatever the width", () => {
  const markdown = new MarkdownIt();
  const read = (lines: readonly string[]): string =>
    markdown.render(lines.map((line) => `> ${line}`).join("\n")).replaceAll(/\s+/g, " ");
  const word = fc.oneof(
    fc.constantFrom(
      "-",
      "+",
      "*",
      "#",
      "##",
      "1.",
      "2)",
      ">",
      "===",
      "---",
      "```",
      "~~~",
      "|",
      ":",
      "a",
      "word",
      "![x",
    ),
    fc.string({ minLength: 1, maxLength: 6 }).filter((text) => /^[^\s\u0085]+$/.test(text)),
  );
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 12 }), fc.integer({ min: 1, max: 30 }), (words, width) => {
      const safe = escapeMarkdown(words.join(" ")).split(" ");
      assert.equal(read(fillLines(safe, width)), read([safe.join(" ")]));
    }),
  );
});
