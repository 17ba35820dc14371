import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import {
  startTestChatServer,
  writeAnswer,
  writeError,
  type TestChatServer,
} from "../../server/src/adapters/chat/testChatServer.ts";
import { askDocs, handbook, textOf, type Finished } from "./commandLine.ts";

interface Row {
  readonly query_id: string;
  readonly answer: string;
  readonly sentence: string;
  readonly shown: string;
  readonly doc_id: string;
  readonly start: number;
  readonly end: number;
  readonly abstained: boolean;
  readonly latency_ms: number;
  readonly model?: string | null;
}

const work = mkdtempSync(join(tmpdir(), "ask-docs-answers-"));
const queries = join(work, "queries.jsonl");
const out = join(work, "answers.jsonl");
let server: TestChatServer;

before(async () => {
  server = await startTestChatServer();
  const rows = [
    { id: "kept", text: "How long are backups kept?" },
    { id: "parking", text: "Where may I park my car at the Leeds office?" },
  ];
  writeFileSync(queries, rows.map((row) => JSON.stringify(row)).join("\n"));
});
after(async () => {
  await server.close();
  rmSync(work, { recursive: true });
});

async function answers(...more: readonly string[]): Promise<Finished & { readonly rows: readonly Row[] }> {
  const finished = await askDocs(
    ...["answers", "--folder", handbook, "--index-dir", join(work, "index"), "--vectors", "none"],
    ...["--queries", queries, "--out", out, ...more],
  );
  assert.equal(finished.code, 0, finished.stderr);
  const rows = readFileSync(out, "utf8").trim().split("\n");
  return { ...finished, rows: rows.map((row) => JSON.parse(row) as Row) };
}

const withModel = (): readonly string[] => ["--model", "scripted", "--model-url", server.address];

function assertPlaced({ doc_id, start, end, answer, sentence }: Row): void {
  const text = textOf(handbook, doc_id);
  assert.equal(text.slice(start, end), answer);
  assert.ok(sentence.includes(answer) && text.includes(sentence));
}

test("a model's supported sentences are shown, and the exact words are those of the place that it cites", async () => {
  const own = await answers();
  assert.equal(own.rows[0]?.model, undefined);
  const cited = "Deletion cannot be undone, not even by our own engineers.";
  server.script = (_, response) =>
    writeAnswer(response, `They sit on the Moon for 80 years [1]. ${cited} [1] Backups are kept for 35 days [1].`);
  const { rows, stderr } = await answers(...withModel());
  const [kept, parking] = rows;
  assert.equal(kept?.model, "scripted", stderr);
  assert.equal(kept.shown, `${cited} Backups are kept for 35 days.`);
  assert.notEqual(own.rows[0]?.sentence, cited);
  assert.equal(kept.sentence, cited);
  rows.forEach(assertPlaced);
  // No model is asked where the documents do not answer.
  assert.equal(server.chats.length, 1);
  assert.equal(parking?.abstained, true);
  assert.equal(parking.model, null);
  assert.deepEqual(
    { ...parking, model: undefined, latency_ms: 0 },
    { ...own.rows[1], model: undefined, latency_ms: 0 },
  );
  assert.match(stderr, /scripted wrote 1 of the 1 answers/u);
});

test("where nothing that a model writes is supported, or it fails, the row is the one without a model", async () => {
  const own = await answers();
  const scripts = [
    () => (server.script = (_, response) => writeAnswer(response, "Backups are kept for 53 days [1].")),
    () => (server.script = (_, response) => writeAnswer(response, "NO ANSWER")),
    () => (server.script = (_, response) => writeError(response, 500, "broken")),
  ];
  for (const script of scripts) {
    script();
    const { rows, stderr } = await answers(...withModel());
    assert.deepEqual(
      rows.map((row) => ({ ...row, latency_ms: 0 })),
      own.rows.map((row) => ({ ...row, latency_ms: 0, model: null })),
    );
    assert.ok(textOf(handbook, rows[0]?.doc_id ?? "").includes(rows[0]?.shown ?? "?"));
    assert.match(stderr, /scripted wrote 0 of the 1 answers/u);
  }
});

test("an address that is none is wrong usage", async () => {
  const { code, stderr } = await askDocs(
    ...["answers", "--folder", handbook, "--index-dir", join(work, "index"), "--vectors", "none"],
    ...["--queries", queries, "--out", out, "--model", "x", "--model-url", "nowhere"],
  );
  assert.equal(code, 2);
  assert.match(stderr, /no http or https address/u);
});
