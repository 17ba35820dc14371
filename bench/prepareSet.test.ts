import assert from "node:assert/strict";
import { test } from "node:test";
import type { EvaluationSet } from "./evaluationSet.ts";
import { sampleDocuments } from "./prepareSet.ts";

const set: EvaluationSet = {
  name: "made",
  documents: Array.from({ length: 50 }, (_, place) => ({ id: `d${place}`, title: "", text: "" })),
  questions: [{ id: "q", text: "?" }],
  relevant: new Map([["q", new Map([["d49", 1]])]]),
  answers: new Map(),
};

test("a sample holds every judged document, and the same others each time", () => {
  const ids = (others: number): string[] => sampleDocuments(set, others).documents.map(({ id }) => id);
  assert.equal(ids(10).length, 11);
  assert.ok(ids(0).includes("d49"));
  assert.deepEqual(ids(10), ids(10));
  assert.equal(ids(1000).length, 50);
});
