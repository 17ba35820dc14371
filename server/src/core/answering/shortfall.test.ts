import assert from "node:assert/strict";
import { test } from "node:test";
import { config } from "@vscode/l10n";
import { shortfallOf } from "./shortfall.ts";

const isFunctionWord = (word: string): boolean => ["how", "the"].includes(word);
const word = (text: string, idf: number) => ({ word: { text, alternatives: [[text]] }, idf, known: true });

function shortfall(words: readonly (readonly [string, number, boolean])[], plain: string): string {
  const match = {
    sentences: [],
    headings: new Set<number>(),
    positions: words.map(([, , held]) => (held ? [0] : [])),
    length: 10,
  };
  return shortfallOf(
    words.map(([text, idf]) => word(text, idf)),
    match,
    plain,
    { isFunctionWord },
  );
}

test("the rarest words that are missing are named, words of grammar never", () => {
  const words = [
    ["how", 5, false],
    ["key", 3, true],
    ["lamp", 4, false],
    ["glass", 2, false],
    ["of", 0.1, false],
  ] as const;
  assert.equal(shortfall(words, "A key."), "It does not mention “lamp”, “glass”.");
});

test("another version or year than the one asked for is named", () => {
  assert.equal(
    shortfall(
      [
        ["install", 2, true],
        ["2.0", 3, false],
      ],
      "Install 1.9 so.",
    ),
    "It speaks of 1.9, not of 2.0.",
  );
  assert.equal(
    shortfall(
      [
        ["report", 2, true],
        ["2024", 3, false],
      ],
      "The report of 2019.",
    ),
    "It speaks of 2019, not of 2024.",
  );
  assert.equal(
    shortfall(
      [
        ["report", 2, true],
        ["2024", 3, false],
      ],
      "The 7 reports.",
    ),
    "It does not mention “2024”.",
  );
});

test("a passage that holds every word is said to answer too unsurely", () => {
  assert.match(shortfall([["key", 3, true]], "A key."), /holds the question's words/u);
});

test("it is said in the language of the interface", (context) => {
  context.after(() => config({ contents: {} }));
  config({ contents: { "It does not mention {0}.": "Здесь не упоминается: {0}.", "“{0}”": "«{0}»" } });
  assert.equal(shortfall([["lamp", 4, false]], "A key."), "Здесь не упоминается: «lamp».");
});
