import type { Explanation, WordExplanation } from "../../protocol/explanation.ts";

/** Explanations as the server would send them. */

/** `parts`: field, how often it holds the term, and what that adds to the score. */
function word(text: string, term: string, ...parts: readonly (readonly [string, number, number])[]): WordExplanation {
  const score = parts.reduce((sum, [, , part]) => sum + part, 0);
  const fields = parts.map(([field, frequency, part]) => ({ field, frequency, score: part }));
  return { text, score, terms: parts.length === 0 ? [] : [{ term, idf: 3.6, score, fields }] };
}

export const explained: Explanation = {
  headline: "Found by its words (4 of 5) and by its meaning.",
  notes: [],
  rank: 1,
  candidates: 117,
  score: 1,
  lexical: {
    score: 13.33,
    phrases: 0,
    scaled: 1,
    weight: 0.5,
    rank: 1,
    words: [
      word("How", "how", ["headings", 1, 3.26]),
      word("long", "long", ["headings", 1, 3.72]),
      word("are", "ar", ["body", 2, 2.49]),
      word("backups", "backup", ["title", 3, 2.97], ["path", 1, 0.25], ["body", 1, 0.64]),
      word("kept", "kept"),
    ],
  },
  dense: { cosine: 0.899, similarity: 0.899, scaled: 0.98, weight: 0.5, rank: 2, vector: "stored" },
  reranker: {
    probability: 0.87,
    features: [
      { name: "headingLikeness", value: 0.61, weight: 3.44, contribution: 2.1 },
      { name: "proximity", value: 1, weight: 2.19, contribution: 2.19 },
      { name: "numbersMissing", value: 0, weight: -1.03, contribution: 0 },
      { name: "namesMissing", value: 1, weight: -0.49, contribution: -0.49 },
    ],
  },
  exact: null,
  filters: [],
  corrections: [],
  language: { passage: "en", question: null, foreign: false },
  alsoIn: [],
};

export const explainedHebrew: Explanation = {
  headline: "Found by its words (2 of 4) and by its meaning.",
  notes: [
    "It is in Hebrew and the question in English, so that the question's words were not expected in it.",
    "Its vector was made for this question.",
  ],
  rank: 2,
  candidates: 1109,
  score: 0.741,
  lexical: {
    score: 21.95,
    phrases: 0,
    scaled: 0.48,
    weight: 0.5,
    rank: 3,
    words: [
      word("כמה", "כמה"),
      word("להזמין", "הזמין", ["title", 1, 6.3], ["body", 2, 3.1]),
      word("lfkeep-status", "lfkeep-status"),
      word("מהמתנדבים\u202E", "מתנדב", ["headings", 1, 4.1], ["path", 1, 0.45], ["body", 4, 8]),
    ],
  },
  dense: { cosine: 0.862, similarity: 0.911, scaled: 0.63, weight: 0.5, rank: 1, vector: "embedded now" },
  reranker: null,
  exact: null,
  filters: [],
  corrections: [],
  language: { passage: "he", question: "en", foreign: true },
  alsoIn: [],
};
