import assert from "node:assert/strict";
import { test } from "node:test";
import { findConflict } from "./conflicts.ts";
import type { FileRecord } from "../ports.ts";
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
const file = (id: number, path: string, title = "Backups"): FileRecord =>
  ({ id, path, title }) as unknown as FileRecord;
const fileOf = (id: number): FileRecord => file(id, `page${"abc".charAt(id)}.md`);
const first = testSentence(testPassage("Backups are kept for 35 days.", 1), 0, 0.6);
const other = (text: string, own: Parameters<typeof testSentence>[3] = {}, file = 2) =>
  testSentence(testPassage(text, 2, file), 0, 0.3, own);

test("another file's other number for the same thing is a conflict", () => {
  const found = findConflict([first, other("Backups are kept for 30 days only.")], duration, fileOf);
  assert.deepEqual([found?.against, found?.value], ["35 days", "30 days"]);
});

test("the same number, the same file, another subject or a mere neighbour is none", () => {
  assert.equal(findConflict([first, other("We keep backups for 35 days.")], duration, fileOf), undefined);
  assert.equal(findConflict([first, other("Backups are kept for 30 days.", {}, 1)], duration, fileOf), undefined);
  assert.equal(findConflict([first, other("Invoices: 30 days.", { coverage: 0.3 })], duration, fileOf), undefined);
  assert.equal(
    findConflict([first, other("Invoices are paid in 30 days.", { similarity: 0.7 })], duration, fileOf),
    undefined,
  );
  assert.equal(findConflict([first], duration, fileOf), undefined);
  assert.equal(findConflict([], duration, fileOf), undefined);
});

test("answers that are no numbers cannot differ", () => {
  const name = (sentence: RankedSentence): ExactPart => ({
    start: 0,
    end: textOf(sentence).length,
    kind: "name",
    share: 1,
  });
  assert.equal(findConflict([first, other("Backups are kept for 30 days only.")], name, fileOf), undefined);
});

test("another year's or version's edition of the same page is no conflict; another page with a year in its name is", () => {
  const ranked = [first, other("Backups are kept for 30 days only.")];
  const conflictOf = (one: FileRecord, two: FileRecord) =>
    findConflict(ranked, duration, (id) => (id === 1 ? one : two));
  assert.equal(conflictOf(file(1, "en/policy-2025.md"), file(2, "en/policy-2024.md")), undefined);
  assert.equal(conflictOf(file(1, "2025/policy.md"), file(2, "2024/policy.md")), undefined);
  assert.equal(conflictOf(file(1, "v2/policy.md"), file(2, "v1/policy.md")), undefined);
  assert.equal(conflictOf(file(1, "a.md", "מדיניות 2025"), file(2, "old/b.md", "מדיניות 2024")), undefined);
  assert.notEqual(conflictOf(file(1, "en/policy-2025.md"), file(2, "en/limits-2024.md", "Limits")), undefined);
  assert.notEqual(conflictOf(file(1, "a.md", "2025"), file(2, "b.md", "2024")), undefined);
  assert.notEqual(conflictOf(file(1, "a.md", "Policy 2025"), file(2, "b.md", "Policy 2025")), undefined);
});
