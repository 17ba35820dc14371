import assert from "node:assert/strict";
import { test } from "node:test";
import type { Explanation, WordExplanation } from "./explanation.ts";
import { featureRows, legRows, missingWords, ordinal, wordRows } from "./explanationRows.ts";

const term = (name: string, ...fields: readonly (readonly [string, number])[]) => ({
  term: name,
  idf: 2,
  score: 3,
  fields: fields.map(([field, frequency]) => ({ field, frequency, score: 1 })),
});
const word = (text: string, score: number, ...terms: WordExplanation["terms"]): WordExplanation => ({
  text,
  score,
  terms,
});

const explanation: Explanation = {
  headline: "Found by its words (1 of 2) and by its meaning.",
  notes: [],
  rank: 12,
  candidates: 1340,
  score: 0.5,
  lexical: {
    score: 6,
    phrases: 0,
    scaled: 0.571,
    weight: 0.5,
    rank: 3,
    words: [
      word("backupPolicy", 6, term("backup", ["title", 1], ["body", 2]), term("policy", ["body", 4])),
      word("kept", 0),
    ],
  },
  dense: { cosine: 0.81, similarity: 0.86, scaled: 1, weight: 0.5, rank: null, vector: "stored" },
  reranker: null,
  exact: null,
  filters: [],
  corrections: [],
  language: { passage: "en", question: null, foreign: false },
  alsoIn: [],
};

test("a word stands in fields, each once, with its most frequent term", () => {
  const places = (...words: readonly WordExplanation[]) =>
    wordRows({ ...explanation, lexical: { ...explanation.lexical, words } }).map(({ detail }) => detail);
  assert.deepEqual(places(...explanation.lexical.words), ["title, text ×4"]);
  assert.deepEqual(places(word("lamp", 1, term("lamp", ["links", 1]))), ["links"]);
});

test("each leg is a row with its nearness and its place; a leg that was not asked is none", () => {
  assert.deepEqual(legRows(explanation), [
    { name: "Words", share: 0.571, value: "57%", detail: "3rd" },
    { name: "Meaning", share: 1, value: "100%", detail: "" },
  ]);
  assert.deepEqual(
    legRows({ ...explanation, dense: null }).map(({ name }) => name),
    ["Words"],
  );
  assert.deepEqual(
    legRows({ ...explanation, lexical: { ...explanation.lexical, weight: 0 } }).map(({ name }) => name),
    ["Meaning"],
  );
});

test("a word has its share of the score, never said to be nothing; those that are missing are told apart", () => {
  const words = [...explanation.lexical.words, word("lamp", 0.01, term("lamp", ["body", 1]))];
  const more = { ...explanation, lexical: { ...explanation.lexical, words } };
  assert.deepEqual(
    wordRows(more).map(({ name, value }) => [name, value]),
    [
      ["backupPolicy", "100%"],
      ["lamp", "<1%"],
    ],
  );
  assert.deepEqual(missingWords(more), ["kept"]);
});

test("places are said as ordinals", () => {
  assert.deepEqual([1, 2, 3, 4, 11, 12, 13, 21, 102].map(ordinal), [
    ...["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "102nd"],
  ]);
});

test("the reranker's features are named in words, the strongest first, without those that say nothing", () => {
  const feature = (name: string, value: number, weight: number) => ({
    name,
    value,
    weight,
    contribution: value * weight,
  });
  const features = [
    feature("dense", 0.5, 1),
    feature("headingLikeness", 1, 2),
    feature("numbersMissing", 1, -1.5),
    feature("window", 0, 9),
  ];
  const more = { ...explanation, reranker: { probability: 0.834, features } };
  assert.deepEqual(
    featureRows(more).map(({ name, value, share, detail }) => [name, value, share, detail]),
    [
      ["heading likeness", "+2.0", 1, "at 1.00"],
      ["numbers missing", "−1.5", 0.75, "at 1.00"],
      ["dense", "+0.5", 0.25, "at 0.50"],
    ],
  );
  assert.deepEqual(legRows(more)[0], { name: "Overall", share: 0.834, value: "83%", detail: "12th" });
  assert.deepEqual(featureRows(explanation), []);
});
