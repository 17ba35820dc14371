import assert from "node:assert/strict";
import { test } from "node:test";
import { plainQuery } from "./plainQuery.ts";

void test("words of a note are words to search for, whatever they look like", () => {
  assert.equal(
    plainQuery('---\ntitle: x\n---\n# Head\n\n-drafts "as is" path:a.md [the page](b.md#c) and `code`\n- item'),
    "Head drafts as is path a.md the page and code - item",
  );
  assert.equal(plainQuery("גיבויים נשמרים: 35 יום"), "גיבויים נשמרים: 35 יום");
});

void test("a long text is cut at a word", () => {
  const query = plainQuery("word ".repeat(1000));
  assert.ok(query.length <= 600 && query.endsWith("word"), query);
});
