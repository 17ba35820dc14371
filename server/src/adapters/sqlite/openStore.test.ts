import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { StoreFailure } from "../../core/storeFailure.ts";
import { openStore, type StoreOptions } from "./openStore.ts";
import { hashOf, sampleFile, samplePassage } from "./testSamples.ts";
import { openForTest, startChild, temporaryFolder } from "./testSupport.ts";

const failureOf = (options: StoreOptions): string => {
  const opened = openStore(options);
  assert.ok(!opened.ok);
  assert.ok(opened.failure.message.includes(options.indexDir), opened.failure.message);
  return opened.failure.code;
};

const setVersion = (path: string, version: number): void => {
  const database = new DatabaseSync(path);
  database.exec(`PRAGMA user_version = ${version}`);
  database.close();
};

test("a new folder gets its own .gitignore; one that was there is left as it is", (t) => {
  const folder = temporaryFolder();
  openForTest(t, { indexDir: join(folder, "deep", ".ask-docs") });
  assert.equal(readFileSync(join(folder, "deep", ".ask-docs", ".gitignore"), "utf8"), "*\n");
  openForTest(t, { indexDir: folder });
  assert.equal(existsSync(join(folder, ".gitignore")), false);
});

test("an index of a newer version is a failure and stays as it is", (t) => {
  for (const name of ["index.db", "vectors.db"]) {
    const indexDir = temporaryFolder();
    openForTest(t, { indexDir }).close();
    setVersion(join(indexDir, name), 99);
    const before = readFileSync(join(indexDir, name));
    assert.equal(failureOf({ indexDir }), "index-newer");
    assert.deepEqual(readFileSync(join(indexDir, name)), before);
  }
});

test("an index of an older version is emptied, its vectors stay", (t) => {
  const indexDir = temporaryFolder();
  const old = openForTest(t, { indexDir });
  old.replaceFile(sampleFile("a.md"), [samplePassage("a")]);
  old.vectors.put("m", [[hashOf("a"), { values: Int8Array.of(1), scale: 1 }]]);
  old.close();
  setVersion(join(indexDir, "index.db"), 0);
  const store = openForTest(t, { indexDir });
  assert.deepEqual(store.files(), []);
  assert.deepEqual(store.warnings, []);
  assert.equal(store.vectors.get("m", [hashOf("a")]).size, 1);
  store.replaceFile(sampleFile("a.md"), []);
});

test("a folder that cannot be one is a failure that names it", () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "file"), "");
  assert.equal(failureOf({ indexDir: join(folder, "file") }), "not-a-folder");
  assert.equal(failureOf({ indexDir: join(folder, "file", "below") }), "not-a-folder");
  mkdirSync(join(folder, "taken", "index.db"), { recursive: true });
  assert.equal(failureOf({ indexDir: join(folder, "taken") }), "unwritable");
});

test("a folder or an index that may not be written is a failure", async (t) => {
  const folder = temporaryFolder();
  const indexDir = join(folder, "index");
  openForTest(t, { indexDir }).close();
  chmodSync(folder, 0o755);
  chmodSync(indexDir, 0o555);
  for (const name of ["index.db", "vectors.db"]) chmodSync(join(indexDir, name), 0o444);
  t.after(() => chmodSync(indexDir, 0o755));
  // An administrator may write anywhere, so there another user does the opening.
  const identity = process.getuid?.() === 0 ? { uid: 65_534 } : {};
  for (const place of [indexDir, join(indexDir, "below")]) {
    const child = startChild(t, { indexDir: place }, `say(opened.ok ? "ok" : opened.failure.code);`, identity);
    assert.equal(await child.said, "unwritable");
  }
});

test("a full disk is a failure at opening and while writing, and what was stored stays", (t) => {
  const indexDir = temporaryFolder();
  assert.equal(failureOf({ indexDir, maxPages: 3 }), "disk-full");
  const store = openForTest(t, { indexDir, maxPages: 60 });
  const kept = store.replaceFile(sampleFile("kept.md"), [samplePassage("kept")]);
  const isFull = (error: unknown): boolean => error instanceof StoreFailure && error.failure.code === "disk-full";
  const fill = (): void => {
    for (let file = 0; file < 100; file++) {
      store.replaceFile(sampleFile(`${file}.md`), [samplePassage("x".repeat(20_000))]);
    }
  };
  assert.throws(() => store.transaction(fill), isFull);
  assert.throws(() => {
    store.vectors.put(
      "m",
      Array.from({ length: 1000 }, (_, at) => [hashOf(`${at}`), { values: new Int8Array(384), scale: 1 }] as const),
    );
  }, isFull);
  assert.deepEqual(
    store.files().map(({ path }) => path),
    ["kept.md"],
  );
  assert.equal(store.passages(kept.passageIds)[0]?.text, "kept");
  store.replaceFile(sampleFile("small.md"), []);
  assert.equal(store.vectors.get("m", [hashOf("1")]).size, 0);
});

test("the size on disk counts the index, the vectors and what was set aside", (t) => {
  const [indexDir, vectorDir] = [temporaryFolder(), temporaryFolder()];
  writeFileSync(join(indexDir, "index.db"), "x".repeat(5000));
  const store = openForTest(t, { indexDir, vectorDir });
  const empty = store.bytesOnDisk();
  assert.ok(empty > 5000);
  store.replaceFile(sampleFile("a.md"), [samplePassage("x".repeat(100_000))]);
  assert.ok(store.bytesOnDisk() > empty + 100_000);
});

test("closing twice is closing once", (t) => {
  const store = openForTest(t, { indexDir: temporaryFolder() });
  store.close();
  store.close();
  assert.equal(store.writable, false);
});
