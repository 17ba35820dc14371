import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import type { CompletionRequest } from "../../core/fewShot/evaluation/completionModel.ts";
import { readEndpoint } from "../chat/endpoint.ts";
import { openCallCache } from "./callCache.ts";
import { createTestGate } from "../egress/testGate.ts";
import { createCompletionClient } from "./completionClient.ts";
import { readPairs } from "./readPairs.ts";

type Handler = (request: IncomingMessage, body: Record<string, unknown>, response: ServerResponse) => void;

/** A real server on this machine; `handle` answers each call. */
async function serve(t: TestContext, handle: Handler) {
  const server = createServer((request, response) => {
    let text = "";
    request.on("data", (part: Buffer) => (text += part.toString("utf8")));
    request.on("end", () => handle(request, JSON.parse(text) as Record<string, unknown>, response));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => server.close());
  const address = server.address();
  const endpoint = readEndpoint(`http://127.0.0.1:${typeof address === "object" ? (address?.port ?? 0) : 0}/v1`);
  assert.ok(endpoint !== undefined);
  return endpoint;
}
const send = (response: ServerResponse, status: number, value: unknown, headers = {}): void => {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify(value));
};
const request: CompletionRequest = { prompt: { kind: "text", text: "text: a\nlabel:", stop: ["\n\n"] }, mostTokens: 5 };

test("a completion is asked for with its stops, and gives text, tokens and first probabilities", async (t) => {
  let asked: Record<string, unknown> = {};
  const endpoint = await serve(t, (_, body, response) => {
    asked = body;
    const logprobs = { top_logprobs: [{ " a": -0.1, " b": -2 }] };
    send(response, 200, { choices: [{ text: " a", logprobs }], usage: { prompt_tokens: 7 } });
  });
  const answered = await createCompletionClient({ egress: createTestGate(), endpoint, model: "m" }).complete(request);
  assert.ok(answered.ok);
  assert.deepEqual(
    { ...answered.value, seconds: 0 },
    {
      text: " a",
      seconds: 0,
      promptTokens: 7,
      firstTokens: [
        { token: " a", logprob: -0.1 },
        { token: " b", logprob: -2 },
      ],
    },
  );
  assert.deepEqual([asked["model"], asked["stop"], asked["max_tokens"], asked["temperature"]], ["m", ["\n\n"], 5, 0]);
});

test("a server of chats alone gets the prompt as one turn, and is not asked for completions again", async (t) => {
  const paths: string[] = [];
  const endpoint = await serve(t, ({ url = "" }, _, response) => {
    paths.push(url);
    if (url.endsWith("/chat/completions")) send(response, 200, { choices: [{ message: { content: "a" } }] });
    else send(response, 404, { error: { message: "not found" } });
  });
  const client = createCompletionClient({ egress: createTestGate(), endpoint, model: "m" });
  for (let turn = 0; turn < 2; turn += 1) assert.equal((await client.complete(request)).ok, true);
  assert.deepEqual(paths, ["/v1/completions", "/v1/chat/completions", "/v1/chat/completions"]);
});

test("what asks to wait is waited for; what refuses is told in a sentence", async (t) => {
  let calls = 0;
  const waiting = await serve(t, (_, __, response) => {
    calls += 1;
    if (calls === 1) send(response, 429, {}, { "retry-after": "0" });
    else send(response, 200, { choices: [{ text: "a" }] });
  });
  assert.equal(
    (await createCompletionClient({ egress: createTestGate(), endpoint: waiting, model: "m" }).complete(request)).ok,
    true,
  );
  assert.equal(calls, 2);
  const refusing = await serve(t, (_, __, response) => send(response, 401, { error: { message: "no key" } }));
  const refused = await createCompletionClient({ egress: createTestGate(), endpoint: refusing, model: "m" }).complete(
    request,
  );
  assert.match(refused.ok ? "" : refused.failure.message, /does not accept the key/u);
  const strange = await serve(t, (_, __, response) => send(response, 200, { hello: 1 }));
  const odd = await createCompletionClient({ egress: createTestGate(), endpoint: strange, model: "m" }).complete(
    request,
  );
  assert.match(odd.ok ? "" : odd.failure.message, /no answer of a model/u);
});

test("calls are paced", async (t) => {
  const times: number[] = [];
  const endpoint = await serve(t, (_, __, response) => {
    times.push(performance.now());
    send(response, 200, { choices: [{ text: "a" }] });
  });
  const client = createCompletionClient({ egress: createTestGate(), endpoint, model: "m", callsPerMinute: 600 });
  await Promise.all([client.complete(request), client.complete(request), client.complete(request)]);
  assert.ok((times[2] ?? 0) - (times[0] ?? 0) >= 150, String(times));
});

test("what was answered is not asked again, in this run or the next, though a line was cut short", async (t) => {
  const folder = await mkdtemp(join(tmpdir(), "ask-docs-calls-"));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, "calls.jsonl");
  let calls = 0;
  const endpoint = await serve(t, (_, __, response) => {
    calls += 1;
    send(response, 200, { choices: [{ text: ` שלום ${calls}` }] });
  });
  const client = createCompletionClient({ egress: createTestGate(), endpoint, model: "m" });
  const first = await openCallCache(file, client, endpoint.base);
  const [one, again] = [await first.model.complete(request), await first.model.complete(request)];
  assert.deepEqual([one, first.reused(), calls], [again, 1, 1]);
  await writeFile(file, `${await readFile(file, "utf8")}{"key": "cut`);
  const second = await openCallCache(file, client, endpoint.base);
  assert.deepEqual(await second.model.complete(request), one);
  await second.model.complete({ ...request, mostTokens: 6 });
  assert.equal(calls, 2);
  assert.ok(!(await readFile(file, "utf8")).includes("text: a"), "prompts are not kept");
});

test("rows are read from a file with a mark and a broken line, which is named", async (t) => {
  const folder = await mkdtemp(join(tmpdir(), "ask-docs-rows-"));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, "rows.jsonl");
  await writeFile(file, '\uFEFF{"text": "a", "label": "x"}\r\n\r\n{"text": "b", "lab\r\n{"text": "c", "label": "y"}');
  const read = await readPairs(file);
  assert.ok(read.ok);
  assert.deepEqual(
    read.value.pairs.map(({ input }) => input),
    ["a", "c"],
  );
  assert.deepEqual([read.value.broken, read.value.problems[0]?.line], [1, 3]);
  const missing = await readPairs(join(folder, "none.jsonl"));
  assert.match(missing.ok ? "" : missing.failure.message, /cannot be read/u);
});
