import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { createEditDistance } from "./editDistance.ts";

const editsBetween = createEditDistance();
const distance = (a: string, b: string, most = 20): number => editsBetween(a, b, most)[b.length] ?? Infinity;
const word = fc.string({ unit: fc.constantFrom("a", "b", "c", "é", "ש", "я"), maxLength: 12 });

/** The definition, without a table. */
function slowly(a: string, b: string): number {
  if (a === "" || b === "") return a.length + b.length;
  const [first, second] = [a.slice(0, -1), b.slice(0, -1)];
  const counts = [slowly(first, b) + 1, slowly(a, second) + 1, slowly(first, second) + (a.at(-1) === b.at(-1) ? 0 : 1)];
  if (a.length > 1 && b.length > 1 && a.at(-1) === b.at(-2) && a.at(-2) === b.at(-1))
    counts.push(slowly(a.slice(0, -2), b.slice(0, -2)) + 1);
  return Math.min(...counts);
}

test("one edit is a letter put in, left out or replaced, or two neighbours swapped", () => {
  for (const [a, b, edits] of [
    ["retension", "retention", 1],
    ["retetnion", "retention", 1],
    ["retntion", "retention", 1],
    ["rettention", "retention", 1],
    ["гнедой", "гнездой", 1],
    ["שולם", "שלום", 1],
    ["ca", "abc", 3],
    ["", "abc", 3],
    ["same", "same", 0],
  ] as const)
    assert.equal(distance(a, b), edits, `${a} ${b}`);
});

test("every beginning of the second text is counted, as the definition has it", () => {
  const short = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 6 });
  fc.assert(
    fc.property(short, short, fc.integer({ min: 0, max: 7 }), (a, b, most) => {
      const expected = Array.from({ length: b.length + 1 }, (_, length) => slowly(a, b.slice(0, length)));
      assert.deepEqual(
        [...editsBetween(a, b, most)],
        expected.map((count) => Math.min(count, most + 1)),
      );
    }),
    { numRuns: 1000 },
  );
});

test("it is the same both ways, 0 for the same text alone, and at most the longer length", () => {
  fc.assert(
    fc.property(word, word, (a, b) => {
      const edits = distance(a, b);
      assert.equal(edits, distance(b, a));
      assert.equal(edits === 0, a === b);
      assert.ok(edits <= Math.max(a.length, b.length));
      assert.ok(edits >= Math.abs(a.length - b.length));
    }),
  );
});

test("long texts are compared by their beginnings", () => {
  assert.equal(editsBetween("a".repeat(1000), "a".repeat(1000), 2).length, 65);
});
