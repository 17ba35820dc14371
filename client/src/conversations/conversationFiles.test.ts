import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { summaryOf } from "./conversation.ts";
import { createConversationFiles, noFile, type DamagedConversation } from "./conversationFiles.ts";
import { formatConversation } from "./conversationFormat.ts";
import { testAnswer, testConversation, testTurn } from "./testConversations.ts";

async function makeFiles(t: TestContext) {
  const folder = await mkdtemp(join(tmpdir(), "ask-docs-conversations-"));
  t.after(() => rm(folder, { recursive: true }));
  const damaged: DamagedConversation[] = [];
  return { folder, damaged, files: createConversationFiles(folder, (damage) => damaged.push(damage)) };
}

const long = { ...testConversation("long", testTurn(1), testTurn(2)), name: "שיחה", pinned: true, draft: "half" };

void test("a conversation is read as it was written, listed by its first line, and removed", async (t) => {
  const { folder, files, damaged } = await makeFiles(t);
  assert.deepEqual(await files.list(), []);
  assert.equal(await files.read("long"), undefined);
  assert.equal(await files.stamp("long"), noFile);
  const stamp = await files.write(long);
  assert.equal(await files.stamp("long"), stamp);
  assert.deepEqual(await files.read("long"), long);
  const { size, mode } = await stat(join(folder, "long.jsonl"));
  assert.equal(mode & 0o777, 0o600);
  assert.deepEqual(await files.list(), [{ ...summaryOf(long), bytes: size }]);
  assert.notEqual(await files.write({ ...long, draft: "halt" }), stamp);
  await files.remove("long");
  await files.remove("long");
  assert.deepEqual(await readdir(folder), []);
  assert.deepEqual(damaged, []);
});

void test("a first line longer than is read at once is read whole", async (t) => {
  const { files } = await makeFiles(t);
  const draft = "ж".repeat(19_999);
  await files.write({ ...testConversation("draft", testTurn(1)), draft });
  assert.equal((await files.list())[0]?.title, "Question 1?");
  assert.equal((await files.read("draft"))?.draft, draft);
});

void test("a damaged line costs its turn alone; the file as it was is kept, and that is told once", async (t) => {
  const { folder, files, damaged } = await makeFiles(t);
  await files.write(long);
  const path = join(folder, "long.jsonl");
  const broken = (await readFile(path, "utf8")).replace('"id":"t1"', '"id":1');
  await writeFile(path, broken);
  const read = await files.read("long");
  assert.deepEqual(read, { ...long, turns: [testTurn(2)] });
  assert.equal(damaged.length, 1);
  assert.equal(await readFile(damaged[0]?.keptAs ?? "", "utf8"), broken);
  assert.deepEqual(await files.read("long"), read);
  assert.equal(damaged.length, 1);
});

void test("a cut file and one whose first line is lost keep what they hold", async (t) => {
  const { folder, files, damaged } = await makeFiles(t);
  const text = formatConversation(long);
  await writeFile(join(folder, "cut.jsonl"), text.slice(0, -40));
  await writeFile(join(folder, "headless.jsonl"), text.slice(text.indexOf("\n") + 1));
  await writeFile(join(folder, "zeros.jsonl"), "\0".repeat(500));
  const list = await files.list();
  assert.deepEqual(list.map(({ id, turns }) => [id, turns]).sort(), [
    ["cut", 2],
    ["headless", 2],
  ]);
  assert.deepEqual((await files.read("cut"))?.turns, [testTurn(1)]);
  assert.deepEqual((await files.read("headless"))?.turns, [testTurn(1), testTurn(2)]);
  assert.deepEqual(damaged.map(({ conversation }) => conversation.id).sort(), ["cut", "headless", "zeros"]);
  assert.equal((await readdir(join(folder, "damaged"))).length, 3);
});

void test("a file of a later version is left alone", async (t) => {
  const { folder, files, damaged } = await makeFiles(t);
  const text = `${JSON.stringify({ version: 2, anything: true })}\n`;
  await writeFile(join(folder, "later.jsonl"), text);
  assert.deepEqual(await files.list(), []);
  assert.equal(await files.read("later"), undefined);
  assert.equal(await readFile(join(folder, "later.jsonl"), "utf8"), text);
  assert.deepEqual(damaged, []);
});

void test("a conversation too large to keep loses its oldest turns, which is no damage", async (t) => {
  const { files, damaged } = await makeFiles(t);
  const turns = Array.from({ length: 6 }, (_, index) =>
    testTurn(index, { kind: "answered", answer: testAnswer("x".repeat(1_000_000)) }),
  );
  await files.write(testConversation("large", ...turns));
  assert.deepEqual(
    (await files.read("large"))?.turns.map(({ id }) => id),
    ["t3", "t4", "t5"],
  );
  assert.equal((await files.list())[0]?.turns, 3);
  assert.deepEqual(damaged, []);
});

void test("names that lead out of the folder are refused", async (t) => {
  const { files } = await makeFiles(t);
  for (const id of ["../other", "a/b", "", "a.b"]) await assert.rejects(files.read(id), /no conversation.s name/);
});
