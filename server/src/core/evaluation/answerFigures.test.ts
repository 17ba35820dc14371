import assert from "node:assert/strict";
import { test } from "node:test";
import { scoreAnswer, summariseAnswers } from "./answerFigures.ts";
import { readGoldAnswers } from "./goldAnswers.ts";

const gold = { answers: ["35 days", "35"], answerable: true, madeBy: "cloze" };

test("a right answer is looked for in the sentence and in what is shown, whole numbers alone", () => {
  const given = {
    exact: "35 days",
    sentence: "Backups are kept 35  Days.",
    shown: "Backups are kept 35  Days.",
    confidence: 0.8,
  };
  assert.deepEqual(scoreAnswer(given, gold).scores, { shown: 1, sentence: 1, exactF1: 1 });
  const other = {
    ...given,
    exact: "135",
    sentence: "It costs 135 or 350.",
    shown: "It costs 135 or 350. It is kept 35 days.",
  };
  assert.deepEqual(scoreAnswer(other, gold).scores, { shown: 1, sentence: 0, exactF1: 0 });
});

test("confidence is compared between questions with and without an answer", () => {
  const of = (answerable: boolean, confidence: number) =>
    scoreAnswer(
      { exact: "35", sentence: "35", shown: "35", confidence },
      answerable ? gold : { answers: [], answerable: false, madeBy: "twin" },
    );
  const figures = summariseAnswers([of(true, 0.9), of(true, 0.4), of(false, 0.5), of(false, 0.1)]);
  assert.equal(figures?.auroc, 0.75);
  assert.equal(figures.questions, 2);
  assert.equal(figures.unanswerable, 2);
  assert.equal(figures.figures.sentence, 1);
  assert.deepEqual([...figures.kinds.keys()], ["cloze"]);
  assert.equal(summariseAnswers([of(true, 0.9)])?.auroc, undefined);
  assert.equal(summariseAnswers([of(false, 0.9)]), undefined);
});

test("rows of answers are read, and wrong ones named", () => {
  const { value, problems } = readGoldAnswers(
    "answers.jsonl",
    '{"query_id":1,"answers":["a"," "]}\n{"query_id":"b","answers":[],"answerable":false,"generated":{"by":"twin"}}\n{"answers":3}\n',
  );
  assert.deepEqual(
    [...value],
    [
      ["1", { answers: ["a"], answerable: true }],
      ["b", { answers: [], answerable: false, madeBy: "twin" }],
    ],
  );
  assert.deepEqual(
    problems.map(({ line }) => line),
    [3],
  );
});
