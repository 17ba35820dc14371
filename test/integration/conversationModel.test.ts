import assert from "node:assert/strict";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { withoutPassageRequest } from "../../protocol/ablationMessages.ts";
import { chatKeyRequest } from "../../protocol/chatMessages.ts";
import { askRequest } from "../../protocol/serverMessages.ts";
import {
  startTestChatServer,
  writeAnswer,
  type TestChatServer,
} from "../../server/src/adapters/chat/testChatServer.ts";
import { handbook } from "./commandLine.ts";
import { startServer, type ServerUnderTest } from "./languageServerClient.ts";

const previous = { question: "How long are backups kept?" };
const kept = "Backups are kept for 35 days, counted from the moment the snapshot finishes";
let work: string;
let chat: TestChatServer;
let server: ServerUnderTest;

before(async () => {
  work = mkdtempSync(join(tmpdir(), "ask-docs-rewriting-"));
  cpSync(join(handbook, "en"), join(work, "handbook", "en"), { recursive: true });
  chat = await startTestChatServer();
  server = await startServer([join(work, "handbook")], join(work, "storage"), {
    "askDocs.chat.provider": "http",
    "askDocs.chat.url": chat.address,
    "askDocs.chat.model": "scripted",
  });
  server.client.onRequest(chatKeyRequest, () => null);
  await server.until(({ activity, passages }) => activity !== "starting" && activity !== "reading" && passages > 0);
});
after(async () => {
  await server.stop();
  await chat.close();
  rmSync(work, { recursive: true, force: true });
});

const promptOf = ({ body }: TestChatServer["chats"][number]): string => body.messages.at(-1)?.content ?? "";
const isRewriting = (sent: TestChatServer["chats"][number]): boolean => promptOf(sent).includes("Follow-up question:");

/** Rewrites follow-ups so, and answers everything else. */
function scriptRewrite(rewritten: string): void {
  chat.script = (sent, response) => writeAnswer(response, isRewriting(sent) ? rewritten : `${kept} [1].`);
}

test("a follow-up is rewritten by the chosen model, and asked as that", async () => {
  scriptRewrite("For how long are the sealed backups kept?");
  const before = chat.chats.length;
  const question = "And for sealed backups?";
  const answer = await server.client.sendRequest(askRequest, { id: "1", question, previous });
  assert.equal(answer.askedAs, "For how long are the sealed backups kept?");
  assert.equal(answer.question, question);
  const sent = chat.chats.slice(before);
  assert.equal(sent.filter(isRewriting).length, 1);
  assert.match(promptOf(sent[0] ?? assert.fail()), /Question before: How long are backups kept\?/u);
});

test("a rewrite with words that nobody said is not taken: the rule's stands", async () => {
  scriptRewrite("How long do sealed backups survive on the Moon?");
  const answer = await server.client.sendRequest(askRequest, { id: "2", question: "Why?", previous });
  assert.equal(answer.askedAs, "Why are backups kept?");
});

test("a model that is silent is not waited for beyond its limit: the rule's rewrite stands, shown meanwhile", async () => {
  const refinedBefore = server.refined.length;
  chat.script = (sent, response) => (isRewriting(sent) ? undefined : writeAnswer(response, `${kept} [1].`));
  const start = performance.now();
  const answer = await server.client.sendRequest(askRequest, { id: "3", question: "Why?", previous });
  assert.equal(answer.askedAs, "Why are backups kept?");
  assert.ok(performance.now() - start < 15_000);
  assert.equal(server.refined[refinedBefore]?.answer.askedAs, "Why are backups kept?");
});

test("a new topic is not rewritten", async () => {
  scriptRewrite("Why are backups kept?");
  const before = chat.chats.length;
  const question = "Who approves a purchase?";
  const answer = await server.client.sendRequest(askRequest, { id: "4", question, previous });
  assert.equal(answer.askedAs, undefined);
  assert.equal(chat.chats.slice(before).filter(isRewriting).length, 0);
});

test("the server has an answer written again without a passage, and says what it does not know", async () => {
  scriptRewrite("");
  const answer = await server.client.sendRequest(askRequest, { id: "5", question: previous.question });
  assert.equal(answer.ablation?.passages, 1);
  chat.script = (_, response) => writeAnswer(response, "NO ANSWER");
  const view = await server.client.sendRequest(withoutPassageRequest, { id: "5", passage: 0 });
  assert.deepEqual(
    view.sentences.map(({ change }) => change),
    ["lost"],
  );
  await assert.rejects(
    server.client.sendRequest(withoutPassageRequest, { id: "5", passage: 1 }),
    /not known any more/u,
  );
  await assert.rejects(
    server.client.sendRequest(withoutPassageRequest, { id: "gone", passage: 0 }),
    /Ask the question/u,
  );
});
