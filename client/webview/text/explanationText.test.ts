import assert from "node:assert/strict";
import { test } from "node:test";
import { ordinal, type Explanation, type WordExplanation } from "../../../protocol/explanation.ts";
import { figures, legRows, percent, placesOfWord, wordRows } from "./explanationText.ts";

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
    scaled: 0.571,
    weight: 0.5,
    rank: 3,
    words: [
      word("backupPolicy", 6, term("backup", ["title", 1], ["body", 2]), term("policy", ["body", 4])),
      word("kept", 0),
    ],
  },
  dense: { cosine: 0.81, similarity: 0.86, scaled: 1, weight: 0.5, rank: null, vector: "stored" },
  language: { passage: "en", question: null, foreign: false },
};

test("a word stands in fields, each once, with its most frequent term", () => {
  assert.equal(placesOfWord(explanation.lexical.words[0] as WordExplanation), "title, text ×4");
  assert.equal(placesOfWord(word("kept", 0)), "not in it");
  assert.equal(placesOfWord(word("lamp", 1, term("lamp", ["links", 1]))), "links");
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

test("a word that is not there has no share", () => {
  const [first, second] = wordRows(explanation);
  assert.deepEqual([first?.value, first?.share], ["100%", 1]);
  assert.deepEqual([second?.value, second?.share, second?.detail], ["", undefined, "not in it"]);
});

test("figures are written as the person's language writes them", () => {
  const german = new Map(figures(explanation, "de"));
  assert.equal(german.get("Place"), "12 of 1.340 compared");
  assert.equal(german.get("Cosine"), "0,810");
  assert.equal(german.get("Cosine between languages"), "0,860");
  assert.equal(german.get("policy"), "3,000, rarity 2,000");
});

test("a little is never said to be nothing; places are said as ordinals", () => {
  assert.deepEqual([0, 0.001, 0.5, 1].map(percent), ["0%", "<1%", "50%", "100%"]);
  assert.deepEqual([1, 2, 3, 4, 11, 12, 13, 21, 102].map(ordinal), [
    ...["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "102nd"],
  ]);
});
