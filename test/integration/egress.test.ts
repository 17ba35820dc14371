import assert from "node:assert/strict";
import { cpSync, existsSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { chatKeyRequest } from "../../protocol/chatMessages.ts";
import { clearEgressRequest, egressRequest, type EgressRecord } from "../../protocol/egressMessages.ts";
import { askRequest } from "../../protocol/serverMessages.ts";
import {
  startTestChatServer,
  writeAnswer,
  writeError,
  type TestChatServer,
} from "../../server/src/adapters/chat/testChatServer.ts";
import { failure } from "../../server/src/core/result.ts";
import { askDocs, askDocsJson, handbook, temporaryFolder, textOf } from "./commandLine.ts";
import { startServer } from "./languageServerClient.ts";

const question = "How long are backups kept?";
const answer = "Backups are kept for 35 days, counted from the moment the snapshot finishes [1].";
type Shown = Omit<EgressRecord, "at"> & { readonly at: string };

const bytesOf = ({ body }: TestChatServer["chats"][number]): number => Buffer.byteLength(JSON.stringify(body));
const promptOf = ({ body }: TestChatServer["chats"][number]): string => body.messages.at(-1)?.content ?? "";

/** Every passage that is recorded stands in what the server received, and there is no other one there. */
function assertPassages(folder: string, record: Pick<EgressRecord, "passages">, prompt: string): void {
  const words = record.passages.map(({ path, startOffset, endOffset }) =>
    textOf(folder, path).slice(startOffset, endOffset).trim(),
  );
  assert.ok(words.length > 0);
  for (const text of words) assert.ok(text.length > 20 && prompt.includes(text), text);
  assert.equal(prompt.match(/^\[\d+\]/gmu)?.length, words.length);
}

test("the command line tells what a model was sent, byte by byte and passage by passage, until it is cleared", async (t) => {
  const place = temporaryFolder(t);
  const folder = join(handbook, "en");
  const models = ["--set", `askDocs.model.folder=${join(place, "models")}`];
  const where = ["--folder", folder, "--index-dir", join(place, "index"), ...models];
  const shown = async () =>
    (await askDocsJson("egress", ...where)).value as unknown as { since: string; records: Shown[] };

  assert.match((await askDocs("egress", ...where)).stdout, /^Nothing is recorded: no record has begun/u);
  assert.ok(!existsSync(join(place, "index")) && !existsSync(join(place, "models")), "looking writes nothing");
  await askDocs("ask", question, ...where, "--vectors", "none");
  assert.match((await askDocs("egress", ...where)).stdout, /^Nothing has left this machine since 2\d{3}-.+Z\.\n$/u);

  const tries: TestChatServer["script"][] = [
    (_, response) => writeError(response, 503, "busy", { "retry-after": "0" }),
    (_, response) => writeAnswer(response, answer),
  ];
  const server = await startTestChatServer((chat, response) => tries.shift()?.(chat, response));
  t.after(() => server.close());
  const asking = ["ask", question, ...where, "--vectors", "none", "--model", "scripted", "--model-url", server.address];
  const before = Date.now();
  await askDocs(...asking);
  const { records } = await shown();
  const answers = records.filter(({ purpose }) => purpose === "answer").toReversed();
  assert.deepEqual(
    answers.map(({ bytesOut, status, outcome }) => [bytesOut, status, outcome]),
    server.chats.map((chat, at) => [bytesOf(chat), at === 0 ? 503 : 200, "answered"]),
  );
  for (const [at, record] of answers.entries()) {
    assertPassages(folder, record, promptOf(server.chats[at] ?? assert.fail()));
    assert.ok(Date.parse(record.at) >= before && Date.parse(record.at) <= Date.now());
    assert.deepEqual([record.host, record.path], [new URL(server.address).host, "/v1/chat/completions"]);
  }
  const { stdout } = await askDocs("egress", ...where);
  assert.match(stdout, /^Nothing has left this machine since .+\n\nTo servers on this machine:\n/u);
  assert.match(
    stdout,
    /answer {2}POST http:\/\/127\.0\.0\.1:\d+\/v1\/chat\/completions {2}\d+ bytes out, \d+ in, answered 200/u,
  );

  assert.equal((await askDocs("egress", ...where, "--clear")).code, 0);
  assert.deepEqual((await shown()).records, []);
});

test("what model installation asks a hub is told as well, with an address elsewhere as left", async (t) => {
  const place = temporaryFolder(t);
  const where = ["--set", `askDocs.model.folder=${place}`, "--set", "askDocs.model.mirror=http://192.0.2.1"];
  const proxy = ["--set", "askDocs.model.proxy=http://127.0.0.1:9"];
  await askDocs("model", "install", "owner/name", "--yes", ...where, ...proxy);
  const { stdout } = await askDocs("egress", "--folder", place, ...where);
  assert.match(stdout, /requests have left this machine/u);
  assert.match(
    stdout,
    /modelLookup {2}GET http:\/\/192\.0\.2\.1\/api\/models\/owner\/name\S* by 127\.0\.0\.1:9 {2}0 bytes out/u,
  );
});

test("two windows keep one record; it outlives them, tells the folder, and is cleared for both", async (t) => {
  const work = temporaryFolder(t);
  cpSync(join(handbook, "en"), join(work, "docs"), { recursive: true });
  const chat = await startTestChatServer((_, response) => writeAnswer(response, answer));
  t.after(() => chat.close());
  const settings = {
    "askDocs.chat.provider": "http",
    "askDocs.chat.url": chat.address,
    "askDocs.chat.model": "scripted",
  };
  const open = async () => {
    const server = await startServer([join(work, "docs")], join(work, "storage"), settings, {
      // Keywords alone answer this question.
      describeModel: () => Promise.resolve(failure("model-missing", "There is none.")),
    });
    server.client.onRequest(chatKeyRequest, () => null);
    await server.until(({ activity, passages }) => activity !== "starting" && activity !== "reading" && passages > 0);
    return server;
  };
  const first = await open();
  const second = await open();
  assert.deepEqual((await first.client.sendRequest(egressRequest)).records, []);
  await first.client.sendRequest(askRequest, { id: "1", question });
  await second.client.sendRequest(askRequest, { id: "2", question });
  const { records } = await second.client.sendRequest(egressRequest);
  const answers = records.filter(({ purpose }) => purpose === "answer");
  assert.deepEqual(new Set(answers.map(({ bytesOut }) => bytesOut)), new Set(chat.chats.map(bytesOf)));
  assert.equal(answers.length, 2);
  assert.ok(answers.every(({ folder }) => folder === join(work, "docs")));
  await Promise.all([first.stop(), second.stop()]);
  const third = await open();
  assert.deepEqual((await third.client.sendRequest(egressRequest)).records, records);
  await third.client.sendRequest(clearEgressRequest);
  assert.deepEqual((await third.client.sendRequest(egressRequest)).records, []);
  await third.stop();
});
