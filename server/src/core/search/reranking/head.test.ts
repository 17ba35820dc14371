import assert from "node:assert/strict";
import { test } from "node:test";
import { createAnalyser } from "../../language/analyse.ts";
import { queryWords } from "../../lexical/queryTerms.ts";
import { headOf } from "./head.ts";
import { passageOf } from "./testPassages.ts";

const analyser = createAnalyser();
const wordsOf = (question: string, language: string, known = true) =>
  queryWords(analyser, question, new Map([[language, 1]])).map((word) => ({ word, idf: 1, known }));
const english = passageOf("Backups are kept.", { language: "en" });
const near = { cosine: 0.8 };

test("a question in the page's language, in another, and a page without a vector are told apart", () => {
  assert.equal(headOf(near, english, wordsOf("Are backups kept?", "en")), "sameLanguage");
  assert.equal(headOf(near, english, wordsOf("Хранятся ли копии?", "ru")), "crossLanguage");
  assert.equal(headOf({ ...near, foreign: true }, english, wordsOf("¿Se guardan?", "es")), "crossLanguage");
  assert.equal(headOf({}, english, wordsOf("Are backups kept?", "en")), "withoutVectors");
  assert.equal(headOf(undefined, undefined, []), "withoutVectors");
});

test("a question of unknown words over a page in another language of its script is in another language", () => {
  const french = passageOf("Les sauvegardes sont conservées.", { language: "fr" });
  assert.equal(headOf(near, french, wordsOf("Where do they keep it?", "en", false)), "crossLanguage");
  assert.equal(headOf(near, english, wordsOf("Where do they keep it?", "en", false)), "sameLanguage");
});

test("a question of numbers alone is in no language", () => {
  assert.equal(headOf(near, english, wordsOf("1042", "en")), "sameLanguage");
});

test("a name in another script does not make a question foreign", () => {
  const chinese = passageOf("特斯拉在纽约工作。", { language: "zh" });
  assert.equal(headOf(near, chinese, wordsOf("Tesla 在哪里工作了多少年", "zh")), "sameLanguage");
  assert.equal(headOf(near, english, wordsOf("Tesla 在哪里工作了多少年", "zh")), "crossLanguage");
  const japanese = passageOf("電話はどこですか。", { language: "ja" });
  assert.equal(headOf(near, japanese, wordsOf("電話番号", "ja")), "sameLanguage");
});
