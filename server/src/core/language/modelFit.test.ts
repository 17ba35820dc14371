import assert from "node:assert/strict";
import { test } from "node:test";
import { describeMisfit } from "./modelFit.ts";

const english = { id: "bge-0123", name: "bge", dimensions: 384, languages: ["en"] };
const pages = (counts: Readonly<Record<string, number>>): ReadonlyMap<string, number> =>
  new Map(Object.entries(counts));

test("a main language that the model does not know is named, in one sentence for all of them", () => {
  const sentence = describeMisfit(english, pages({ he: 60, en: 20, ru: 30, fr: 1 })) ?? "";
  assert.match(sentence, /^The model bge is made for English, and many pages here are in Hebrew and Russian: /u);
  assert.doesNotMatch(sentence, /French/u);
});

test("there is nothing to say of known languages, of few pages, of unknown models, of no pages", () => {
  assert.equal(describeMisfit(english, pages({ en: 90, he: 10 })), undefined);
  assert.equal(describeMisfit({ id: "e5", dimensions: 384 }, pages({ he: 60 })), undefined);
  assert.equal(describeMisfit(english, pages({})), undefined);
  assert.equal(describeMisfit(english, pages({ "": 60, und: 60 })), undefined);
});
