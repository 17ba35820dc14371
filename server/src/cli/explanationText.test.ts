import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Explanation, WordExplanation } from "../../../protocol/explanation.ts";
import { isolate } from "../../../protocol/isolate.ts";
import { explanationLines } from "./explanationText.ts";
import { columnsOf } from "./terminalText.ts";

const word = (text: string, score: number, term: string, ...fields: readonly [string, number, number][]) => ({
  text,
  score,
  terms:
    score === 0
      ? []
      : [
          {
            term,
            idf: 2,
            score,
            fields: fields.map(([field, frequency, part]) => ({ field, frequency, score: part })),
          },
        ],
});

const explanation = (words: readonly WordExplanation[], more: Partial<Explanation> = {}): Explanation => ({
  headline: "Found by its words (2 of 3) and by its meaning.",
  notes: [],
  rank: 2,
  candidates: 117,
  score: 0.8,
  lexical: { score: 8, phrases: 0, scaled: 0.57, weight: 0.5, rank: 3, words },
  dense: { cosine: 0.8634, similarity: 0.8634, scaled: 0.78, weight: 0.5, rank: null, vector: "stored" },
  reranker: null,
  exact: null,
  filters: [],
  corrections: [],
  language: { passage: "en", question: null, foreign: false },
  alsoIn: [],
  ...more,
});

test("an explanation is words first, then the legs, then a row for each word", () => {
  const words = [
    word("backups", 6, "backup", ["title", 3, 4], ["body", 1, 2]),
    word("kept", 2, "kept", ["body", 1, 2]),
    word("long", 0, ""),
  ];
  assert.deepEqual(explanationLines(explanation(words)), [
    "   Found by its words (2 of 3) and by its meaning.",
    "     words    0.57  3rd  BM25F 8.00",
    "     meaning  0.78       cosine 0.863, vector stored",
    "       backups  6.00  75%  backup: title 3x 4.00, body 1x 2.00",
    "       kept     2.00  25%  body 1x 2.00",
    "       not in it:  long",
    "     2nd of 117 compared",
  ]);
});

test("Hebrew words are isolated, so that they turn nothing around, and stand in one column with the others", () => {
  const words = [word("מתנדבים", 6, "מתנדב", ["body", 1, 6]), word("\u202Ekept", 2, "kept", ["body", 1, 2])];
  const lines = explanationLines(explanation(words)).slice(3, 5);
  assert.deepEqual(lines, [
    "       \u2068מתנדבים\u2069  6.00  75%  \u2068מתנדב\u2069: body 1x 6.00",
    "       kept     2.00  25%  kept: body 1x 2.00",
  ]);
});

test("no line is wider than 80 columns, and every isolate is closed in its line", () => {
  const text = fc.oneof(
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 }),
    fc.constantFrom("מתנדבים", "الكتب", "图书馆", "maxRetryCount"),
  );
  const words = fc.array(
    fc.record({
      text,
      score: fc.double({ min: 0, max: 99, noNaN: true }),
      terms: fc.array(
        fc.record({
          term: text,
          idf: fc.constant(1),
          score: fc.constant(1),
          fields: fc.array(
            fc.record({ field: fc.constant("headings"), frequency: fc.nat(63), score: fc.constant(1) }),
            {
              maxLength: 5,
            },
          ),
        }),
        { maxLength: 4 },
      ),
    }),
    { maxLength: 5 },
  );
  fc.assert(
    fc.property(words, fc.array(text), (each, words) => {
      const notes = [`It stands in ${isolate(words.join(" "))} too.`];
      for (const line of explanationLines(explanation(each, { notes, dense: null }))) {
        assert.ok(columnsOf(line) <= 80, JSON.stringify(line));
        assert.equal(line.split("\u2068").length, line.split("\u2069").length, JSON.stringify(line));
      }
    }),
  );
});
