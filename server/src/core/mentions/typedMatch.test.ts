import assert from "node:assert/strict";
import { test } from "node:test";
import { compileTyped, ranks, wordsKey } from "./typedMatch.ts";

const rank = (typed: string, name: string, around = "") =>
  compileTyped(typed)({ name: wordsKey(name), around: wordsKey(around) });

test("better fits rank before worse ones", () => {
  const fits: readonly (readonly [typed: string, name: string, around?: string])[] = [
    ["travel policy", "Travel-policy"],
    ["trav", "travel-policy-2025.md"],
    ["pol", "travel-policy-2025.md"],
    ["avel", "travel-policy-2025.md"],
    ["2025 trav", "travel-policy-2025.md"],
    ["en trav", "travel-policy-2025.md", "en"],
    ["trpo", "travel-policy-2025.md"],
  ];
  assert.deepEqual(
    fits.map(([typed, name, around]) => rank(typed, name, around)),
    Array.from({ length: ranks }, (_, place) => place),
  );
});

test("names of any script fit, with spaces, without points, accents and case", () => {
  assert.equal(rank("מדיניות הח", "מדיניות החזרים.md"), 1);
  assert.equal(rank("שלום", "שָׁלוֹם"), 0);
  assert.equal(rank("отчёт", "Отчет"), 0);
  assert.equal(rank("deg", "Après un dégât"), 2);
  assert.equal(rank("规", "公司规定"), 3);
});

test("words that are no part of a name do not fit, nor letters across words when words are typed", () => {
  assert.equal(rank("backups how long are they kept", "backups.md"), undefined);
  assert.equal(rank("annz", "annual report.md"), undefined);
  assert.equal(rank("b k", "backups.md"), undefined);
  assert.equal(rank("?!", "backups.md"), undefined);
  assert.equal(rank("bz", "backups.md"), undefined);
  assert.equal(rank("  ", "backups.md"), 0);
});

test("long names that hardly fit are given up in time", () => {
  const start = performance.now();
  assert.equal(rank("abz", "a b ".repeat(20_000)), undefined);
  assert.ok(performance.now() - start < 1000);
});
