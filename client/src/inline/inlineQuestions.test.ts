import assert from "node:assert/strict";
import { test } from "node:test";
import { startCpuTime } from "../../../test/support/cpuTime.ts";
import { findInlineQuestions } from "./inlineQuestions.ts";

const asked = (text: string, languageId = "markdown"): readonly string[] =>
  findInlineQuestions(text.split("\n"), languageId).map(({ line, question }) => `${line}: ${question}`);

void test("a line of a note asks by ?: or Q:, and a question mark of any script", () => {
  assert.deepEqual(asked("Q : How long?\n  ?: Why now? \nQ: no mark\nIs it? Q: late?\nq: small?\nQ: ?"), [
    "0: How long?",
    "1: Why now?",
  ]);
  assert.deepEqual(asked("Q: כמה זמן נשמרים הגיבויים?\n\u200f?: למה?\u200f\n؟: لماذا؟\n？：为什么？", "plaintext"), [
    "0: כמה זמן נשמרים הגיבויים?",
    "1: למה?",
    "2: لماذا؟",
    "3: 为什么？",
  ]);
});

void test("code blocks of Markdown do not ask", () => {
  assert.deepEqual(asked("```\nQ: inside?\n~~~\n```\nQ: outside?"), ["4: outside?"]);
});

void test("code asks after the mark of its comments alone", () => {
  assert.deepEqual(asked("Q: bare?\n// Q: one?\n  /// ?: two?\n/* Q: three? */\n * Q: four?\na ?: b?", "typescript"), [
    "1: one?",
    "2: two?",
    "3: three?",
    "4: four?",
  ]);
  assert.deepEqual(asked("# Q: py?\n// Q: no?", "python"), ["0: py?"]);
  assert.deepEqual(asked("<!-- Q: page? -->\n<!-- Q: open?", "html"), ["0: page?"]);
  assert.deepEqual(asked("Q: unknown?\n# Q: unknown?", "brainfuck"), []);
});

void test("a long line costs no time", () => {
  const spent = startCpuTime();
  assert.deepEqual(asked(`Q: ${"? ".repeat(100_000)}x\n//${" ".repeat(900)}x`, "typescript"), []);
  assert.ok(spent() < 500);
});
