import assert from "node:assert/strict";
import { test } from "node:test";
import { createAnalyser } from "../../language/analyse.ts";
import type { Pair } from "../pair.ts";
import { foldPairs } from "./folding.ts";

const pair = (input: string, output: string, confidence = 0.9, language = "en", others: Partial<Pair> = {}): Pair => ({
  ...{ input, output, kind: "faq", language, confidence, flags: [] },
  ...others,
});
const folded = (...pairs: readonly Pair[]) =>
  foldPairs(pairs, createAnalyser()).map(({ input, output }) => [input, output]);

test("equal pairs and near ones are folded into the surest, in any script", () => {
  assert.deepEqual(
    folded(
      pair("How can I reset my office password?", "Press the green key.", 0.7),
      pair("How do I reset my office password?", "Press the green key!", 0.95),
      pair("איך מאפסים את הסיסמה במשרד?", "לוחצים.", 0.9, "he"),
      pair("אֵיךְ מאפסים את הסיסמה במשרד", "לוחצים", 0.8, "he"),
    ),
    [
      ["How do I reset my office password?", "Press the green key!"],
      ["איך מאפסים את הסיסמה במשרד?", "לוחצים."],
    ],
  );
});

test("pairs that differ in a number, a name or the language of the output stay apart", () => {
  const pairs = [
    pair("How long are copies kept on the Plus plan?", "35 days."),
    pair("How long are copies kept on the Basic plan?", "14 days."),
    pair("Leeds: hotel up to", "£110"),
    pair("Leeds: hotel up to", "£125"),
    pair("cote", "shelfmark", 0.9, "fr", { kind: "translation", outputLanguage: "en" }),
    pair("cote", "shelfmark", 0.9, "fr", { kind: "translation", outputLanguage: "nl" }),
  ];
  assert.equal(folded(...pairs).length, pairs.length);
});
