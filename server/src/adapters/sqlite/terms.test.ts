import assert from "node:assert/strict";
import { test } from "node:test";
import { sampleFile, samplePassage } from "./testSamples.ts";
import { openForTest, temporaryFolder } from "./testSupport.ts";

const passageOf = (...terms: readonly string[]) => ({
  ...samplePassage(terms.join(" ")),
  terms: [{ terms, frequencies: terms.map(() => 1) }],
});

test("terms of a transaction that was undone are not taken for stored ones", (t) => {
  const store = openForTest(t, { indexDir: temporaryFolder() });
  store.replaceFile(sampleFile("a.md"), [passageOf("one")]);
  assert.throws(() =>
    store.transaction(() => {
      store.replaceFile(sampleFile("b.md"), [passageOf("one", "two")]);
      throw new Error("stop");
    }),
  );
  store.replaceFile(sampleFile("c.md"), [passageOf("three", "two", "one")]);
  assert.deepEqual(
    [...store.load()].map(({ terms }) => terms),
    [["one"], ["three", "two", "one"]],
  );
});

test("terms that the former writer has added are known to the next one, whatever characters they hold", (t) => {
  const indexDir = temporaryFolder();
  const odd = ["\uD800", "a\0b", "line\nend", "שלום"];
  const first = openForTest(t, { indexDir });
  const second = openForTest(t, { indexDir });
  first.replaceFile(sampleFile("a.md"), [passageOf("first")]);
  first.close();
  assert.ok(second.acquireWriter());
  second.replaceFile(sampleFile("b.md"), [passageOf("first", ...odd)]);
  assert.deepEqual(
    [...second.load()].map(({ terms }) => terms),
    [["first"], ["first", ...odd]],
  );
});
