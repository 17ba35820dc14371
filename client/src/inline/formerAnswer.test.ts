import assert from "node:assert/strict";
import { test } from "node:test";
import { formerAnswerLines } from "./formerAnswer.ts";
import { findInlineQuestions } from "./inlineQuestions.ts";

/** Of the first question of a text. */
function formerOf(text: string, languageId = "markdown"): number {
  const lines = text.split("\n");
  const [asked] = findInlineQuestions(lines, languageId);
  assert.ok(asked);
  return formerAnswerLines(lines, asked, languageId);
}

const link = "[en/a.md:1](../en/a.md#L1)";

void test("an answer right below its question is found, several lines and sentences of it", () => {
  assert.equal(formerOf(`Q: How long?\n> Long, and\n> longer. ${link}\n> Ever. ${link} (partly so)\n\nMore.`), 3);
  assert.equal(formerOf(`  Q: How long?\n  > Long. ${link}`), 1);
});

void test("what a person wrote is no answer", () => {
  assert.equal(formerOf("Q: How long?\n> I wonder."), 0);
  assert.equal(formerOf(`Q: How long?\n\n> Long. ${link}`), 0);
  assert.equal(formerOf(`Q: How long?\nLong. ${link}`), 0);
  assert.equal(formerOf(`Q: How long?\n> Long. ${link}\n> I doubt it.`), 1);
  assert.equal(formerOf("Q: How long?"), 0);
});

void test("in code it is comments of the question's own kind, up to the next question", () => {
  const code = `# Q: How long?\n# Long, and\n# longer. ${link}\n# I doubt it.\ndays = 0`;
  assert.equal(formerOf(code, "python"), 2);
  assert.equal(formerOf(`<!-- Q: How long? -->\n<!-- Long. ${link} -->\n<p>`, "html"), 1);
  assert.equal(formerOf(`# Q: How long?\n# Q: And then?\n# Long. ${link}`, "python"), 0);
});
