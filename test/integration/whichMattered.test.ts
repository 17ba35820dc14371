import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { WithoutPassageView } from "../../protocol/ablationMessages.ts";
import {
  startTestChatServer,
  writeAnswer,
  writeError,
  type TestChatServer,
} from "../../server/src/adapters/chat/testChatServer.ts";
import { askDocs, handbook } from "./commandLine.ts";

const work = mkdtempSync(join(tmpdir(), "ask-docs-mattered-"));
const question = "How long are backups kept?";
const kept = "Backups are kept for 35 days";
const stored = "Nothing is stored in Haifa or Tbilisi";
let server: TestChatServer;

before(async () => {
  server = await startTestChatServer();
});
after(async () => {
  await server.close();
  rmSync(work, { recursive: true });
});

const ask = (...more: readonly string[]) =>
  askDocs(
    ...["ask", question, "--folder", handbook, "--index-dir", work, "--vectors", "none"],
    ...["--model", "scripted", "--model-url", server.address, ...more],
  );

/** A model that repeats what it is given of two things, and knows nothing else. */
function scriptFromPassages(): void {
  server.script = ({ body }, response) => {
    const prompt = body.messages.at(-1)?.content ?? "";
    const numbered = prompt.split(/^\[(\d+)\]/mu);
    const sentences = [kept, stored].flatMap((text) => {
      const at = numbered.findIndex((part) => part.includes(text));
      return at < 0 ? [] : [`${text} [${numbered[at - 1]}].`];
    });
    return writeAnswer(response, sentences.length === 0 ? "NO ANSWER" : sentences.join(" "));
  };
}

test("each cited passage is dropped once, and what becomes of the sentences is told, cost first", async () => {
  scriptFromPassages();
  const { stdout, stderr, code } = await ask("--which-mattered", "--json");
  assert.equal(code, 0, stderr);
  const { mattered, sentences } = JSON.parse(stdout) as {
    readonly mattered: readonly WithoutPassageView[];
    readonly sentences: readonly { readonly text: string }[];
  };
  assert.ok(mattered.length >= 1 && mattered.length <= 6);
  assert.equal(server.chats.length, 1 + mattered.length);
  assert.match(stderr, /Asking the model (?:once|\d times) more, without one passage each time: about \d+ s\./u);
  for (const [place, { body }] of server.chats.slice(1).entries()) {
    const first = server.chats[0]?.body.messages.at(-1)?.content ?? "";
    const again = body.messages.at(-1)?.content ?? "";
    assert.ok(again.length < first.length, `call ${place}`);
    assert.ok(again.endsWith(`Question: ${question}`));
  }
  const [first] = mattered;
  assert.equal(first?.sentences.length, sentences.length);
  const change = first.sentences.find(({ text }) => text.startsWith(kept));
  assert.notEqual(change?.change, "unchanged");
  assert.equal(change?.before, "supported");

  const people = await ask("--which-mattered");
  assert.match(people.stdout, /Without \[1\]/u);
  assert.match(people.stdout, /lost \(supported\): Backups are kept|changed \(supported[^)]*\): Backups are kept/u);
});

test("a model that fails without a passage says nothing of it; the answer stands", async () => {
  const before = server.chats.length;
  server.script = (_, response) =>
    server.chats.length > before + 1
      ? writeError(response, 500, "broken")
      : writeAnswer(response, `${kept} [1][2][3][4][5][6].`);
  const { stdout, stderr, code } = await ask("--which-mattered", "--json");
  assert.equal(code, 0, stderr);
  const { mattered, sentences } = JSON.parse(stdout) as Record<string, readonly unknown[]>;
  assert.deepEqual(mattered, []);
  assert.equal(sentences?.length, 1);
  assert.match(stderr, /Without \[1\][^:]*: .*broken/u);
});

test("nothing more is asked unless it is wanted, and without a model it is wrong usage", async () => {
  const before = server.chats.length;
  server.script = (_, response) => writeAnswer(response, `${kept} [1].`);
  await ask("--json");
  assert.equal(server.chats.length, before + 1);
  const wrong = await askDocs("ask", question, "--folder", handbook, "--index-dir", work, "--which-mattered");
  assert.equal(wrong.code, 2);
  assert.match(wrong.stderr, /--model/u);
});
