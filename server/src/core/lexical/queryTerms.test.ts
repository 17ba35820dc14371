import assert from "node:assert/strict";
import { test } from "node:test";
import { createAnalyser } from "../language/analyse.ts";
import { queryWords } from "./queryTerms.ts";

const analyser = createAnalyser();

test("a word is read in each of the folder's languages of its script, and counts once", () => {
  const folder = new Map([
    ["en", 50],
    ["fr", 50],
    ["ru", 50],
  ]);
  const [word, ...others] = queryWords(analyser, "running running", folder);
  assert.equal(others.length, 0);
  assert.ok((word?.alternatives.length ?? 0) >= 2);
  assert.equal(queryWords(analyser, "копии", folder)[0]?.alternatives.length, 1);
});

test("a language of a few stray pages is not tried", () => {
  const folder = new Map([
    ["en", 990],
    ["ro", 10],
  ]);
  assert.deepEqual(queryWords(analyser, "backups", folder)[0]?.alternatives, [["backup"]]);
});

test("a run without spaces is several words, so that each counts for itself", () => {
  const words = queryWords(analyser, "备份保留多久", new Map([["zh", 10]]));
  assert.ok(words.length > 2);
  assert.ok(words.some(({ alternatives }) => alternatives[0]?.[0] === "备份"));
});

test("a question of 100,000 characters is cut to a bounded number of words", () => {
  const question = Array.from({ length: 20_000 }, (_, number) => `word${number}`).join(" ");
  assert.ok(queryWords(analyser, question, new Map([["en", 1]])).length <= 256);
});
