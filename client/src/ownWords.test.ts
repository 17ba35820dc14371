import assert from "node:assert/strict";
import { test } from "node:test";
import { ownWords } from "./ownWords.ts";

void test("words stay words, and those from right to left keep to themselves", () => {
  assert.equal(ownWords("Why?"), "Why?");
  assert.equal(ownWords("$(bug) and $(x)").includes("$("), false);
  assert.equal(ownWords("למה?"), "\u2068למה?\u2069");
});
