import assert from "node:assert/strict";
import { test } from "node:test";
import { createSentenceCount, endsInLoop } from "./repetition.ts";

void test("a text that says the same again and again is a loop, in any script", () => {
  const loops = [
    "Backups are kept. " + "They are kept for 35 days. ".repeat(6),
    "ha".repeat(100),
    "גיבויים נשמרים. ".repeat(9),
    "答案是三十五天。".repeat(20),
    "- one\n- two\n- three\n".repeat(8) + "- one\n- two\n- three\n",
  ];
  for (const text of loops) assert.ok(endsInLoop(text), text.slice(0, 60));
});

void test("lists, tables, rulers and short repetitions are none", () => {
  const plain = [
    "",
    "Yes. Yes. Yes.",
    "The backup is kept for 35 days [1].",
    "\n".repeat(500),
    "=".repeat(80),
    "| a | b |\n|---|---|\n| 1 | 2 |\n| 1 | 3 |\n| 1 | 4 |\n| 1 | 5 |\n| 1 | 6 |\n",
    "They are kept for 35 days. ".repeat(6) + "Then they are deleted.",
  ];
  for (const text of plain) assert.equal(endsInLoop(text), false, text.slice(0, 60));
});

void test("a loop that counts on is a loop, and so is a sentence said three times with others between", () => {
  assert.ok(endsInLoop(Array.from({ length: 9 }, (_, at) => `How long copies stay [${at}]\n`).join("")));
  const isSaidTooOften = createSentenceCount();
  const said = ["It is blue.", "It is red.", "It is blue!", "It is green.", "- it is  blue"].map(isSaidTooOften);
  assert.deepEqual(said, [false, false, false, false, true]);
  assert.deepEqual(["-", "-", "-", "-"].map(createSentenceCount()), [false, false, false, false]);
});
