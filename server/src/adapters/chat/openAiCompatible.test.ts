import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { ChatEvent, ChatFailureKind } from "../../core/chatModel.ts";
import { readEndpoint, type ChatEndpoint } from "./endpoint.ts";
import { createTestGate } from "../egress/testGate.ts";
import { createOpenAiCompatible } from "./openAiCompatible.ts";
import {
  beginStream,
  event,
  piece,
  startTestChatServer,
  writeAnswer,
  writeError,
  type ChatScript,
  type TestChatServer,
} from "./testChatServer.ts";

const request = {
  messages: [
    { role: "system", text: "Be brief." },
    { role: "user", text: "How long?" },
  ],
  answerTokens: 200,
  subject: { purpose: "answer" },
} as const;

async function serverWith(t: TestContext, script: ChatScript): Promise<TestChatServer> {
  const server = await startTestChatServer(script);
  t.after(() => server.close());
  return server;
}

function endpointOf(address: string): ChatEndpoint {
  const endpoint = readEndpoint(address);
  assert.ok(endpoint !== undefined);
  return endpoint;
}

interface Outcome {
  readonly text: string;
  readonly end: ChatEvent | undefined;
  readonly milliseconds: number;
}

async function ask(
  address: string,
  options: { readonly key?: string; readonly patience?: number; readonly signal?: AbortSignal } = {},
): Promise<Outcome> {
  const { key, patience, signal = new AbortController().signal } = options;
  const model = createOpenAiCompatible({
    egress: createTestGate(),
    endpoint: endpointOf(address),
    model: "scripted",
    key,
    ...(patience === undefined ? {} : { patience }),
  });
  const start = performance.now();
  const events: ChatEvent[] = [];
  for await (const one of model.complete(request, signal)) events.push(one);
  const ends = events.filter(({ kind }) => kind !== "text");
  assert.equal(ends.length, 1);
  assert.equal(ends[0], events.at(-1));
  return {
    text: events.map((one) => (one.kind === "text" ? one.delta : "")).join(""),
    end: ends[0],
    milliseconds: performance.now() - start,
  };
}

function assertFailed({ end }: Outcome, kind: ChatFailureKind, words: RegExp): void {
  assert.ok(end?.kind === "failed", JSON.stringify(end));
  assert.equal(end.failure.kind, kind, end.failure.message);
  assert.match(end.failure.message, words);
  assert.match(end.failure.message, /^\S.*\.$/u);
}

void test("an answer streams in pieces, and its request says what was asked, by whose key", async (t) => {
  const text = "Резервные копии хранятся 35 дней [1]. גיבויים נשמרים 35 יום 🗄️.";
  const server = await serverWith(t, (_, response) => writeAnswer(response, text));
  const outcome = await ask(server.address, { key: "secret" });
  assert.equal(outcome.text, text);
  assert.deepEqual(outcome.end, { kind: "ended", isCut: false });
  const [chat] = server.chats;
  assert.equal(chat?.authorization, "Bearer secret");
  assert.deepEqual(chat.body.messages, [
    { role: "system", content: "Be brief." },
    { role: "user", content: "How long?" },
  ]);
  assert.equal(chat.body.max_tokens, 200);
  assert.equal(chat.body.stream, true);
});

void test("without a key none is sent; an answer cut at its limit says so", async (t) => {
  const server = await serverWith(t, (_, response) => {
    beginStream(response);
    response.end(piece("Half of") + piece("", "length"));
  });
  const outcome = await ask(server.address);
  assert.equal(server.chats[0]?.authorization, undefined);
  assert.deepEqual(outcome.end, { kind: "ended", isCut: true });
});

void test("a server that does not stream is understood; thoughts are left out", async (t) => {
  const server = await serverWith(t, (_, response) => {
    const message = { role: "assistant", content: "<think>Let me see.</think>\n\nFor 35 days." };
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ choices: [{ message, finish_reason: "stop" }] }));
  });
  assert.equal((await ask(server.address)).text, "For 35 days.");
  server.script = async (_, response) => writeAnswer(response, "<think>Hm, <b>35</b>?</think>\nFor 35 days.");
  assert.equal((await ask(server.address)).text, "For 35 days.");
});

void test("every status has its sentence, with the server's own words", async (t) => {
  let answer: readonly [number, string] = [500, ""];
  const server = await serverWith(t, (_, response) => writeError(response, ...answer));
  const cases: readonly (readonly [number, string, ChatFailureKind, RegExp])[] = [
    [
      401,
      "Incorrect API key provided.",
      "unauthorised",
      /does not accept the key \(401: Incorrect API key provided\)/u,
    ],
    [403, "", "unauthorised", /does not accept the key \(403\)/u],
    [404, "model 'scripted' not found", "unknownModel", /knows no model scripted .*404: model 'scripted' not found/u],
    [400, "This model's maximum context length is 4096 tokens", "overflow", /do not fit into scripted/u],
    [413, "", "overflow", /do not fit/u],
    [422, "temperature is not known\n\nto us", "serverError", /failed \(422: temperature is not known to us\)/u],
    [500, "x".repeat(5000), "serverError", /failed \(500: x{200}…\)/u],
  ];
  for (const [status, message, kind, words] of cases) {
    answer = [status, message];
    assertFailed(await ask(server.address), kind, words);
  }
  assert.equal(server.chats.length, cases.length, "none of these is tried again");
});

void test("429 is asked again after the time that it names; too long a time is told instead", async (t) => {
  const server = await serverWith(t, async (_, response) => {
    if (server.chats.length === 1) writeError(response, 429, "Slow down", { "retry-after": "1" });
    else await writeAnswer(response, "Now.");
  });
  const outcome = await ask(server.address, { patience: 800 });
  assert.equal(outcome.text, "Now.");
  assert.ok(outcome.milliseconds >= 1000, `${outcome.milliseconds} ms`);

  server.script = (_, response) => writeError(response, 429, "Quota", { "retry-after": "3600" });
  const refused = await ask(server.address);
  assertFailed(refused, "rateLimited", /takes no more questions now \(429: Quota\)\. Ask again in 3600 s\./u);
  assert.equal(refused.end?.kind === "failed" && refused.end.failure.retryAfterSeconds, 3600);
  assert.equal(server.chats.length, 3);
});

void test("503 is tried again, three times in all", async (t) => {
  const server = await serverWith(t, (_, response) => writeError(response, 503, "loading model"));
  assertFailed(await ask(server.address), "serverError", /503: loading model/u);
  assert.equal(server.chats.length, 3);
});

void test("nobody there, and a redirect to somewhere else, are told and not followed", async (t) => {
  const gone = await startTestChatServer();
  await gone.close();
  assertFailed(await ask(gone.address), "unreachable", /127\.0\.0\.1:\d+ cannot be reached \(ECONNREFUSED\)/u);

  const other = await serverWith(t, (_, response) => writeAnswer(response, "Thanks for your passages."));
  const server = await serverWith(t, (_, response) => {
    response.writeHead(307, { location: `${other.address}/chat/completions` }).end();
  });
  assertFailed(await ask(server.address), "serverError", /leads to another address \(307\)/u);
  assert.equal(other.chats.length, 0);
});

void test("malformed events, a page of HTML, and errors in the midst of an answer are told", async (t) => {
  const server = await serverWith(t, (_, response) => {
    beginStream(response);
    response.end(piece("So ") + event('{"choices": [{"delta": ') + piece("far"));
  });
  assertFailed(await ask(server.address), "malformed", /not an answer of a chat model/u);
  server.script = (_, response) => void response.setHeader("content-type", "text/html").end("<html>Hello</html>");
  assertFailed(await ask(server.address), "cut", /ended the connection before/u);
  server.script = (_, response) => void response.setHeader("content-type", "application/json").end("[1]");
  assertFailed(await ask(server.address), "malformed", /not an answer/u);
  server.script = (_, response) => {
    beginStream(response);
    response.end(piece("So ") + event({ error: { message: "CUDA out of memory" } }));
  };
  assertFailed(await ask(server.address), "serverError", /failed \(CUDA out of memory\)/u);
  server.script = (_, response) => {
    beginStream(response);
    response.end(piece("", "content_filter"));
  };
  assertFailed(await ask(server.address), "refused", /refuses to answer/u);
});

void test("a connection cut half-way is told; what came before was given", async (t) => {
  const server = await serverWith(t, async (_, response) => {
    beginStream(response);
    response.write(piece("Backups are "));
    await sleep(50);
    response.destroy();
  });
  const outcome = await ask(server.address);
  assert.equal(outcome.text, "Backups are ");
  assertFailed(outcome, "cut", /ended the connection before scripted had finished/u);
});

void test("silence before the answer or within it ends it, and the connection with it", async (t) => {
  const server = await serverWith(t, async () => new Promise(() => undefined));
  const silent = await ask(server.address, { patience: 150 });
  assertFailed(silent, "stalled", /scripted wrote nothing for 0 s and was given up/u);
  assert.ok(silent.milliseconds < 1500);
  server.script = (_, response) => {
    beginStream(response);
    response.write(piece("Backups "));
    // A sign that the connection is alive is none that the model writes.
    const timer = setInterval(() => response.write(": still here\n\n"), 30);
    response.on("close", () => clearInterval(timer));
  };
  assertFailed(await ask(server.address, { patience: 150 }), "stalled", /wrote nothing/u);
  await sleep(100);
  assert.equal(server.abandoned(), 2);
});

void test("a slow answer is waited for, as long as it goes on", async (t) => {
  const server = await serverWith(t, (_, response) => writeAnswer(response, "Slowly but surely it comes.", 120));
  assert.equal((await ask(server.address, { patience: 300 })).text, "Slowly but surely it comes.");
});

void test("an answer of megabytes is cut, in one event or in many", async (t) => {
  const server = await serverWith(t, async (_, response) => {
    beginStream(response);
    const part = piece("word ".repeat(50));
    for (let sent = 0; sent < 20_000 && !response.destroyed; sent += 1) if (!response.write(part)) await sleep(1);
    response.end();
  });
  const many = await ask(server.address);
  assertFailed(many, "tooLong", /wrote without end and was stopped/u);
  assert.ok(many.text.length <= 20_000);
  server.script = async (_, response) => {
    beginStream(response);
    response.write("data: ");
    for (let sent = 0; sent < 100 && !response.destroyed; sent += 1)
      if (!response.write("x".repeat(100_000))) await sleep(1);
    response.end();
  };
  assertFailed(await ask(server.address), "tooLong", /wrote without end/u);
});

void test("a question that is stopped ends at once, before and within the answer", async (t) => {
  const server = await serverWith(t, async () => new Promise(() => undefined));
  const stop = new AbortController();
  setTimeout(() => stop.abort(new Error("stopped")), 50);
  const outcome = await ask(server.address, { signal: stop.signal });
  assertFailed(outcome, "cancelled", /was stopped/u);
  assert.ok(outcome.milliseconds < 1000);
  assertFailed(await ask(server.address, { signal: AbortSignal.abort() }), "cancelled", /was stopped/u);
  server.script = (_, response) => writeAnswer(response, "On and on it goes, and on.", 30);
  const within = new AbortController();
  setTimeout(() => within.abort(), 100);
  assertFailed(await ask(server.address, { signal: within.signal }), "cancelled", /was stopped/u);
  await sleep(100);
  assert.equal(server.abandoned(), 2);
});

void test("who stops reading ends the connection", async (t) => {
  const server = await serverWith(t, (_, response) => writeAnswer(response, "On and on it goes, and on.", 30));
  const model = createOpenAiCompatible({
    egress: createTestGate(),
    endpoint: endpointOf(server.address),
    model: "scripted",
  });
  for await (const one of model.complete(request, new AbortController().signal)) if (one.kind === "text") break;
  await sleep(100);
  assert.equal(server.abandoned(), 1);
});

void test("a model is described by what its server lists, or by its name alone", async (t) => {
  const server = await serverWith(t, (_, response) => writeAnswer(response, "Yes."));
  const describe = async (model: string) =>
    createOpenAiCompatible({ egress: createTestGate(), endpoint: endpointOf(server.address), model }).describe();
  const { host } = new URL(server.address);
  const plain = { name: "scripted", destination: host, isLocal: true };
  assert.deepEqual(await describe("scripted"), { ok: true, value: plain });
  for (const row of [{ max_model_len: 8192 }, { meta: { n_ctx_train: 8192 } }, { context_length: 8192 }]) {
    server.models = [{ id: "scripted:latest", ...row }];
    assert.deepEqual(await describe("scripted"), { ok: true, value: { ...plain, contextTokens: 8192 } });
  }
  server.models = [{ id: "scripted", context_length: "large" }];
  assert.deepEqual(await describe("scripted"), { ok: true, value: plain });
  assert.equal((await describe("")).ok, false);
});

void test("addresses are read as people write them", () => {
  const bases = [
    "http://127.0.0.1:1234",
    "http://127.0.0.1:1234/",
    "http://127.0.0.1:1234/v1/",
    " http://127.0.0.1:1234/v1/chat/completions ",
  ];
  for (const address of bases) assert.equal(readEndpoint(address)?.base, "http://127.0.0.1:1234/v1");
  assert.equal(readEndpoint("https://host.example/openai/v1beta")?.base, "https://host.example/openai/v1beta");
  for (const wrong of ["", "localhost:1234", "ftp://host/", "/v1"]) assert.equal(readEndpoint(wrong), undefined, wrong);
  const isLoopback = (address: string): boolean | undefined => readEndpoint(address)?.isLoopback;
  for (const here of ["http://localhost:1", "http://127.8.0.1", "http://[::1]:8080/v1", "http://a.localhost"])
    assert.equal(isLoopback(here), true, here);
  for (const away of [
    "http://localhost.example",
    "http://127.0.0.1.example",
    "http://192.168.0.2",
    "https://api.example/v1",
  ])
    assert.equal(isLoopback(away), false, away);
});
