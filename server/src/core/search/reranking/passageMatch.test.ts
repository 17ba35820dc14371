import assert from "node:assert/strict";
import { test } from "node:test";
import { createAnalyser } from "../../language/analyse.ts";
import { queryWords } from "../../lexical/queryTerms.ts";
import { createPassageMatcher } from "./passageMatch.ts";
import { passageOf } from "./testPassages.ts";
import type { WeightedWord } from "./weightedWords.ts";

const analyser = createAnalyser();

function matcherOf(question: string, language: string) {
  const words = queryWords(analyser, question, new Map([[language, 1]])).map((word): WeightedWord => ({
    word,
    idf: 1,
    known: true,
  }));
  return createPassageMatcher(analyser, words);
}

test("each sentence tells the words it holds, and each word where it stands", () => {
  const match = matcherOf(
    "backups kept",
    "en",
  )(passageOf("A backup is made. It is kept, and the backup stays.", { breadcrumb: ["Backups"] }));
  assert.deepEqual(
    match.sentences.map(({ held }) => [...held]),
    [[0], [1, 0]],
  );
  assert.deepEqual(match.positions, [[1, 9], [6]]);
  assert.deepEqual([...match.headings], [0]);
  assert.equal(match.length, 11);
});

test("words are met by the passage's own language", () => {
  const russian = matcherOf(
    "резервные копии",
    "ru",
  )(passageOf("Сколько хранится резервная копия?", { language: "ru" }));
  assert.deepEqual([...(russian.sentences[0]?.held ?? [])].sort(), [0, 1]);
  const hebrew = matcherOf("הגיבויים", "he")(passageOf("גיבוי נשמר כאן.", { language: "he" }));
  assert.deepEqual([...(hebrew.sentences[0]?.held ?? [])], [0]);
});

test("a question without words and a passage without sentences match nothing", () => {
  const match = matcherOf("?", "en")(passageOf("Some words."));
  assert.deepEqual(match.positions, []);
  assert.deepEqual(matcherOf("words", "en")(passageOf("")).sentences, []);
});

test("headings between the parts of a joined passage count as headings", () => {
  const text = "Files are kept.\n\n## How keys are changed\n\nStop the service.";
  const whole = passageOf(text);
  const joined = { ...whole, sentences: Uint32Array.of(0, 15, text.length - 17, text.length) };
  const match = matcherOf("changed service", "en")(joined);
  assert.deepEqual([...match.headings], [0]);
  assert.deepEqual(match.positions, [[], [5]]);
});
