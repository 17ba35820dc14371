import assert from "node:assert/strict";
import { test } from "node:test";
import type { ChatModel, ChatRequest } from "../../core/chatModel.ts";
import { estimatedTokens } from "../../core/fewShot/tokens/tokenCounter.ts";
import { success } from "../../core/result.ts";
import { createShotsTrying } from "./trying.ts";

const shots = (more = ""): string =>
  `---\nshots: 1\ntask: Name what is wanted.\n${more}---\n===\ntext: Where is it?\nlabel: delivery\n`;
const signal = new AbortController().signal;

function trying(model?: ChatModel, agrees = true) {
  return createShotsTrying({
    tokenCounterOf: async () => estimatedTokens,
    models: { chosen: async () => (model === undefined ? undefined : success(model)) },
    editor: { agrees: async () => agrees },
  });
}

/** A model away from this machine that keeps what it was asked. */
function farModel() {
  const asked: ChatRequest[] = [];
  const model: ChatModel = {
    describe: async () => success({ name: "far", destination: "far.example", isLocal: false }),
    async *complete(request) {
      asked.push(request);
      yield { kind: "text", delta: " deli" };
      yield { kind: "text", delta: "very\n" };
      yield { kind: "ended", isCut: false };
    },
  };
  return { asked, model };
}

test("a prompt ends with the input, and its tokens are counted", async () => {
  assert.deepEqual(trying().fields(shots()), { given: ["text"], output: "label" });
  const view = await trying().try({ text: shots("budget: 500\n"), given: ["Money\nback"] });
  assert.equal(
    view.prompt,
    "Name what is wanted.\n\ntext: Where is it?\nlabel: delivery\n\ntext: Money\n  back\nlabel:",
  );
  assert.equal(view.tokens, estimatedTokens.count(view.prompt));
  assert.equal(view.budget, 500);
  assert.equal(view.canSend, false);
});

test("documents without demonstrations are not tried", () => {
  for (const text of ["", "---\nshots: 1\n---\n", "---\nshots: 1\n---\n===\ntext: alone\n"])
    assert.throws(() => trying().fields(text), /no demonstration with an input and an output yet/);
});

test("a prompt is sent as the template lays it out, and only with the person's agreement", async () => {
  const { asked, model } = farModel();
  const params = { text: shots("template: chat\n"), given: ["Money back"] };
  await assert.rejects(trying(model, false).send(params, signal), /may not go to far\.example/);
  await assert.rejects(trying().send(params, signal), /No chat model is chosen/);
  assert.equal(asked.length, 0);
  assert.deepEqual(await trying(model).send(params, signal), { model: "far", written: "delivery" });
  assert.deepEqual(
    asked[0]?.messages.map(({ role, text }) => `${role}: ${text}`),
    ["system: Name what is wanted.", "user: Where is it?", "assistant: delivery", "user: Money back"],
  );
  await trying(model).send({ text: shots(), given: ["Money back"] }, signal);
  assert.deepEqual(
    asked[1]?.messages.map(({ role }) => role),
    ["user"],
  );
});

test("what goes wrong with the model is told in its own sentence", async () => {
  const model: ChatModel = {
    ...farModel().model,
    async *complete() {
      yield { kind: "text", delta: "deli" };
      yield { kind: "failed", failure: { kind: "cut", message: "The connection broke." } };
    },
  };
  await assert.rejects(trying(model).send({ text: shots(), given: ["x"] }, signal), /The connection broke/);
});
