import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { createAnalyser } from "../../language/analyse.ts";
import { queryWords } from "../../lexical/queryTerms.ts";
import { createLanguageWords } from "../questions/languageWords.ts";
import { questionLanguages } from "../questions/questionLanguages.ts";
import { createQuestionTyping } from "../questions/questionType.ts";
import { createExactParts } from "./exactPart.ts";
import { bestByExpectedOverlap } from "./expectedOverlap.ts";

const analyser = createAnalyser();
const { exactPart, judged } = createExactParts({
  analyser,
  typeOf: createQuestionTyping(questionLanguages),
  languageWords: createLanguageWords(questionLanguages),
});
const weightedOf = (question: string, language: string) =>
  queryWords(analyser, question, new Map([[language, 1]])).map((word) => ({ word, idf: 1, known: true }));

function answer(question: string, sentence: string, language: string): string | undefined {
  const part = exactPart(question, sentence, language, weightedOf(question, language));
  return part === undefined ? undefined : sentence.slice(part.start, part.end);
}

const cases: readonly (readonly [language: string, question: string, sentence: string, exact: string])[] = [
  ["en", "How long are backups kept?", "Backups are kept for 35 days, counted from midnight.", "35 days"],
  ["en", "When was the museum opened?", "The museum was opened in May 1987 by the mayor.", "May 1987"],
  ["en", "Who wrote the handbook?", "The handbook was written by Marta Lindqvist in Turku.", "Marta Lindqvist"],
  ["he", "כמה זמן נשמרים הגיבויים?", "הגיבויים נשמרים במשך 35 ימים ואז נמחקים.", "35 ימים"],
  ["he", "באיזו שנה נוסד הארכיון?", "הארכיון נוסד בשנת 1987 על ידי העירייה.", "1987"],
  ["ru", "Сколько дней хранятся копии?", "Копии хранятся 35 дней, а потом удаляются.", "35 дней"],
  ["ru", "Кто написал справочник?", "Справочник написал Иван Петров.", "Иван Петров"],
  [
    "fr",
    "Combien de jours les copies sont-elles gardées ?",
    "Les copies sont gardées 35 jours, puis effacées.",
    "35 jours",
  ],
];

for (const [language, question, sentence, exact] of cases)
  test(`the exact answer: ${question}`, () => {
    const found = answer(question, sentence, language);
    assert.ok(found?.includes(exact.replace(/^\D*(\d+).*$/u, "$1")), `${found ?? "none"} for ${exact}`);
    assert.ok((found?.length ?? 0) <= exact.length + 12, `${found ?? ""} is about as short as ${exact}`);
  });

test("how-to questions are answered by whole steps", () => {
  assert.equal(answer("How do I rotate the keys?", "Run rotate-keys, then restart.", "en"), undefined);
});

test("parts lie within any sentence, in order, and are never only what was asked", () => {
  const words = fc.constantFrom(
    "Backups",
    "kept",
    "35",
    "days",
    "May",
    "1987",
    ",",
    "(",
    "the",
    "נשמרים",
    "дней",
    "。",
    "😀",
    "\n",
  );
  fc.assert(
    fc.property(fc.array(words, { maxLength: 40 }), (picked) => {
      const sentence = picked.join(" ");
      for (const { part, features } of judged(sentence, "en", weightedOf("How long are backups kept?", "en"))) {
        assert.ok(part.start >= 0 && part.start < part.end && part.end <= sentence.length);
        assert.ok(part.first <= part.last && features.asked < 1);
      }
    }),
  );
});

test("where the likely stretches share words, the stretch that holds those wins", () => {
  const parts = [
    { part: { first: 0, last: 0 }, score: 1 },
    { part: { first: 3, last: 5 }, score: 0.9 },
    { part: { first: 4, last: 5 }, score: 0.9 },
    { part: { first: 3, last: 6 }, score: 0.8 },
  ];
  const { best, share } = bestByExpectedOverlap(parts) ?? {};
  assert.deepEqual(best?.part, { first: 3, last: 5 });
  assert.ok(share !== undefined && share > 0.5 && share < 1);
  assert.equal(bestByExpectedOverlap([]), undefined);
});
