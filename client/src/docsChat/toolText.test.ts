import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { HitView } from "../../../protocol/views.ts";
import { readToolInput, toolTexts } from "./toolText.ts";

const hitOf = (text: string, path = "a.md"): HitView => ({
  place: { uri: "file:///w/a.md", path, range: { start: { line: 4, character: 0 }, end: { line: 6, character: 1 } } },
  ...{ breadcrumb: ["Title", "Head"], language: "en", text, score: 1, unsaved: true, alsoIn: [] },
});
const input = { query: "words", limit: 3 };

void test("whatever a model gives is taken or refused in words", () => {
  assert.deepEqual(readToolInput({ query: " a\uD800 " }), { query: "a\uFFFD", limit: 8 });
  fc.assert(
    fc.property(fc.anything(), (given) => {
      try {
        const { query, limit } = readToolInput(given);
        assert.ok(query.length > 0 && query.length <= 1000 && limit >= 1 && limit <= 20);
      } catch (error) {
        assert.match((error as Error).message, /^(query|limit) must be/);
      }
    }),
  );
});

void test("a passage has its place, and its lines are quoted", () => {
  const [, passage] = toolTexts(input, { hits: [hitOf("one\ntwo")], notices: [] }, "ready");
  assert.equal(passage, "1. a.md:5-7 (not saved)  Title > Head\n> one\n> two");
});

void test("no document's words leave their quotation, and no path its line", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (text, path) => {
      const [, passage = ""] = toolTexts(input, { hits: [hitOf(text, path)], notices: [] }, "ready");
      const [head = "", ...quoted] = passage.split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/u);
      assert.match(head, /^1\. /);
      for (const line of quoted) assert.ok(line.startsWith("> "));
    }),
  );
});

void test("a long passage is cut, and a folder that is being read is told of", () => {
  const texts = toolTexts(input, { hits: [hitOf("x".repeat(100_000))], notices: ["A notice."] }, "reading");
  assert.ok((texts[1] ?? "").length < 4100);
  assert.match(texts[1] ?? "", /\(cut here\)$/);
  assert.match(texts[0] ?? "", /A notice\.\nThe folder is still being read/);
  assert.doesNotMatch(toolTexts(input, { hits: [], notices: [] }, "ready").join(""), /still being read/);
});
