import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { CancellationTokenSource } from "vscode-jsonrpc/node";
import {
  evaluationProgressed,
  type EvaluationProgress,
  type EvaluationView,
} from "../../protocol/evaluationMessages.ts";
import {
  evaluateShotsRequest,
  planShotsEvaluationRequest,
  type EvaluateShotsParams,
  type PlanShotsEvaluationParams,
  type ShotsEvaluationPlan,
} from "../../protocol/shotsEvaluationMessages.ts";
import {
  startTestChatServer,
  writeCompletion,
  writeError,
  type ChatScript,
  type TestChatServer,
} from "../../server/src/adapters/chat/testChatServer.ts";
import { startServer, timeUntil, type ServerUnderTest } from "./languageServerClient.ts";

const folder = mkdtempSync(join(tmpdir(), "ask-docs-evaluate-"));
const storage = mkdtempSync(join(tmpdir(), "ask-docs-evaluate-storage-"));
const shots = `---
shots: 1
template: chat
labels: [refund, delivery]
---
===
text: Give me my money back
label: refund
===
text: Where is my order?
label: delivery
`;
const uri = pathToFileURL(join(folder, "wants.shots")).href;
const rowsFile = join(folder, "wants.test.jsonl");
const hebrew = "איפה <b>החבילה</b> שלי";
const rows = [
  ...Array.from({ length: 11 }, (_, at) => ({ text: `Parcel ${at} has not come`, label: "delivery" })),
  ...Array.from({ length: 11 }, (_, at) => ({ text: `Pay me back for order ${at}`, label: "refund" })),
  { text: hebrew, label: "delivery" },
  { text: "give me my money BACK!", label: "refund" },
];

/** Knows nothing without demonstrations; with them it is right where the question is English. */
const answering: ChatScript = ({ body: { messages } }, response) => {
  const asked = messages.at(-1)?.content ?? "";
  const right = /parcel/iu.test(asked) ? "delivery" : "refund";
  const copies = messages.find(({ content }) => content === "Give me my money back");
  const shuffled = copies !== undefined && messages[messages.indexOf(copies) + 1]?.content !== "refund";
  writeCompletion(response, messages.length === 1 ? "I cannot say" : shuffled ? "neither" : right);
};

let chat: TestChatServer;
let server: ServerUnderTest;
const told: EvaluationProgress[] = [];

before(async () => {
  chat = await startTestChatServer(answering);
  writeFileSync(join(folder, "wants.shots"), shots);
  writeFileSync(rowsFile, `${rows.map((row) => JSON.stringify(row)).join("\n")}\n{"text": broken\n`);
  server = await startServer([folder], storage, {
    "askDocs.chat.provider": "http",
    "askDocs.chat.url": chat.address,
    "askDocs.chat.model": "scripted",
  });
  server.client.onNotification(evaluationProgressed.method, (now: EvaluationProgress) => void told.push(now));
});
after(async () => {
  await server.stop();
  await chat.close();
  for (const each of [folder, storage]) rmSync(each, { recursive: true, force: true });
});

const plan = (more: Partial<PlanShotsEvaluationParams> = {}): Promise<ShotsEvaluationPlan> =>
  server.client.sendRequest(planShotsEvaluationRequest.method, { uri, text: shots, ...more });
const evaluate = (more: Partial<EvaluateShotsParams> = {}, source = new CancellationTokenSource()) =>
  server.client.sendRequest<EvaluationView>(
    evaluateShotsRequest.method,
    { id: "one", uri, text: shots, test: rowsFile, rows: rows.length, ...more } satisfies EvaluateShotsParams,
    source.token,
  );

test("a plan tells the rows beside the document, the prompts of each, and the model, and asks nothing", async () => {
  assert.deepEqual(await plan(), {
    test: { path: rowsFile, name: "wants.test.jsonl", rows: rows.length, broken: 1 },
    prompts: 3,
    model: { name: "scripted", destination: new URL(chat.address).host },
  });
  const table = join(folder, "rows.csv");
  writeFileSync(table, `text,label\n${rows.map(({ text, label }) => `"${text}",${label}`).join("\n")}\n`);
  assert.equal((await plan({ test: table })).test?.rows, rows.length);
  assert.equal((await plan({ text: shots.replace("template", "test: none.jsonl\ntemplate") })).test, null);
  assert.equal(chat.chats.length, 0);
  await assert.rejects(plan({ text: "---\nshots: 1\n---\n" }), /no demonstration with an input and an output yet/u);
  writeFileSync(join(folder, "empty.jsonl"), "{}\n");
  await assert.rejects(
    plan({ test: join(folder, "empty.jsonl") }),
    /empty\.jsonl holds no row .*Line 1: It has no text/u,
  );
});

test("an evaluation that is stopped keeps its answers, and gives no report", async () => {
  let answered = 0;
  chat.script = async (request, response) => {
    answered += 1;
    if (answered > 5) await sleep(200);
    await answering(request, response);
  };
  const source = new CancellationTokenSource();
  const running = evaluate({ id: "stopped" }, source);
  await timeUntil(async () => answered > 5);
  source.cancel();
  await assert.rejects(running, /Evaluating the prompt was stopped/u);
  const kept = readFileSync(join(storage, "few-shot", "answers.jsonl"), "utf8")
    .trim()
    .split("\n").length;
  assert.ok(kept >= 5);
  chat.script = answering;
});

test("a model that goes away is told with the rows that it answered; the next evaluation goes on and reports", async () => {
  const before = chat.chats.length;
  chat.script = (request, response) => {
    if (chat.chats.length > before + 30) {
      writeError(response, 400, "Out of order");
      return;
    }
    return answering(request, response);
  };
  await assert.rejects(
    evaluate(),
    /does not answer any more: .*Rows answered so far: 24 of 24 without demonstrations, \d+ of 24 with the demonstrations, 0 of 24 with shuffled labels\. These answers are kept/u,
  );
  chat.script = answering;
  const from = chat.chats.length;
  const view = await evaluate({ id: "whole" });
  assert.ok(chat.chats.length - from < 48, "what is known is not asked again");
  assert.match(view.headline, /^accuracy on 24 rows: 0\.000 without demonstrations, 0\.958 with the demonstrations/u);
  const words = view.body.replace(/\s+/gu, " ");
  assert.match(words, /measured as it stands/u);
  assert.match(words, /wants\.test\.jsonl: 1 line is no row/u);
  assert.match(words, /23 won<\/summary>/u);
  assert.match(words, /None was lost/u);
  assert.match(words, /1 copies, 0 near duplicates/u);
  assert.doesNotMatch(view.body, /<b>החבילה/u);
  assert.match(view.page, /^<!doctype html>/u);
  assert.equal(view.fileName, "few-shot-report.html");
  const own = told.filter(({ id }) => id === "whole");
  assert.deepEqual(own.at(-1), { id: "whole", done: 72, total: 72 });
  const again = chat.chats.length;
  await evaluate();
  assert.equal(chat.chats.length, again);
});

test("fewer rows, and the document as it is in the editor", async () => {
  const text = shots.replace("Give me my money back", "I want my money");
  const view = await evaluate({ id: "few", rows: 5, text });
  assert.match(view.headline, /on 5 rows/u);
  const shown = chat.chats.slice(-10).flatMap(({ body }) => body.messages.map(({ content }) => content));
  assert.ok(shown.includes("I want my money"));
});

test("a server that asks for patience is waited for", async () => {
  let refused = 0;
  chat.script = (request, response) => {
    if (refused > 0) return answering(request, response);
    refused += 1;
    writeError(response, 429, "Slower, please", { "retry-after": "1" });
  };
  const view = await evaluate({ rows: 4, text: shots.replace("Where is my order?", "Has it come?") });
  assert.match(view.headline, /on 4 rows/u);
  assert.equal(refused, 1);
  assert.doesNotMatch(view.body, /have no answer/u);
});
