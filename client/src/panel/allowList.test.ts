import assert from "node:assert/strict";
import { test } from "node:test";
import { sortPanelMessage } from "./allowList.ts";

const question = { id: "1", question: "Why?", conversation: "c" };

void test("the panel's own methods pass, the first one as a start", () => {
  assert.equal(sortPanelMessage({ jsonrpc: "2.0", id: 0, method: "panel/ready" }).kind, "start");
  assert.equal(sortPanelMessage({ jsonrpc: "2.0", id: 1, method: "panel/ask", params: question }).kind, "allowed");
  const dropped = { id: "1", passage: 0 };
  assert.equal(
    sortPanelMessage({ jsonrpc: "2.0", id: 2, method: "panel/withoutPassage", params: dropped }).kind,
    "allowed",
  );
  assert.equal(sortPanelMessage({ jsonrpc: "2.0", method: "panel/stop", params: { id: "1" } }).kind, "allowed");
  const use = { use: "copy", text: "Q" };
  assert.equal(sortPanelMessage({ jsonrpc: "2.0", id: 3, method: "panel/shots/use", params: use }).kind, "allowed");
  assert.equal(sortPanelMessage({ jsonrpc: "2.0", method: "$/cancelRequest", params: { id: 1 } }).kind, "allowed");
});

void test("everything else is refused", () => {
  const refused: unknown[] = [
    undefined,
    null,
    "panel/ask",
    {},
    { jsonrpc: "2.0" },
    { jsonrpc: "2.0", id: 1, result: 1 },
    { jsonrpc: "2.0", id: 1, method: "askDocs/deleteIndex" },
    { jsonrpc: "2.0", method: "panel/putQuestion", params: {} },
    { jsonrpc: "2.0", method: "panel/shots/begin", params: {} },
    { jsonrpc: "2.0", id: 1, method: "askDocs/shots/send" },
    { jsonrpc: "2.0", id: 1, method: "workbench.action.quit" },
  ];
  for (const message of refused) assert.equal(sortPanelMessage(message).kind, "refused", JSON.stringify(message));
});

const place = {
  uri: "file:///a.md",
  path: "a.md",
  range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } },
};

void test("parameters are refused where they are not the method's, by a name and never by what they hold", () => {
  const secret = "quixotrefle";
  const wrong: readonly (readonly [method: string, params: unknown, where: string])[] = [
    ["panel/ask", { ...question, question: [secret] }, "question"],
    ["panel/ask", { ...question, conversation: undefined }, "conversation"],
    ["panel/ask", { ...question, mentions: [{ kind: "heading", uri: "file:///a", path: "a" }] }, "mentions.0.headings"],
    ["panel/ask", [question], "all"],
    ["panel/ask", undefined, "all"],
    ["panel/stop", { id: 1 }, "id"],
    ["panel/action", { action: "__proto__" }, "action"],
    ["panel/action", { action: secret }, "action"],
    ["panel/shots/openPlace", { ...place, uri: `https://${secret}.example/` }, "uri"],
    ["panel/shots/openPlace", { ...place, uri: `command:${secret}` }, "uri"],
    [
      "panel/shots/openPlace",
      { ...place, range: { start: { line: -1, character: 0 }, end: { line: 0, character: 0 } } },
      "range.start.line",
    ],
    ["panel/judge", { question: "Why?", words: { place }, verdict: secret }, "verdict"],
    ["panel/shots/preview", { id: "1", k: 1e9 }, "selector"],
    ["panel/shots/mine", { kind: "file", uri: "http://a", path: "a" }, "uri"],
    ["panel/copyCode", { code: "x".repeat(1_000_001) }, "code"],
    ["panel/saveConversation", { id: secret, version: 1, turns: secret, draft: "" }, "turns"],
    ["$/cancelRequest", { id: {} }, "id"],
  ];
  for (const [method, params, where] of wrong) {
    const sorted = sortPanelMessage({ jsonrpc: "2.0", id: 1, method, params });
    assert.ok(sorted.kind === "refused", method);
    assert.equal(sorted.what, `${method} with wrong parameters (${where})`);
    assert.ok(!sorted.what.includes(secret));
  }
});

void test("what came besides the parameters of a method goes no further", () => {
  const sorted = sortPanelMessage({ jsonrpc: "2.0", id: 1, method: "panel/ask", params: { ...question, more: 1 } });
  assert.ok(sorted.kind === "allowed");
  assert.deepEqual((sorted.message as { readonly params?: unknown }).params, question);
});

void test("what a draft mentions is saved with it", () => {
  const mentions = [{ kind: "heading", uri: "file:///a.md", path: "a.md", headings: ["A"] }];
  const params = { version: 1, id: "1", turns: [], draft: "Why?", mentions };
  const sorted = sortPanelMessage({ jsonrpc: "2.0", method: "panel/saveConversation", params });
  assert.ok(sorted.kind === "allowed");
  assert.deepEqual((sorted.message as { readonly params?: unknown }).params, params);
});

void test("who is to answer, and whose question a turn asks again, go through whole", () => {
  const whole = {
    "panel/ask": {
      ...question,
      again: { of: "0", writerName: "Model" },
      writer: { provider: "http", url: "http://127.0.0.1:1/v1", model: "m" },
    },
    "panel/saveConversation": {
      ...{ version: 1, id: "c", draft: "Why?" },
      turns: [{ id: "1", question: "Why?", again: { of: "0", writerName: "Model" } }],
    },
  };
  for (const [method, params] of Object.entries(whole)) {
    const sorted = sortPanelMessage({ jsonrpc: "2.0", id: 1, method, params });
    assert.ok(sorted.kind === "allowed", method);
    assert.deepEqual((sorted.message as { readonly params?: unknown }).params, params);
  }
});
