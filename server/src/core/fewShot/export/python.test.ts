import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { pythonNames } from "./python.ts";
import { documentOf, exported, hostileDocument, hostileText } from "../../../../../test/support/exportedShots.ts";
import { runPython } from "../../../../../test/support/exportedPython.ts";

test("Python reads every text as it was, and no brace of one is a template's", (context) => {
  const row = fc.tuple(hostileText, hostileText);
  const samples = fc.sample(fc.array(row, { minLength: 1, maxLength: 3 }), 150);
  const documents = [...samples.map(documentOf), hostileDocument];
  const files = documents.flatMap((document) => [
    exported(document, "dspy").text,
    exported(document, "langchain").text,
  ]);
  const read = runPython(files);
  if (read === undefined) {
    context.skip("there is no python3 here");
    return;
  }
  for (const [at, { demonstrations, frontMatter }] of documents.entries()) {
    const values = demonstrations.flatMap(({ fields }) => fields.map(({ value }) => value));
    assert.deepEqual(read[2 * at], [frontMatter.task, ...values]);
    assert.deepEqual(read[2 * at + 1], [frontMatter.task, ...values, "{asked}"]);
  }
});

test("names of fields become names of Python, no two the same", () => {
  assert.deepEqual(pythonNames(["text", "class", "a-b", "a_b", "שאלה", "model_x", "ﬁ", "fi"]), [
    "text",
    "class_",
    "a_b",
    "a_b_2",
    "שאלה",
    "field_model_x",
    "fi",
    "fi_2",
  ]);
  const name = fc.stringMatching(/^[\p{L}][\p{L}\p{M}\p{N}_-]*$/u);
  fc.assert(
    fc.property(fc.uniqueArray(name, { minLength: 1 }), (fields) => {
      const names = pythonNames(fields);
      assert.equal(new Set(names.map((each) => each.normalize("NFKC"))).size, fields.length);
      for (const each of names) assert.match(each, /^\p{XID_Start}\p{XID_Continue}*$/u);
    }),
  );
});
