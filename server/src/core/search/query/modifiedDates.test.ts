import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { modifiedRange } from "./modifiedDates.ts";

const now = new Date(2024, 4, 15, 13, 30).getTime();
type Moment = readonly [year: number, month: number, day: number, hour?: number];
const holds = (value: string, [year, month, day, hour = 12]: Moment): boolean | undefined => {
  const range = modifiedRange(value, now);
  const time = new Date(year, month - 1, day, hour).getTime();
  return range === undefined ? undefined : time >= range.from && time < range.to;
};

test("days, months and years, before and after them, and from one to another", () => {
  for (const [value, inside, outside] of [
    ["2024-05-01", [2024, 5, 1, 0], [2024, 5, 2, 0]],
    ["2024-5-1", [2024, 5, 1, 23], [2024, 4, 30, 23]],
    ["2024-05", [2024, 5, 31, 23], [2024, 6, 1, 0]],
    ["2024-12", [2024, 12, 31, 23], [2025, 1, 1, 0]],
    ["2024", [2024, 12, 31, 23], [2025, 1, 1, 0]],
    ["2024-02-29", [2024, 2, 29], [2024, 3, 1]],
    [">2024-01-01", [2024, 1, 2, 0], [2024, 1, 1, 23]],
    [">=2024-01-01", [2024, 1, 1, 0], [2023, 12, 31, 23]],
    ["<2024-05", [2024, 4, 30, 23], [2024, 5, 1, 0]],
    ["<=2024-05", [2024, 5, 31, 23], [2024, 6, 1, 0]],
    ["2024-01..2024-03", [2024, 3, 31, 23], [2024, 4, 1, 0]],
    ["2024-01..", [2030, 1, 1], [2023, 12, 31]],
    ["..2024-01-15", [2024, 1, 15, 23], [2024, 1, 16, 0]],
    ["2024-05-01..today", [2024, 5, 15, 23], [2024, 5, 16, 0]],
    ["today", [2024, 5, 15, 0], [2024, 5, 14, 23]],
    ["Yesterday", [2024, 5, 14, 23], [2024, 5, 15, 0]],
    ["<7d", [2024, 5, 8, 14], [2024, 5, 8, 13]],
    ["7d", [2024, 5, 15, 13], [2024, 5, 8, 13]],
    [">2w", [2024, 5, 1, 13], [2024, 5, 1, 14]],
    ["<3m", [2024, 2, 16], [2024, 2, 15]],
    [">1y", [2023, 5, 15], [2023, 5, 16]],
    ["<36h", [2024, 5, 14, 2], [2024, 5, 14, 1]],
  ] as const) {
    assert.equal(holds(value, inside), true, `${value} holds ${inside.join(" ")}`);
    assert.equal(holds(value, outside), false, `${value} does not hold ${outside.join(" ")}`);
  }
});

test("what is no date is said to be none", () => {
  for (const value of [
    "",
    "..",
    "soon",
    "2024-00",
    "2024-13",
    "2024-02-30",
    "2023-02-29",
    "24",
    "7",
    "<",
    "2024-05..2024-01",
    "<>2024",
    "1.5.2024",
  ])
    assert.equal(modifiedRange(value, now), undefined, value);
});

test("a range is never empty, and every day of the calendar is one", () => {
  const day = fc.date({ min: new Date(1000, 0, 1), max: new Date(9999, 11, 31), noInvalidDate: true });
  fc.assert(
    fc.property(day, (date) => {
      const [year, month, ofMonth] = [date.getFullYear(), date.getMonth() + 1, date.getDate()];
      const range = modifiedRange(`${year}-${month}-${ofMonth}`, now);
      assert.ok(range !== undefined && range.from <= date.getTime() && date.getTime() < range.to);
    }),
  );
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...Array.from("0123456789-.<>=dwmyh")), maxLength: 14 }), (value) => {
      const range = modifiedRange(value, now);
      assert.ok(range === undefined || range.from < range.to, value);
    }),
  );
});
