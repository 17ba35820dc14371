import assert from "node:assert/strict";
import { test } from "node:test";
import type { Explanation, WordExplanation } from "../../../protocol/explanation.ts";
import { figures } from "./explanationText.ts";

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
};

test("figures are written as the person's language writes them", () => {
  const german = new Map(figures(explanation, "de"));
  assert.equal(german.get("Place"), "12 of 1.340 compared");
  assert.equal(german.get("Cosine"), "0,810");
  assert.equal(german.get("Cosine between languages"), "0,860");
  assert.equal(german.get("policy"), "3,000, rarity 2,000");
});
