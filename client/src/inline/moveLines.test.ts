import assert from "node:assert/strict";
import { test } from "node:test";
import { moveLines } from "./moveLines.ts";

const block = { line: 5, count: 2 };
const change = (startLine: number, start: number, endLine: number, end: number, text: string) => ({
  range: { start: { line: startLine, character: start }, end: { line: endLine, character: end } },
  text,
});

void test("lines follow edits above them, and stay with edits below", () => {
  assert.deepEqual(moveLines(block, [change(0, 0, 0, 0, "a\r\nb\n")]), { line: 7, count: 2 });
  assert.deepEqual(moveLines(block, [change(1, 0, 3, 0, "")]), { line: 3, count: 2 });
  assert.deepEqual(moveLines(block, [change(4, 0, 5, 0, "x\n")]), block);
  assert.equal(moveLines(block, [change(8, 0, 9, 0, "more")]), block);
});

void test("an edit of the lines themselves ends it", () => {
  assert.equal(moveLines(block, [change(6, 1, 6, 2, "x")]), undefined);
  assert.equal(moveLines(block, [change(5, 3, 7, 9, "")]), undefined);
  assert.equal(moveLines(block, [change(0, 0, 9, 0, "")]), undefined);
});
