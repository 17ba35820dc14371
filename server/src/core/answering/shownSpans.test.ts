import assert from "node:assert/strict";
import { test } from "node:test";
import { listAround, tableHead, withAnnounced } from "./blocks.ts";
import { chooseSentences, shownSpans, textOf } from "./shownSpans.ts";
import { testPassage, testSentence } from "./testSentences.ts";

const keys = testPassage(`Keys are rotated every quarter.
To rotate a key:
1. Stop the writer.
2. Run \`rotate-keys\`.
   Wait for the prompt.
3. Start the writer.
Old keys are kept for a year.`);
const table = testPassage(
  `Limits by plan.
| Plan | Rooms | Days |
| --- | --- | --- |
| Small | 3 | 30 |
| Large | 12 | 90 |`,
  2,
);
const last = keys.sentences.length / 2 - 1;
const shown = (spans: readonly { readonly start: number; readonly end: number }[], text: string): readonly string[] =>
  spans.map(({ start, end }) => text.slice(start, end));

test("a sure sentence stands alone; an unsure one is shown with the next, three at most, in reading order", () => {
  const at = (place: number, share: number) => testSentence(keys, place, share);
  assert.deepEqual(chooseSentences([]), []);
  assert.equal(chooseSentences([at(0, 0.9), at(last, 0.1)]).length, 1);
  const unsure = [at(last, 0.3), at(0, 0.25), at(2, 0.02), at(3, 0.01)];
  assert.deepEqual(shownSpans(chooseSentences(unsure), "other").map(textOf), [
    "Keys are rotated every quarter.",
    "Old keys are kept for a year.",
  ]);
  const many = [0.2, 0.19, 0.18, 0.17].map((share, place) => at(place, share));
  assert.equal(chooseSentences(many).length, 3);
});

test("where the best sentence alone is not probable enough, its likely neighbours are shown with it", () => {
  const passage = testPassage("Rooms open at nine. They close at five. On Fridays they stay closed. Bring a card.", 5);
  const ranked = [testSentence(passage, 1, 0.5), testSentence(passage, 2, 0.05), testSentence(passage, 0, 0.02)];
  const [unsure] = shownSpans(chooseSentences(ranked), "time", ranked);
  assert.equal(
    passage.text.slice(unsure?.start, unsure?.end),
    "Rooms open at nine. They close at five. On Fridays they stay closed.",
  );
  const sure = [testSentence(passage, 1, 0.9), ...ranked.slice(1)];
  assert.deepEqual(shownSpans(chooseSentences(sure), "time", sure).map(textOf), ["They close at five."]);
});

test("what says the same again is not shown twice", () => {
  const copy = testPassage("Keys are rotated every quarter.", 3);
  const chosen = chooseSentences([testSentence(keys, 0, 0.4), testSentence(copy, 0, 0.4)]);
  assert.deepEqual(
    chosen.map(({ passage }) => passage.id),
    [1],
  );
});

test("steps are shown as a whole list, and what announces it with it", () => {
  const list = listAround(keys, 3);
  assert.match(keys.text.slice(list?.start, list?.end), /^1\. Stop the writer\.[^]*3\. Start the writer\.$/u);
  const [span] = shownSpans([testSentence(keys, 4, 0.9)], "steps");
  assert.ok(span?.isBlock);
  assert.deepEqual(shown([span], keys.text), [keys.text.slice(list?.start, list?.end)]);
  const [whole] = shownSpans([testSentence(keys, 1, 0.9)], "other");
  assert.match(textOf(whole ?? { passage: keys, start: 0, end: 0 }), /^To rotate a key:\n1\.[^]*Start the writer\.$/u);
  assert.equal(withAnnounced(keys, 0), undefined);
  assert.equal(listAround(keys, 0), undefined);
  assert.equal(shownSpans([testSentence(keys, 2, 0.9)], "person")[0]?.isBlock, false, "an item by itself answers too");
});

test("a list that holds another shown sentence is shown once", () => {
  const spans = shownSpans([testSentence(keys, 1, 0.5), testSentence(keys, 3, 0.4)], "steps");
  assert.equal(spans.length, 1);
  assert.match(textOf(spans[0] ?? { passage: keys, start: 0, end: 0 }), /^To rotate a key:/u);
});

test("code that a sentence announces is shown with it", () => {
  const passage = testPassage("Start it with:\n```sh\nserve --port 80\n```");
  const fenced = { ...passage, sentences: Uint32Array.of(0, 14, 15, passage.text.length) };
  assert.equal(
    textOf(shownSpans([testSentence(fenced, 0, 0.9)], "command")[0] ?? { passage, start: 0, end: 0 }),
    passage.text,
  );
});

test("a row of a table has its head, and the head itself has none", () => {
  const head = tableHead(table, 4);
  assert.equal(table.text.slice(head?.start, head?.end), "| Plan | Rooms | Days |\n| --- | --- | --- |");
  assert.equal(tableHead(table, 1), undefined);
  assert.equal(tableHead(table, 0), undefined);
  assert.deepEqual(shownSpans([testSentence(table, 4, 0.9)], "quantity")[0]?.head, head);
});
