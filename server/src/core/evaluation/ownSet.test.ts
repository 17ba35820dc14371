import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { readQuestions, readRelevance } from "./judgedSet.ts";
import { readJudgements, type Verdict } from "./judgements.ts";
import { changeSet, verdictOn, type JudgementChange, type SetTexts } from "./ownSet.ts";

const empty: SetTexts = { questions: "", relevance: "", judgements: "" };
const text = "Backups are kept for 35 days. They are made at night. The tapes lie in Leeds.";

/** A judgement of a sentence of `text`, or of other words. */
function change(quote: string, verdict: Verdict | undefined, given: Partial<JudgementChange> = {}): JudgementChange {
  const start = text.indexOf(quote);
  const words = { path: "en/backups.md", start, end: start + quote.length, quote, before: "", after: "" };
  return {
    question: "How long are backups kept?",
    words: { ...words, contentHash: "h", judgedAt: "2026-11-21T14:03:00Z" },
    verdict,
    text,
    ...given,
  };
}

const first = "Backups are kept for 35 days.";
const second = "They are made at night.";
const judgementsIn = (set: SetTexts) => readJudgements("", set.judgements).value;
const changed = (set: SetTexts, ...changes: readonly JudgementChange[]): SetTexts =>
  changes.reduce((texts, each) => changeSet(texts, each, "own-1"), set);

test("a judgement adds the question, the passage and the document's grade; taking it back leaves nothing", () => {
  const judged = changed(empty, change(first, "right"));
  assert.equal(judged.questions, '{"id":"own-1","text":"How long are backups kept?"}\n');
  assert.equal(judged.relevance, "own-1\ten/backups.md\t1\n");
  assert.equal(judgementsIn(judged).length, 1);
  assert.equal(judgementsIn(judged)[0]?.quote, first);
  assert.deepEqual(changed(judged, change(first, undefined)), empty);
});

test("a judgement takes the place of one on the same words; other words of the document keep theirs", () => {
  const judged = changed(empty, change(first, "right"), change(second, "wrong"), change(first, "wrong"));
  assert.deepEqual(
    judgementsIn(judged).map(({ quote, verdict }) => [quote, verdict]),
    [
      [second, "wrong"],
      [first, "wrong"],
    ],
  );
  assert.equal(judged.relevance, "own-1\ten/backups.md\t0\n");
  assert.equal(changed(judged, change(second, "right")).relevance, "own-1\ten/backups.md\t1\n");
});

test("earlier judgements are compared where their words stand now, not where they stood", () => {
  const judged = changed(empty, change(first, "right"));
  const longer = `A new first sentence that is long. ${text}`;
  const inserted = "A new first sentence that is long.";
  const start = 0;
  const words = { ...change(first, "wrong").words, quote: inserted, start, end: inserted.length };
  const both = changed(judged, { ...change(first, "wrong"), words, text: longer });
  assert.equal(judgementsIn(both).length, 2);
});

test("the same question in other spacing and composition is the same question; one written by hand keeps its id", () => {
  const byHand = { ...empty, questions: '{"id": "q7", "text": "Où est le cafe\\u0301?"}\n' };
  const judged = changed(byHand, change(first, "right", { question: "  Où est  le café?\n" }));
  assert.equal(judged.questions, byHand.questions);
  assert.equal(judged.relevance, "q7\ten/backups.md\t1\n");
  assert.equal(changed(judged, change(first, undefined, { question: "Où est le café?" })).questions, byHand.questions);
});

test("a grade given by hand stays, whatever is judged", () => {
  const byHand = {
    ...empty,
    questions: '{"id":"own-1","text":"How long are backups kept?"}\n',
    relevance: "own-1\ten/backups.md\t3\n",
  };
  for (const verdict of ["wrong", "right", undefined] as const)
    assert.equal(changed(byHand, change(first, verdict)).relevance, byHand.relevance);
});

test("what was said of words is told for any part of them, right before wrong", () => {
  const judged = judgementsIn(changed(empty, change(first, "right"), change(second, "wrong")));
  const on = (start: number, end: number) =>
    verdictOn(judged, "own-1", { path: "en/backups.md", start, end, quote: text.slice(start, end) }, text);
  assert.equal(on(0, 10), "right");
  assert.equal(on(first.length + 2, first.length + 8), "wrong");
  assert.equal(on(0, text.length), "right");
  assert.equal(on(text.indexOf("The tapes"), text.length), undefined);
  assert.equal(verdictOn(judged, "own-2", change(first, "right").words, text), undefined);
});

test("rows that are not concerned stay character for character, readable or not, and none is lost", () => {
  const sentences = text.split(/(?<=\.) /u);
  const junk = fc.constantFrom(
    "{oops",
    "a\tb",
    "own-1\tx.md\t2",
    "  spaced  ",
    '{"query_id":"other"}',
    "\u2028",
    "ü\r",
  );
  const step = fc.record({
    sentence: fc.constantFrom(...sentences),
    verdict: fc.constantFrom("right", "wrong", undefined),
    question: fc.constantFrom("One?", "Two?", "אחת?"),
  });
  fc.assert(
    fc.property(fc.array(junk), fc.array(step), fc.boolean(), (rows, steps, ended) => {
      const kept = rows.join("\n") + (ended && rows.length > 0 ? "\n" : "");
      let set: SetTexts = { questions: kept, relevance: kept, judgements: kept };
      const wanted = new Map<string, Verdict>();
      for (const { sentence, verdict, question } of steps) {
        set = changeSet(set, change(sentence, verdict, { question }), `own-${question}`);
        if (verdict === undefined) wanted.delete(question + sentence);
        else wanted.set(question + sentence, verdict);
      }
      for (const part of Object.values(set) as string[]) assert.ok(part.startsWith(kept), JSON.stringify(part));
      const stored = judgementsIn(set).map(({ questionId, quote, verdict }) => [questionId + quote, verdict]);
      assert.deepEqual(
        Object.fromEntries(stored),
        Object.fromEntries(Array.from(wanted, ([key, verdict]) => [`own-${key}`, verdict])),
      );
      const judgedQuestions = new Set(judgementsIn(set).map(({ questionId }) => questionId));
      const ids = new Set(readQuestions("", set.questions).value.map(({ id }) => id));
      assert.deepEqual(ids, judgedQuestions);
      for (const [id, grades] of readRelevance("", set.relevance).value)
        if (judgedQuestions.has(id)) assert.ok((grades.get("en/backups.md") ?? 0) === 1);
    }),
  );
});
