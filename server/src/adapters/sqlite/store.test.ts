import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Store } from "../../core/ports.ts";
import type { NewPassage } from "./passages.ts";
import { sampleDefinition, sampleFile, samplePassage } from "./testSamples.ts";
import { openForTest, temporaryFolder } from "./testSupport.ts";

const idsOf = (store: Store): readonly number[] =>
  [...store.load()].flatMap(({ passages }) => passages.map(({ id }) => id));

test("every field of a file and its passages comes back, also after closing", (t) => {
  const indexDir = temporaryFolder();
  const contents = [samplePassage("The *first* passage"), samplePassage("שני, with half a \ud83d pair")];
  const first = openForTest(t, { indexDir });
  const { fileId, passageIds } = first.replaceFile(sampleFile("a/b.md"), contents);
  first.close();

  const store = openForTest(t, { indexDir });
  assert.deepEqual(store.files(), [{ id: fileId, ...sampleFile("a/b.md") }]);
  assert.deepEqual(
    store.passages([...passageIds].reverse()),
    contents.map(({ terms: _, ...passage }, at) => ({ id: passageIds[at], fileId, ...passage })).reverse(),
  );
  assert.deepEqual(
    [...store.load()],
    [
      {
        fileId,
        passages: contents.map(({ language, vectorKey }, at) => ({ id: passageIds[at], language, vectorKey })),
        terms: ["guide", "travel", "הוצאות"],
        postings: Uint32Array.of(
          ...[0, 0, 0, 1, 0, 2, 1, 2, 0, 2, 0, 1, 0, 2, 2, 300],
          ...[1, 0, 0, 1, 1, 2, 1, 2, 1, 2, 0, 1, 1, 2, 2, 300],
        ),
      },
    ],
  );
});

test("a file without a date, without passages", (t) => {
  const store = openForTest(t, { indexDir: temporaryFolder() });
  const { date: _, ...file } = sampleFile("empty.md");
  const { fileId } = store.replaceFile(file, []);
  assert.deepEqual(store.files(), [{ id: fileId, ...file }]);
  assert.deepEqual([...store.load()], [{ fileId, passages: [], terms: [], postings: new Uint32Array() }]);
});

test("replacing keeps the file's id, gives its passages new ids and leaves none of the old", (t) => {
  const store = openForTest(t, { indexDir: temporaryFolder() });
  const before = store.replaceFile(sampleFile("a.md"), [samplePassage("one"), samplePassage("two")]);
  const other = store.replaceFile(sampleFile("b.md"), [samplePassage("other")]);
  const after = store.replaceFile({ ...sampleFile("a.md"), title: "New" }, [samplePassage("three")]);
  assert.equal(after.fileId, before.fileId);
  assert.deepEqual(store.passages(before.passageIds), []);
  assert.deepEqual(idsOf(store), [...after.passageIds, ...other.passageIds]);
  assert.equal(store.files()[0]?.title, "New");
});

test("every distinct vector key is listed once, with a passage that has it", (t) => {
  const store = openForTest(t, { indexDir: temporaryFolder() });
  assert.deepEqual(store.vectorKeys(), new Map());
  assert.equal(store.countPassages(), 0);
  const [same, other] = [samplePassage("same"), samplePassage("other")];
  const { fileId } = store.replaceFile(sampleFile("a.md"), [same, other]);
  const { passageIds } = store.replaceFile(sampleFile("b.md"), [same]);
  const keys = store.vectorKeys();
  assert.equal(store.countPassages(), 3);
  assert.deepEqual([...keys.keys()].sort(), [same.vectorKey, other.vectorKey].sort());
  for (const [key, id] of keys) assert.equal(store.passages([id])[0]?.vectorKey, key);
  store.removeFile(fileId);
  assert.deepEqual(store.vectorKeys(), new Map([[same.vectorKey, passageIds[0]]]));
});

test("touching changes a file's date alone, removing takes all of it", (t) => {
  const store = openForTest(t, { indexDir: temporaryFolder() });
  const kept = store.replaceFile(sampleFile("a.md"), [samplePassage("kept")]);
  store.touchFile(kept.fileId, { path: "a.md", size: 5, modified: 7 });
  assert.equal(store.files()[0]?.modified, 7);
  store.removeFile(kept.fileId);
  assert.deepEqual(store.files(), []);
  assert.deepEqual(idsOf(store), []);
  assert.deepEqual(store.passages(kept.passageIds), []);
});

test("a failed file is remembered until it is indexed or forgotten", (t) => {
  const store = openForTest(t, { indexDir: temporaryFolder() });
  const failed = (path: string) =>
    ({ path, size: 1, modified: 2, failure: { code: "binary", message: `${path} is binary.` } }) as const;
  for (const path of ["a.md", "b.md", "c.md", "d.md"]) store.recordFailure(failed(path));
  store.recordFailure({ ...failed("d.md"), size: 9 });
  store.replaceFile(sampleFile("a.md"), []);
  for (const path of ["b.md", "c.md"]) store.forgetFailure(path);
  assert.deepEqual(store.failedFiles(), [{ ...failed("d.md"), size: 9 }]);
});

test("a transaction that throws leaves nothing; one inside another that throws leaves the outer one whole", (t) => {
  const store = openForTest(t, { indexDir: temporaryFolder() });
  const stop = new Error("stop");
  const fails = (path: string) => () => {
    store.replaceFile(sampleFile(path), [samplePassage(path)]);
    throw stop;
  };
  assert.throws(() => store.transaction(fails("a.md")), stop);
  assert.deepEqual(store.files(), []);
  const result = store.transaction(() => {
    store.replaceFile(sampleFile("b.md"), []);
    assert.throws(() => store.transaction(fails("c.md")), stop);
    return 7;
  });
  assert.equal(result, 7);
  assert.deepEqual(
    store.files().map(({ path }) => path),
    ["b.md"],
  );
});

test("loading streams more files than it reads at once, and can be left early", (t) => {
  const store = openForTest(t, { indexDir: temporaryFolder() });
  store.transaction(() => {
    for (let file = 0; file < 450; file++) store.replaceFile(sampleFile(`${file}.md`), [samplePassage(`${file}`)]);
  });
  assert.equal(new Set(idsOf(store)).size, 450);
  for (const { fileId } of store.load()) {
    assert.ok(fileId > 0);
    break;
  }
  store.removeFile(store.files()[0]?.id ?? -1);
  assert.equal(idsOf(store).length, 449);
});

test("whatever is written is read back equal", (t) => {
  const store = openForTest(t, { indexDir: temporaryFolder() });
  const text = fc.array(fc.nat(0xffff)).map((units) => String.fromCharCode(...units));
  const offset = fc.nat(Number.MAX_SAFE_INTEGER);
  const file = fc.record({
    ...{ path: text, size: offset, modified: fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => x + 0) },
    ...{ contentHash: text, language: text, title: text, date: text, pipeline: text },
    ...{ aliases: fc.array(text), tags: fc.array(text) },
  });
  const passage: fc.Arbitrary<NewPassage> = fc.record({
    ...{ start: offset, end: offset, startLine: offset, endLine: offset, language: text },
    ...{ breadcrumb: fc.array(text), text, plain: text, sentences: fc.uint32Array() },
    vectorKey: fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString("hex")),
    terms: fc.constant([]),
  });
  fc.assert(
    fc.property(file, fc.array(passage, { maxLength: 3 }), (written, passages) => {
      const { fileId, passageIds } = store.replaceFile(written, passages);
      assert.deepEqual(store.files(), [{ id: fileId, ...written }]);
      const expected = passages.map(({ terms: _, ...rest }, at) => ({ id: passageIds[at], fileId, ...rest }));
      assert.deepEqual(store.passages(passageIds), expected);
      store.removeFile(fileId);
    }),
  );
});

test("definitions come back, are replaced with their file and go with it", (t) => {
  const indexDir = temporaryFolder();
  const first = openForTest(t, { indexDir });
  const [rpo, half] = [sampleDefinition("RPO"), sampleDefinition("half a \ud83d pair")];
  const { fileId, definitionIds } = first.replaceFile(sampleFile("a.md"), [], [rpo, half]);
  first.close();

  const store = openForTest(t, { indexDir });
  const [one = -1, two = -1] = definitionIds;
  assert.deepEqual(store.definitions([two, -1, one]), [
    { id: two, fileId, ...half },
    { id: one, fileId, ...rpo },
  ]);
  assert.deepEqual(
    [...store.loadDefinitions()],
    [
      { id: one, fileId, kind: "glossary", keys: rpo.keys },
      { id: two, fileId, kind: "glossary", keys: half.keys },
    ],
  );
  const after = store.replaceFile(sampleFile("a.md"), [], [half]);
  assert.deepEqual(
    [...store.loadDefinitions()].map(({ id }) => id),
    after.definitionIds,
  );
  assert.deepEqual(store.definitions(definitionIds), []);
  store.removeFile(fileId);
  assert.deepEqual([...store.loadDefinitions()], []);
});

test("loading definitions streams more than it reads at once", (t) => {
  const store = openForTest(t, { indexDir: temporaryFolder() });
  const many = Array.from({ length: 4500 }, (_, at) => sampleDefinition(`term ${at}`));
  store.replaceFile(sampleFile("many.md"), [], many);
  assert.equal([...store.loadDefinitions()].length, 4500);
});

test("links come back as they were written, and go with their file", (t) => {
  const indexDir = temporaryFolder();
  const first = openForTest(t, { indexDir });
  const links = [
    { page: "/a/б", heading: "частьдва", terms: ["мороз", "vault"] },
    { page: "name", heading: "", terms: ["סוללה"] },
  ];
  const { fileId } = first.replaceFile(sampleFile("a.md"), [], [], links);
  first.replaceFile(sampleFile("none.md"), []);
  const other = first.replaceFile(sampleFile("b.md"), [], [], links.slice(1));
  first.close();
  const second = openForTest(t, { indexDir });
  assert.deepEqual(
    [...second.loadLinks()],
    [
      { fileId, links },
      { fileId: other.fileId, links: links.slice(1) },
    ],
  );
  second.replaceFile(sampleFile("a.md"), []);
  second.removeFile(other.fileId);
  assert.deepEqual([...second.loadLinks()], []);
});
