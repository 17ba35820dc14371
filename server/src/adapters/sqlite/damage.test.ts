import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test, type TestContext } from "node:test";
import { StoreFailure } from "../../core/storeFailure.ts";
import { sampleFile, samplePassage } from "./testSamples.ts";
import { openForTest, startChild, temporaryFolder } from "./testSupport.ts";

const isDamaged = (error: unknown): boolean => error instanceof StoreFailure && error.failure.code === "index-damaged";

const filledFolder = (t: TestContext): string => {
  const indexDir = temporaryFolder();
  const store = openForTest(t, { indexDir });
  store.transaction(() => {
    for (let file = 0; file < 300; file++) store.replaceFile(sampleFile(`${file}.md`), [samplePassage(`${file}`)]);
  });
  store.vectors.put("model", [["ab", { values: new Int8Array(384), scale: 1 }]]);
  store.close();
  return indexDir;
};

const damages: Readonly<Record<string, (path: string) => void>> = {
  "cut to half": (path) => truncateSync(path, statSync(path).size / 2),
  "cut within its header": (path) => truncateSync(path, 50),
  "a text": (path) => writeFileSync(path, "This is no database.\n".repeat(100)),
  "random bytes": (path) => writeFileSync(path, randomBytes(statSync(path).size)),
};

const randomBytes = (length: number): Uint8Array => {
  const bytes = new Uint8Array(length);
  let state = 1;
  for (let at = 0; at < length; at++) bytes[at] = state = (state * 48271) % 0x7fffffff;
  return bytes;
};

for (const [name, damage] of Object.entries(damages)) {
  test(`an index that is ${name} is set aside and made anew`, (t) => {
    const indexDir = filledFolder(t);
    damage(join(indexDir, "index.db"));
    const damaged = readFileSync(join(indexDir, "index.db"));
    const store = openForTest(t, { indexDir, clock: { wallTime: () => Date.UTC(2025, 2, 1, 12) } });
    assert.equal(store.warnings.length, 1);
    assert.match(store.warnings[0] ?? "", /index\.db was damaged/);
    assert.deepEqual(readFileSync(join(indexDir, "index.db.damaged-2025-03-01T12-00-00.000Z")), damaged);
    assert.equal(store.writable, true);
    assert.deepEqual(store.files(), []);
    assert.equal(store.vectors.get("model", ["ab"]).size, 1);
    store.replaceFile(sampleFile("a.md"), [samplePassage("a")]);
  });
}

test("of damaged files the last one is kept, and both databases can be damaged at once", (t) => {
  const indexDir = filledFolder(t);
  for (const hour of [1, 2]) {
    for (const name of ["index.db", "vectors.db"]) writeFileSync(join(indexDir, name), "no database at all");
    const store = openForTest(t, { indexDir, clock: { wallTime: () => Date.UTC(2025, 2, 1, hour) } });
    assert.equal(store.warnings.length, 2);
    store.close();
  }
  assert.deepEqual(
    readdirSync(indexDir).filter((name) => name.includes("damaged")),
    ["index.db.damaged-2025-03-01T02-00-00.000Z", "vectors.db.damaged-2025-03-01T02-00-00.000Z"],
  );
});

test("a database of another program is set aside whole", (t) => {
  const indexDir = temporaryFolder();
  const foreign = new DatabaseSync(join(indexDir, "index.db"));
  foreign.exec("CREATE TABLE precious (note TEXT); INSERT INTO precious VALUES ('keep me')");
  foreign.close();
  const store = openForTest(t, { indexDir });
  assert.equal(store.warnings.length, 1);
  const kept = new DatabaseSync(join(indexDir, readdirSync(indexDir).find((name) => name.includes("damaged")) ?? ""));
  t.after(() => kept.close());
  assert.equal(kept.prepare("SELECT note FROM precious").get()?.note, "keep me");
});

/** Overwrites the first page of a table or index. */
const spoil = (path: string, name: string): void => {
  const database = new DatabaseSync(path);
  const row = database.prepare("SELECT rootpage FROM sqlite_schema WHERE name = ?").get(name);
  database.close();
  const bytes = readFileSync(path);
  bytes.fill(0xee, (Number(row?.rootpage) - 1) * 4096, Number(row?.rootpage) * 4096);
  writeFileSync(path, bytes);
};

test("damage met while reading is a failure, and mended by opening again", (t) => {
  const indexDir = filledFolder(t);
  spoil(join(indexDir, "index.db"), "posting");
  spoil(join(indexDir, "vectors.db"), "vector");
  const store = openForTest(t, { indexDir });
  assert.deepEqual(store.warnings, []);
  assert.throws(() => [...store.load()], isDamaged);
  assert.throws(() => store.vectors.get("model", ["ab"]), isDamaged);
  store.close();
  const again = openForTest(t, { indexDir });
  assert.equal(again.warnings.length, 2);
  assert.deepEqual(again.files(), []);
  assert.equal(again.vectors.get("model", ["ab"]).size, 0);
  again.close();
  assert.deepEqual(openForTest(t, { indexDir }).warnings, []);
});

test("a row that no longer decodes is damage too", (t) => {
  const indexDir = filledFolder(t);
  const database = new DatabaseSync(join(indexDir, "index.db"));
  database.exec(
    `UPDATE posting SET numbers = x'ff' WHERE file_id = 7; UPDATE passage SET breadcrumb = '[' WHERE id = 9`,
  );
  database.close();
  const store = openForTest(t, { indexDir });
  assert.throws(() => [...store.load()], isDamaged);
  assert.throws(() => store.passages([9]), isDamaged);
  store.close();
  assert.equal(openForTest(t, { indexDir }).warnings.length, 1);
});

test("after a writer was killed the index is checked, and mended in the same opening", async (t) => {
  const indexDir = temporaryFolder();
  const child = startChild(
    t,
    { indexDir },
    `store.transaction(() => {
       for (let file = 0; file < 300; file++) store.replaceFile(sampleFile(file + ".md"), [samplePassage("" + file)]);
     });
     say("written"); setInterval(() => {}, 1000);`,
  );
  await child.said;
  child.process.kill("SIGKILL");
  await child.ended;
  // Opening it alone, and closing, writes the log of the killed process into it.
  spoil(join(indexDir, "index.db"), "passage_by_file");
  const store = openForTest(t, { indexDir });
  assert.equal(store.warnings.length, 1);
  assert.equal(store.writable, true);
});
