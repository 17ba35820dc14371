import assert from "node:assert/strict";
import { test } from "node:test";
import { pairOfLine } from "./rows.ts";

test("labelled rows and mined pairs are read, and keep where they come from", () => {
  assert.deepEqual(pairOfLine('{"text": "good", "label": "positive", "group": "page-1"}'), {
    input: "good",
    output: "positive",
    label: "positive",
    kind: "row",
    language: "und",
    confidence: 1,
    flags: [],
    group: "page-1",
  });
  const provenance = { path: "a.md", startOffset: 1, endOffset: 5, contentHash: "ab" };
  const mined = {
    input: "Why?",
    output: "So.",
    kind: "faq",
    language: "en",
    provenance,
    confidence: 0.9,
    flags: ["email"],
  };
  assert.deepEqual(pairOfLine(JSON.stringify(mined)), { ...mined, group: "a.md" });
  const numbered = pairOfLine('{"text": "x", "label": 3}');
  assert.equal(typeof numbered === "string" ? numbered : numbered.label, "3");
});

test("what is no pair is told in a sentence", () => {
  const told = (line: string): string => {
    const read = pairOfLine(line);
    return typeof read === "string" ? read : "";
  };
  assert.match(told("{"), /no JSON/u);
  assert.match(told("[1]"), /no JSON object/u);
  assert.match(told('{"label": "a"}'), /no text/u);
  assert.match(told('{"text": "  ", "label": "a"}'), /no text/u);
  assert.match(told('{"text": "a"}'), /no label/u);
});
