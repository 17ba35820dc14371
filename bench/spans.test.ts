import assert from "node:assert/strict";
import { test } from "node:test";
import { scoreSpans } from "./spans.ts";

const stretch = (start: number, end: number, document = "a") => ({ document, start, end });

test("what is read within the budget counts, once, and only in the right document", () => {
  const spans = [[10, 20]] as const;
  assert.deepEqual(scoreSpans([stretch(0, 20)], "a", spans, 100), { recall: 1, precision: 0.5 });
  assert.deepEqual(scoreSpans([stretch(0, 20)], "a", spans, 15), { recall: 0.5, precision: 1 / 3 });
  assert.deepEqual(scoreSpans([stretch(10, 20), stretch(10, 20)], "a", spans, 100), { recall: 1, precision: 0.5 });
  assert.deepEqual(scoreSpans([stretch(10, 20, "b")], "a", spans, 100), { recall: 0, precision: 0 });
  assert.deepEqual(scoreSpans([], "a", spans, 100), { recall: 0, precision: 0 });
});
