import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { QuantizedVector } from "../ports.ts";
import { createLanguageCentres } from "./languageCentres.ts";
import { quantizeVector } from "./quantize.ts";

const vector = fc
  .array(fc.integer({ min: -100, max: 100 }), { minLength: 8, maxLength: 8 })
  .map((components) => quantizeVector(components.map((component) => component / 100)));

const cosine = (a: QuantizedVector, b: QuantizedVector): number =>
  a.scale * b.scale * a.values.reduce((sum, value, at) => sum + value * (b.values[at] ?? 0), 0);
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

test("a language that lies near the question as a whole is corrected down, the others up", () => {
  const centres = createLanguageCentres(2);
  for (let passage = 0; passage < 50; passage += 1) {
    centres.add("en", quantizeVector([1, 0.01 * passage]));
    centres.add("he", quantizeVector([0.01 * passage, 1]));
  }
  const comparison = centres.compare(quantizeVector([1, 0]));
  assert.equal(comparison?.own, "en");
  assert.ok((comparison.corrections.get("en") ?? 0) < 0);
  assert.ok((comparison.corrections.get("he") ?? 0) > 0);
});

test("a folder of one language is left as it is, also after the other one is gone", () => {
  const centres = createLanguageCentres(2);
  const question = quantizeVector([1, 0]);
  centres.add("en", quantizeVector([1, 0]));
  assert.equal(centres.compare(question), undefined);
  centres.add("ru", quantizeVector([0, 1]));
  assert.equal(centres.compare(question)?.corrections.size, 2);
  centres.remove("ru", quantizeVector([0, 1]));
  assert.equal(centres.compare(question), undefined);
});

test("what was added and removed again leaves no trace", () => {
  fc.assert(
    fc.property(fc.array(vector, { minLength: 1, maxLength: 20 }), vector, vector, (kept, passing, question) => {
      const [centres, others] = [createLanguageCentres(8), createLanguageCentres(8)];
      for (const each of [centres, others]) {
        each.add("fr", quantizeVector([1, 0, 0, 0, 0, 0, 0, 0]));
        for (const one of kept) each.add("en", one);
      }
      centres.add("en", passing);
      centres.remove("en", passing);
      const expected = others.compare(question)?.corrections ?? new Map<string, number>();
      for (const [language, correction] of centres.compare(question)?.corrections ?? []) {
        assert.ok(Math.abs(correction - (expected.get(language) ?? 0)) < 1e-6);
      }
    }),
  );
});

test("the background is the mean cosine with every passage, ten of the usual 0.78 among them", () => {
  fc.assert(
    fc.property(fc.array(vector, { maxLength: 20 }), vector, (passages, question) => {
      const centres = createLanguageCentres(8);
      for (const [at, passage] of passages.entries()) centres.add(at % 3 === 0 ? "he" : "en", passage);
      const sum = passages.reduce((total, passage) => total + cosine(question, passage), 10 * 0.78);
      assert.ok(Math.abs(centres.background(question) - sum / (passages.length + 10)) < 1e-6);
    }),
  );
});

test("each language is corrected towards the mean of all, by eight tenths and the less the fewer its passages are", () => {
  fc.assert(
    fc.property(fc.array(vector, { minLength: 2, maxLength: 20 }), vector, (passages, question) => {
      const centres = createLanguageCentres(8);
      const languageOf = (at: number): string => (at === 0 ? "he" : "en");
      for (const [at, passage] of passages.entries()) centres.add(languageOf(at), passage);
      const cosines = passages.map((passage) => cosine(question, passage));
      for (const [language, correction] of centres.compare(question)?.corrections ?? []) {
        const own = cosines.filter((_, at) => languageOf(at) === language);
        const expected = (0.8 * (mean(cosines) - mean(own)) * own.length) / (own.length + 10);
        assert.ok(Math.abs(correction - expected) < 1e-6);
      }
    }),
  );
});

test("of languages with ten passages or more the nearest is the one that is asked in; with fewer of each, of all", () => {
  const centres = createLanguageCentres(2);
  const question = quantizeVector([1, 0]);
  centres.add("fr", quantizeVector([1, 0]));
  centres.add("ru", quantizeVector([0, 1]));
  assert.equal(centres.compare(question)?.own, "fr");
  for (let page = 0; page < 10; page += 1) centres.add("he", quantizeVector([1, 1]));
  assert.equal(centres.compare(question)?.own, "he");
  for (let page = 0; page < 9; page += 1) centres.add("fr", quantizeVector([1, 0]));
  assert.equal(centres.compare(question)?.own, "fr");
});

test("a single page in another language is not what a question is asked in", () => {
  const centres = createLanguageCentres(2);
  for (let page = 0; page < 20; page += 1) centres.add("zh", quantizeVector([1, page / 40]));
  centres.add("en", quantizeVector([1, 0.1]));
  assert.equal(centres.compare(quantizeVector([1, 0.1]))?.own, "zh");
});
