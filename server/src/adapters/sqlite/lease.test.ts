import assert from "node:assert/strict";
import { test } from "node:test";
import { StoreFailure } from "../../core/storeFailure.ts";
import { silenceLimit } from "./lease.ts";
import { sampleFile, samplePassage } from "./testSamples.ts";
import { openForTest, startChild, temporaryFolder } from "./testSupport.ts";

const isLocked = (error: unknown): boolean => error instanceof StoreFailure && error.failure.code === "index-locked";

test("a second opening reads, is refused to write, and writes after the first has closed", (t) => {
  const indexDir = temporaryFolder();
  const first = openForTest(t, { indexDir });
  const second = openForTest(t, { indexDir });
  assert.equal(first.writable, true);
  assert.equal(second.writable, false);
  first.replaceFile(sampleFile("a.md"), [samplePassage("a")]);
  assert.equal(second.files()[0]?.path, "a.md");
  assert.throws(() => second.removeFile(1), isLocked);
  assert.throws(() => second.transaction(() => 1), isLocked);
  assert.equal(second.acquireWriter(), false);
  first.close();
  assert.equal(second.acquireWriter(), true);
  assert.equal(second.writable, true);
  second.replaceFile(sampleFile("b.md"), []);
});

test("who only looks does not keep another from writing, and may ask for it later", (t) => {
  const indexDir = temporaryFolder();
  const looking = openForTest(t, { indexDir, reads: true });
  assert.equal(looking.writable, false);
  const writing = openForTest(t, { indexDir });
  assert.equal(writing.writable, true);
  assert.equal(looking.acquireWriter(), false);
  writing.close();
  assert.equal(looking.acquireWriter(), true);
});

test("what another process writes while this one loads is no damage: the load sees one moment of the index", (t) => {
  const indexDir = temporaryFolder();
  const writing = openForTest(t, { indexDir });
  // More files than are read at one go, so that the load is in the middle when the next one comes.
  for (let file = 0; file < 201; file += 1) writing.replaceFile(sampleFile(`${file}.md`), [samplePassage("a")]);
  const reading = openForTest(t, { indexDir, reads: true });
  const loading = reading.load()[Symbol.iterator]();
  assert.equal(loading.next().done, false);
  const passage = { ...samplePassage("b"), terms: [{ terms: ["unheard"], frequencies: [1] }] };
  writing.replaceFile(sampleFile("new.md"), [passage]);
  assert.equal(Array.from({ [Symbol.iterator]: () => loading }).length, 200);
  assert.equal([...reading.load()].length, 202);
  for (const _file of reading.load()) break;
  assert.equal(reading.countPassages(), 202);
});

test("vectors are written without the lease", (t) => {
  const indexDir = temporaryFolder();
  openForTest(t, { indexDir });
  const reader = openForTest(t, { indexDir });
  reader.vectors.put("model", [["ab", { values: Int8Array.of(1, -2), scale: 0.5 }]]);
  assert.equal(reader.vectors.get("model", ["ab"]).size, 1);
});

test("a writer silent for longer than the limit is taken over, and cannot write any more", (t) => {
  const indexDir = temporaryFolder();
  let now = 1_000_000;
  const clock = { wallTime: () => now };
  const silent = openForTest(t, { indexDir, clock });
  silent.replaceFile(sampleFile("a.md"), []);
  const next = openForTest(t, { indexDir, clock });
  now += silenceLimit;
  assert.equal(next.acquireWriter(), false);
  now += 1;
  assert.equal(next.acquireWriter(), true);
  assert.throws(() => silent.replaceFile(sampleFile("b.md"), []), isLocked);
  assert.equal(silent.writable, false);
  silent.close();
  next.replaceFile(sampleFile("c.md"), []);
  assert.deepEqual(
    next.files().map(({ path }) => path),
    ["a.md", "c.md"],
  );
});

test("writing renews the lease", (t) => {
  const indexDir = temporaryFolder();
  let now = 1_000_000;
  const clock = { wallTime: () => now };
  const busy = openForTest(t, { indexDir, clock });
  const other = openForTest(t, { indexDir, clock });
  now += silenceLimit - 1;
  busy.replaceFile(sampleFile("a.md"), []);
  now += silenceLimit - 1;
  assert.equal(other.acquireWriter(), false);
});

test("while another process writes this one reads; when that is killed this one takes over at once", async (t) => {
  const indexDir = temporaryFolder();
  const child = startChild(
    t,
    { indexDir },
    `store.replaceFile(sampleFile("a.md"), [samplePassage("from the child")]);
     say(store.writable);
     setInterval(() => {}, 1000);`,
  );
  assert.equal(await child.said, "true");
  const store = openForTest(t, { indexDir });
  assert.equal(store.writable, false);
  assert.equal(store.passages([1])[0]?.text, "from the child");
  child.process.kill("SIGKILL");
  await child.ended;
  assert.equal(store.acquireWriter(), true);
  store.replaceFile(sampleFile("b.md"), []);
  assert.deepEqual(store.warnings, []);
});

test("a heartbeat keeps the lease of an idle process, by the clock of the machine", async (t) => {
  const indexDir = temporaryFolder();
  const child = startChild(t, { indexDir }, `say("open"); setInterval(() => {}, 1000);`);
  await child.said;
  let ahead = 0;
  const opened = Date.now();
  const store = openForTest(t, { indexDir, clock: { wallTime: () => opened + ahead } });
  // Two seconds past the limit for the heartbeat of its start; within it for the next, three seconds later.
  ahead = silenceLimit + 2000;
  await new Promise((resolve) => setTimeout(resolve, 4500));
  assert.equal(store.acquireWriter(), false);
});

test("a process killed while it writes leaves whole transactions only", async (t) => {
  const indexDir = temporaryFolder();
  const child = startChild(
    t,
    { indexDir },
    `for (let round = 0; ; round++) {
       store.transaction(() => {
         for (const name of ["x", "y", "z"]) {
           store.replaceFile(sampleFile(name + round), [samplePassage(name + round)]);
         }
       });
       if (round === 50) say("writing");
     }`,
  );
  await child.said;
  child.process.kill("SIGKILL");
  await child.ended;
  const store = openForTest(t, { indexDir });
  assert.deepEqual(store.warnings, []);
  assert.equal(store.writable, true);
  const files = store.files();
  assert.ok(files.length > 150);
  assert.equal(files.length % 3, 0);
  assert.equal([...store.load()].flatMap(({ passages }) => passages).length, files.length);
});

test("of processes that open a new folder at the same moment, all open it and one writes", async (t) => {
  const indexDir = temporaryFolder();
  const children = Array.from({ length: 4 }, () =>
    startChild(
      t,
      { indexDir: `${indexDir}/new` },
      `say(opened.ok ? store.writable : opened.failure.message); setInterval(() => {}, 1000);`,
    ),
  );
  const said = await Promise.all(children.map((child) => child.said));
  assert.deepEqual(said.sort(), ["false", "false", "false", "true"]);
});
