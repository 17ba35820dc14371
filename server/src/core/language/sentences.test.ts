import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { createSentenceSplitter } from "./sentences.ts";

const splitter = createSentenceSplitter();
const sentences = (text: string, language: string): readonly string[] =>
  splitter.split(text, language).map(({ start, end }) => text.slice(start, end));

test("sentences end at full stops, not at abbreviations, initials or line ends", () => {
  assert.deepEqual(sentences("Dr. Smith kept it. He left\nat noon.", "en"), [
    "Dr. Smith kept it.",
    "He left\nat noon.",
  ]);
  assert.deepEqual(sentences("Принял А. С. Орлов. Срок 35 дней.", "ru"), ["Принял А. С. Орлов.", "Срок 35 дней."]);
  assert.deepEqual(sentences("Durée : 35 jours. Voir l’art. 5 du guide.", "fr"), [
    "Durée : 35 jours.",
    "Voir l’art. 5 du guide.",
  ]);
  assert.deepEqual(sentences("הגיבויים נשמרים 35 יום. אחר כך הם נמחקים.", "he"), [
    "הגיבויים נשמרים 35 יום.",
    "אחר כך הם נמחקים.",
  ]);
  assert.deepEqual(sentences("备份保留三十五天。之后删除。", "zh"), ["备份保留三十五天。", "之后删除。"]);
});

test("sentences lie in order, do not overlap, and leave out only white space", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 400 }), (text) => {
      let last = 0;
      for (const { start, end } of splitter.split(text, "en")) {
        assert.ok(start >= last && end > start && end <= text.length);
        assert.equal(text.slice(last, start).trim(), "");
        assert.equal(text.slice(start, end).trim(), text.slice(start, end));
        last = end;
      }
      assert.equal(text.slice(last).trim(), "");
    }),
  );
});
