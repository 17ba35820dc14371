import assert from "node:assert/strict";
import { fork } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { readJudgements } from "../../core/evaluation/judgements.ts";
import { createOwnSetFolder } from "./ownSetFolder.ts";
import { readSet } from "./readSet.ts";

function temporaryFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "ask-docs-own-set-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const change = (question: string, path: string) => ({
  question,
  verdict: "right" as const,
  text: "Some words.",
  words: { path, start: 0, end: 5, quote: "Some ", before: "", after: "", contentHash: "", judgedAt: "" },
});

test("judgements are there for every reader at once, and can be read as a set", async (t) => {
  const folder = join(temporaryFolder(t), "not", "there yet");
  const own = createOwnSetFolder(folder);
  assert.deepEqual(await own.read(), { ok: true, value: { questions: "", relevance: "", judgements: "" } });
  assert.ok((await own.judge(change("How long?", "a.md"))).ok);
  const set = await readSet(folder);
  assert.ok(set.ok);
  assert.deepEqual(set.value.problems, []);
  assert.equal(set.value.questions[0]?.text, "How long?");
  assert.match(set.value.questions[0].id, /^own-[0-9a-f]{12}$/u);
  assert.equal(set.value.judgements.length, 1);
  assert.deepEqual(readdirSync(folder).sort(), ["judgements.jsonl", "qrels.tsv", "queries.jsonl"]);
});

test("several processes that judge at once lose no row", { timeout: 60_000 }, async (t) => {
  const folder = temporaryFolder(t);
  const program = join(import.meta.dirname, "../../../../test/fixtures/evaluation/judgeMany.ts");
  const children = ["a", "b", "c"].map((name) => fork(program, [folder, name, "12"]));
  const codes = await Promise.all(children.map(async (child) => (await once(child, "exit"))[0] as unknown));
  assert.deepEqual(codes, [0, 0, 0]);
  const { value, problems } = readJudgements("", readFileSync(join(folder, "judgements.jsonl"), "utf8"));
  assert.deepEqual(problems, []);
  assert.equal(new Set(value.map(({ path }) => path)).size, 36);
  assert.equal(readFileSync(join(folder, "qrels.tsv"), "utf8").trim().split("\n").length, 36);
  assert.equal(readFileSync(join(folder, "queries.jsonl"), "utf8").trim().split("\n").length, 12);
  assert.equal(readdirSync(folder).length, 3);
});

test("a lock that a killed process left behind is taken over", async (t) => {
  const folder = temporaryFolder(t);
  const lock = join(folder, ".lock");
  writeFileSync(lock, "");
  const before = new Date(Date.now() - 60_000);
  utimesSync(lock, before, before);
  assert.ok((await createOwnSetFolder(folder).judge(change("How long?", "a.md"))).ok);
  assert.equal(existsSync(lock), false);
});

test("rows that cannot be read are kept, and named when the set is read; a file that is no text is left alone", async (t) => {
  const folder = temporaryFolder(t);
  writeFileSync(join(folder, "queries.jsonl"), "{oops\r\n");
  assert.ok((await createOwnSetFolder(folder).judge(change("How long?", "a.md"))).ok);
  assert.ok(readFileSync(join(folder, "queries.jsonl"), "utf8").startsWith("{oops\r\n{"));
  const set = await readSet(folder);
  assert.ok(set.ok);
  assert.deepEqual(
    set.value.problems.map(({ file, line }) => [file, line]),
    [["queries.jsonl", 1]],
  );
  const binary = Buffer.from([0xff, 0xfe, 0x41]);
  writeFileSync(join(folder, "queries.jsonl"), binary);
  const refused = await createOwnSetFolder(folder).judge(change("Why?", "a.md"));
  assert.equal(refused.ok ? "" : refused.failure.code, "unwritable");
  assert.match(refused.ok ? "" : refused.failure.message, /not UTF-8; save it as UTF-8/);
  assert.deepEqual(readFileSync(join(folder, "queries.jsonl")), binary);
});

test("a folder that cannot be made is a failure with its path", async (t) => {
  const file = join(temporaryFolder(t), "file");
  writeFileSync(file, "");
  const refused = await createOwnSetFolder(join(file, "set")).judge(change("Why?", "a.md"));
  assert.match(refused.ok ? "" : refused.failure.message, /cannot be written/);
});
