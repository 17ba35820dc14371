import assert from "node:assert/strict";
import { test } from "node:test";
import { quotationsOf } from "./quotes.ts";

const cases: readonly (readonly [text: string, quotations: readonly string[]])[] = [
  ["He said “keep it clean”.", ["keep it clean"]],
  ['He said "keep it clean".', ["keep it clean"]],
  ["Он сказал: «держи это чисто».", ["держи это чисто"]],
  ["Er sagte: „Halte es sauber“.", ["Halte es sauber"]],
  ["Il a dit « gardez la propre ».", ["gardez la propre"]],
  ['הוא אמר: "לא נוותר על העיר".', ["לא נוותר על העיר"]],
  ["他说“保持房子的清洁”。", ["保持房子的清洁"]],
  ["他说「保持房子的清洁」。", ["保持房子的清洁"]],
  ["One “word” is a name.", []],
  ['רשב"י אמר לרמב"ם דבר.', []],
  ["It’s the dogs’ house.", []],
  ["He said “keep it clean and go.", ["keep it clean and go."]],
  ["“Keep it”, he said, “and go on”.", ["Keep it", "and go on"]],
];

for (const [text, quotations] of cases)
  test(`quotations: ${text}`, () =>
    assert.deepEqual(
      quotationsOf(text).map((quotation) => quotation.text),
      quotations,
    ));
