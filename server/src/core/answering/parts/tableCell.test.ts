import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { askedCell } from "./tableCell.ts";

const head = "| Plan | Rooms | Retention time |\n| --- | --- | --- |";
const row = "| Large | 12 | 90 days \\| more |";
const asks =
  (...words: readonly string[]) =>
  (word: string): boolean =>
    words.includes(word.toLowerCase());
const textOf = (cell: { readonly start: number; readonly end: number } | undefined, of = row): string | undefined =>
  cell === undefined ? undefined : of.slice(cell.start, cell.end);

test("the cell under the head that was asked for answers", () => {
  assert.equal(textOf(askedCell(head, row, asks("retention", "large", "plan"))), "90 days \\| more");
  assert.equal(textOf(askedCell(head, row, asks("rooms", "large"))), "12");
  assert.equal(askedCell(head, row, asks("large")), undefined, "nothing tells which");
});

test("of two columns the one that was not asked about answers, without outer borders too", () => {
  assert.equal(
    textOf(askedCell("Code | Meaning", "ERR_1042 | Disk is full", asks("err_1042")), "ERR_1042 | Disk is full"),
    "Disk is full",
  );
});

test("any row gives a cell within it, or none", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 60 }), fc.string({ maxLength: 60 }), (top, line) => {
      const cell = askedCell(top, line, (word) => word.length % 2 === 0);
      if (cell !== undefined) assert.ok(cell.start >= 0 && cell.start < cell.end && cell.end <= line.length);
    }),
  );
});
