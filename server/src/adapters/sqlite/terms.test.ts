import assert from "node:assert/strict";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
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

test("terms that no document holds any more are forgotten, and those that are held stay", (t) => {
  const indexDir = temporaryFolder();
  const store = openForTest(t, { indexDir });
  const kept = ["anchor", "שלום"];
  store.replaceFile(sampleFile("kept.md"), [passageOf(...kept)]);
  const wordsOf = (edit: number) => Array.from({ length: 500 }, (_, at) => `word${edit}x${at}`);
  for (let edit = 0; edit < 40; edit += 1)
    store.replaceFile(sampleFile("a.md"), [passageOf("anchor", ...wordsOf(edit))]);
  const database = new DatabaseSync(join(indexDir, "index.db"), { readOnly: true });
  t.after(() => database.close());
  const { terms } = database.prepare("SELECT count(*) AS terms FROM term").get() as { readonly terms: number };
  assert.ok(terms < 4000, `${terms} terms are left of 20,000`);
  const loaded = () => [...store.load()].map((file) => file.terms);
  assert.deepEqual(loaded(), [kept, ["anchor", ...wordsOf(39)]]);
  // A word that comes back is stored anew.
  store.replaceFile(sampleFile("b.md"), [passageOf(...wordsOf(3))]);
  assert.deepEqual(loaded().at(-1), wordsOf(3));
});

test("who reads while terms are forgotten takes no term for another", (t) => {
  const indexDir = temporaryFolder();
  const writer = openForTest(t, { indexDir });
  const reader = openForTest(t, { indexDir });
  writer.replaceFile(sampleFile("a.md"), [passageOf("anchor")]);
  const reading = reader.load()[Symbol.iterator]();
  for (let edit = 0; edit < 10; edit += 1)
    writer.replaceFile(sampleFile("a.md"), [
      passageOf("anchor", ...Array.from({ length: 500 }, (_, at) => `w${edit}x${at}`)),
    ]);
  const read = reading.next().value as { readonly terms: readonly string[] } | undefined;
  assert.ok(read === undefined || read.terms[0] === "anchor");
});
