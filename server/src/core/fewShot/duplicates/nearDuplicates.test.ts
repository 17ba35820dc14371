import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { createAnalyser } from "../../language/analyse.ts";
import { comparedTerms } from "./comparedTerms.ts";
import { createNearDuplicates } from "./nearDuplicates.ts";

const analyser = createAnalyser();
const createOf = (language: string) =>
  createNearDuplicates({ termsOf: (text) => comparedTerms(analyser, text, language) });

const english = [
  "How long are backups kept?",
  "How long is a parcel under way?",
  "Who signs the contract for the new office in Haifa?",
  "The battery holds forty kilowatt hours.",
  "What is the capital of France?",
  "Which clinic is open on Saturdays in the northern district?",
];

test("a copy is exact, whatever its case, marks, spaces and punctuation", () => {
  const near = createOf("en");
  for (const text of english) near.add(text);
  assert.deepEqual(near.find("  HOW long, are backups: kept "), [{ index: 0, kind: "exact", similarity: 1 }]);
  assert.deepEqual(near.find("how long are báckups kept?")[0]?.kind, "exact");
});

test("a light paraphrase is near, another question of the same form is not", () => {
  const near = createOf("en");
  for (const text of english) near.add(text);
  const first = (text: string) => near.find(text)[0];
  assert.equal(first("Who has signed the contract for the new office in Haifa")?.index, 2);
  assert.equal(first("Which clinics are open Saturday in the northern district?")?.index, 5);
  assert.equal(first("Who signs the contract for our new ofifce in Haifa?")?.kind, "near");
  assert.equal(first("What is the capital of Peru?"), undefined);
  near.add("What is the capital of Iran?");
  assert.equal(first("What is the capital of Iraq?"), undefined);
  assert.equal(first("How long are letters kept?"), undefined);
});

test("in Hebrew and Russian too", () => {
  const hebrew = createOf("he");
  for (const text of [
    "מתי נפתח המשרד בימי שישי?",
    "מי חותם על החוזה של הדירה החדשה בחיפה?",
    "כמה זמן נשמרים הגיבויים?",
  ])
    hebrew.add(text);
  assert.equal(hebrew.find("מי חותם על חוזה הדירה החדשה שבחיפה?")[0]?.index, 1);
  assert.deepEqual(hebrew.find("כמה זמן נמשך המשלוח?"), []);
  const russian = createOf("ru");
  for (const text of ["Кто подписывает договор на новую квартиру в Хайфе?", "Сколько хранятся резервные копии?"])
    russian.add(text);
  assert.equal(russian.find("кто подписывает договоры на новую кватриру в Хайфе")[0]?.index, 0);
});

test("any text finds itself and is similar to nothing by more than 1", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "grapheme", maxLength: 60 }), { minLength: 1, maxLength: 8 }), (texts) => {
      const near = createOf("en");
      for (const text of texts) near.add(text);
      for (const [index, text] of texts.entries()) {
        const found = near.find(text);
        assert.ok(found.some((duplicate) => duplicate.index === index && duplicate.kind === "exact"));
        for (const { similarity } of found) assert.ok(similarity > 0 && similarity <= 1 + 1e-9);
      }
    }),
    { numRuns: 200 },
  );
});
