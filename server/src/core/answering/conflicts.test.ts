import assert from "node:assert/strict";
import { test } from "node:test";
import { findConflict } from "./conflicts.ts";
import type { ExactPart } from "./parts/exactPart.ts";
import { textOf } from "./shownSpans.ts";
import { testPassage, testSentence } from "./testSentences.ts";
import type { RankedSentence } from "./extract.ts";

const duration = (sentence: RankedSentence): ExactPart | undefined => {
  const found = /\d+ days/u.exec(textOf(sentence));
  return found === null
    ? undefined
    : { start: found.index, end: found.index + found[0].length, kind: "duration", share: 0.9 };
};
const first = testSentence(testPassage("Backups are kept for 35 days.", 1), 0, 0.6);
const other = (text: string, own: Parameters<typeof testSentence>[3] = {}, file = 2) =>
  testSentence(testPassage(text, 2, file), 0, 0.3, own);

test("another file's other number for the same thing is a conflict", () => {
  const found = findConflict([first, other("Backups are kept for 30 days only.")], duration);
  assert.deepEqual([found?.against, found?.value], ["35 days", "30 days"]);
});

test("the same number, the same file, another subject or a mere neighbour is none", () => {
  assert.equal(findConflict([first, other("We keep backups for 35 days.")], duration), undefined);
  assert.equal(findConflict([first, other("Backups are kept for 30 days.", {}, 1)], duration), undefined);
  assert.equal(findConflict([first, other("Invoices: 30 days.", { coverage: 0.3 })], duration), undefined);
  assert.equal(findConflict([first, other("Invoices are paid in 30 days.", { similarity: 0.7 })], duration), undefined);
  assert.equal(findConflict([first], duration), undefined);
  assert.equal(findConflict([], duration), undefined);
});

test("answers that are no numbers cannot differ", () => {
  const name = (sentence: RankedSentence): ExactPart => ({
    start: 0,
    end: textOf(sentence).length,
    kind: "name",
    share: 1,
  });
  assert.equal(findConflict([first, other("Backups are kept for 30 days only.")], name), undefined);
});
