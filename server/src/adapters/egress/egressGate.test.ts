import assert from "node:assert/strict";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { test, type TestContext } from "node:test";
import type { ChatEvent } from "../../core/chatModel.ts";
import { readEndpoint } from "../chat/endpoint.ts";
import { createOpenAiCompatible } from "../chat/openAiCompatible.ts";
import { writeAnswer, writeError } from "../chat/testChatServer.ts";
import { createCompletionClient } from "../fewShot/completionClient.ts";
import { createHttpClient } from "../models/http.ts";
import { createTestGate } from "./testGate.ts";

const key = "sk-never-recorded-0815";
const question = "Where does the Zembladine ferry leave?";

interface Received {
  readonly at: number;
  readonly method: string;
  readonly path: string;
  /** Bytes of the body that arrived, and those that were sent in answer. */
  in: number;
  out: number;
}

type Script = (request: IncomingMessage, response: ServerResponse) => unknown;

/** A server that counts what it really receives and writes. */
async function startRecordingServer(t: TestContext, script: Script) {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const one: Received = { at: Date.now(), method: request.method ?? "", path: request.url ?? "", in: 0, out: 0 };
    received.push(one);
    const count = (chunk: unknown): number =>
      chunk === undefined || typeof chunk === "function" ? 0 : Buffer.byteLength(chunk as string | Buffer);
    const { write, end } = response;
    response.write = ((chunk: unknown, ...rest: never[]) => {
      one.out += count(chunk);
      return (write as (...all: unknown[]) => boolean).call(response, chunk, ...rest);
    }) as typeof write;
    response.end = ((chunk: unknown, ...rest: never[]) => {
      one.out += count(chunk);
      return (end as (...all: unknown[]) => ServerResponse).call(response, chunk, ...rest);
    }) as typeof end;
    request.on("data", (chunk: Buffer) => (one.in += chunk.length));
    request.on("end", () => void script(request, response));
    request.on("error", () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received };
}

const passages = [
  { path: "ferry.md", startOffset: 9, endOffset: 61 },
  { path: "קובץ.md", startOffset: 0, endOffset: 120 },
];

async function ask(gate: ReturnType<typeof createTestGate>, address: string, signal?: AbortSignal, length = 1) {
  const endpoint = readEndpoint(address);
  assert.ok(endpoint !== undefined);
  const model = createOpenAiCompatible({ egress: gate, endpoint, model: "scripted", key, patience: 3000 });
  const request = {
    messages: [{ role: "user", text: `${question} ${"שורה ".repeat(length)}` }],
    answerTokens: 100,
    subject: { purpose: "answer", passages, folder: "/docs" },
  } as const;
  const events: ChatEvent[] = [];
  for await (const event of model.complete(request, signal)) events.push(event);
  return events.at(-1);
}

/** What the server saw and what the record says, request by request in their order. */
function assertSame(gate: ReturnType<typeof createTestGate>, received: readonly Received[], bytesIn = true): void {
  const records = gate.log.read().records.toReversed();
  assert.deepEqual(
    records.map(({ method, path, bytesOut }) => [method, path, bytesOut]),
    received.map(({ method, path, in: bytes }) => [method, path, bytes]),
  );
  if (bytesIn)
    assert.deepEqual(
      records.map((record) => record.bytesIn),
      received.map(({ out }) => out),
    );
  for (const [at, record] of records.entries()) assert.ok(record.at <= (received[at]?.at ?? 0), "recorded too late");
}

test("a streamed answer is recorded by the bytes that the server received and sent, and its passages", async (t) => {
  const { address, received } = await startRecordingServer(t, (_, response) =>
    writeAnswer(response, "From the east pier, מהרציף המזרחי [1].", 2),
  );
  const gate = createTestGate();
  for (const length of [1, 3000, 60_000]) assert.equal((await ask(gate, address, undefined, length))?.kind, "ended");
  assertSame(gate, received);
  assert.ok((received[2]?.in ?? 0) > 500_000);
  const [record] = gate.log.read().records;
  assert.deepEqual(record?.passages, passages);
  assert.deepEqual(
    [record.folder, record.purpose, record.outcome, record.status],
    ["/docs", "answer", "answered", 200],
  );
  assert.deepEqual([record.scheme, record.host, record.isLocal], ["http", new URL(address).host, true]);
});

test("each try is a request of its own, also one that is refused or cut", async (t) => {
  const tries: Script[] = [
    (_, response) => writeError(response, 503, "busy", { "retry-after": "0" }),
    (_, response) => writeError(response, 503, "busy", { "retry-after": "0" }),
    (_, response) => writeAnswer(response, "Yes."),
    (_, response) => writeError(response, 401, `Incorrect key ${key}`),
    (_, response) => response.writeHead(302, { location: "http://192.0.2.1/" }).end("elsewhere"),
    (_, response) => response.destroy(),
  ];
  let at = 0;
  const { address, received } = await startRecordingServer(t, (request, response) => tries[at++]?.(request, response));
  const gate = createTestGate();
  for (let asked = 0; asked < 4; asked += 1) await ask(gate, address);
  assert.equal(received.length, 6);
  assertSame(gate, received);
  assert.deepEqual(
    gate.log
      .read()
      .records.toReversed()
      .map(({ status, outcome }) => status ?? outcome),
    [503, 503, 200, 401, 302, "failed"],
  );
});

test("an answer that is called off is recorded with what had come, and as stopped", async (t) => {
  const { address, received } = await startRecordingServer(t, (_, response) =>
    writeAnswer(response, "x".repeat(350), 20),
  );
  const gate = createTestGate();
  const stop = new AbortController();
  const asking = ask(gate, address, stop.signal);
  while ((gate.log.read().records[0]?.outcome ?? "") !== "unfinished" || received.length === 0) await sleep(5);
  await sleep(60);
  stop.abort();
  assert.equal((await asking)?.kind, "failed");
  assertSame(gate, received, false);
  const [record] = gate.log.read().records;
  assert.equal(record?.outcome, "stopped");
  assert.ok(record.bytesIn > 0 && record.bytesIn <= (received[0]?.out ?? 0));
});

test("where nobody listens nothing has left", async () => {
  const gate = createTestGate();
  await ask(gate, "http://127.0.0.1:9");
  const [record] = gate.log.read().records;
  assert.deepEqual([record?.bytesOut, record?.bytesIn, record?.outcome], [0, 0, "failed"]);
});

test("measured prompts, lists of models and files of hubs are recorded by what they are for", async (t) => {
  const { address, received } = await startRecordingServer(t, (request, response) => {
    if (request.url === "/away") response.writeHead(302, { location: "/file?token=secret" }).end("there");
    else if (request.url?.startsWith("/file") === true) response.end("x".repeat(300_000));
    else
      response
        .setHeader("content-type", "application/json")
        .end(JSON.stringify({ choices: [{ text: "a" }], data: [] }));
  });
  const gate = createTestGate();
  const endpoint = readEndpoint(address);
  assert.ok(endpoint !== undefined);
  await createOpenAiCompatible({ egress: gate, endpoint, model: "m" }).describe();
  const prompt = { kind: "text", text: "Pay me back →", stop: [] } as never;
  await createCompletionClient({ egress: gate, endpoint, model: "m" }).complete({ prompt, mostTokens: 3 });
  const http = createHttpClient(gate, { environment: {} });
  const { signal } = new AbortController();
  assert.equal((await text((await http.get(`${address}/away`, {}, signal, "modelDownload")).body)).length, 300_000);
  await http.head(`${address}/file`, signal);
  await http.close();
  const records = gate.log.read().records.toReversed();
  assert.deepEqual(
    records.map(({ purpose, method, path, bytesIn }) => [purpose, method, path, bytesIn]),
    [
      ["modelList", "GET", "/v1/models", received[0]?.out],
      ["evaluation", "POST", "/v1/completions", received[1]?.out],
      ["modelDownload", "GET", "/away", 5],
      ["modelDownload", "GET", "/file", 300_000],
      ["modelLookup", "HEAD", "/file", 0],
    ],
  );
  assert.deepEqual(
    records.map(({ bytesOut }) => bytesOut),
    received.map(({ in: bytes }) => bytes),
  );
});

test("neither key nor question is recorded, not even a key that stands in the address", async (t) => {
  const { address } = await startRecordingServer(t, (_, response) => writeAnswer(response, "Yes."));
  const gate = createTestGate();
  await ask(gate, `${address.replace("//", `//anna:${key}@`)}/${key}/v1?key=${key}`);
  const all = JSON.stringify(gate.log.read());
  assert.match(all, /chat\/completions/u);
  for (const secret of [key, "Zembladine", "anna"]) assert.ok(!all.includes(secret), all);
});

test("offline, the gate itself lets nothing out but to this machine, whoever asks", async (t) => {
  const { address, received } = await startRecordingServer(t, (_, response) => writeAnswer(response, "Yes."));
  const gate = createTestGate({ offline: true });
  assert.equal((await ask(gate, "http://192.0.2.1"))?.kind, "failed");
  assert.equal(gate.log.read().records.length, 0);
  assert.equal((await ask(gate, address))?.kind, "ended");
  assert.equal(received.length, 1);
  const http = createHttpClient(gate, { proxy: "http://192.0.2.1:3128" });
  await text((await http.get(`${address}/v1/models`, {}, AbortSignal.timeout(3000))).body);
  assert.equal(received.length, 2, "the proxy was used");
  await http.close();
});

test("a request to this machine that goes by a proxy elsewhere has left it", async () => {
  const gate = createTestGate();
  const http = createHttpClient(gate, { environment: { HTTP_PROXY: "anna:secret@proxy.invalid:3128" } });
  await assert.rejects(http.get("http://127.0.0.1:9/file", {}, AbortSignal.timeout(5000)));
  await http.close();
  const [record] = gate.log.read().records;
  assert.deepEqual([record?.isLocal, record?.proxy], [false, "proxy.invalid:3128"]);
  assert.ok(!JSON.stringify(record).includes("secret"));
});

test("what the editor's own model is given has left this machine", () => {
  const gate = createTestGate();
  const entry = gate.editorModel({ purpose: "rewriting" }, { vendor: "copilot", id: "gpt-x" }, 321);
  entry.received(5);
  entry.end("answered");
  const [record] = gate.log.read().records;
  assert.deepEqual(
    [record?.scheme, record?.host, record?.path, record?.bytesOut, record?.bytesIn, record?.isLocal],
    ["editor", "copilot", "gpt-x", 321, 5, false],
  );
});
