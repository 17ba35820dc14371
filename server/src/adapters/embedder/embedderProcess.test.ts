import assert from "node:assert/strict";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { Embedder } from "../../core/ports.ts";
import { isRunning } from "../../../../test/fixtures/embedder/isRunning.ts";
import type { EmbedderProcess, EmbedderProcessOptions } from "./embedderOptions.ts";
import { createEmbedderProcess } from "./embedderProcess.ts";

const entry = join(import.meta.dirname, "../../../../test/fixtures/embedder/fakeChild.ts");

interface Watched extends EmbedderProcess {
  /** Process ids, in the order of their start. */
  readonly started: readonly number[];
}

const create = (context: TestContext, options: Partial<EmbedderProcessOptions> = {}): Watched => {
  const started: number[] = [];
  const log = (message: string): void => {
    const found = /process (\d+) started/.exec(message);
    if (found) started.push(Number(found[1]));
  };
  const embedder = createEmbedderProcess({ entry, model: "fake", roots: [], log, ...options });
  context.after(() => embedder.close());
  return { ...embedder, started };
};

const code = async (result: ReturnType<Embedder["embed"]>): Promise<string> => {
  const settled = await result;
  return settled.ok ? "ok" : settled.failure.code;
};

test("a text that kills the process every time fails after two restarts; the rest goes on", async (context) => {
  const embedder = create(context);
  const texts = ["a", "b", "die", "c", "d", "e"];
  const codes = await Promise.all(texts.map((text) => code(embedder.embed(text, "passage"))));
  assert.deepEqual(codes, ["ok", "ok", "text-crashes", "ok", "ok", "ok"]);
  assert.equal(embedder.started.length, 4);
});

test("three such texts one after the other do not stop those that come later for ever", async (context) => {
  const embedder = create(context, { retryLoadAfter: 0 });
  const codes = await Promise.all(["die", "die", "die", "a"].map((text) => code(embedder.embed(text, "question"))));
  assert.deepEqual(codes, ["text-crashes", "text-crashes", "text-crashes", "model-crashed"]);
  assert.equal(await code(embedder.embed("a", "question")), "ok");
});

test("a process killed from outside costs no text", async (context) => {
  const embedder = create(context);
  const answers = Array.from({ length: 10 }, (_, index) => code(embedder.embed(`slow ${index}`, "passage")));
  await Promise.race(answers);
  process.kill(embedder.started[0] ?? 0, "SIGKILL");
  assert.ok((await Promise.all(answers)).every((answer) => answer === "ok"));
  assert.equal(embedder.started.length, 2);
});

test("a process that dies at its start, or cannot be started, fails with a sentence and is not tried for ever", async (context) => {
  const dying = create(context, { model: "dies" });
  assert.equal(await code(dying.embed("a", "passage")), "model-crashed");
  assert.equal(dying.started.length, 3);
  const described = await dying.describe();
  assert.ok(!described.ok && described.failure.message.includes("could not be started"));
  assert.equal(dying.started.length, 3);
  const nowhere = create(context, { execPath: "/nowhere/node" });
  assert.equal(await code(nowhere.embed("a", "passage")), "model-crashed");
  assert.equal(nowhere.started.length, 0);
});

test("a refused text fails, the next does not", async (context) => {
  const embedder = create(context);
  assert.equal(await code(embedder.embed("refuse", "passage")), "model-crashed");
  assert.equal(await code(embedder.embed("a", "passage")), "ok");
  assert.equal(embedder.started.length, 1);
});

test("a cancelled text is given up at once, waiting or under way, and the rest is answered", async (context) => {
  const embedder = create(context);
  await embedder.describe();
  const [underWay, waiting] = [new AbortController(), new AbortController()];
  const results = [
    code(embedder.embed("slow 1", "passage", underWay.signal)),
    code(embedder.embed("slow 2", "passage")),
    code(embedder.embed("slow 3", "passage", waiting.signal)),
    code(embedder.embed("slow 4", "passage")),
    code(embedder.embed("slow 5", "passage", waiting.signal)),
  ];
  underWay.abort();
  waiting.abort();
  assert.deepEqual(await Promise.all(results), ["cancelled", "ok", "cancelled", "ok", "cancelled"]);
  assert.equal(await code(embedder.embed("a", "passage", AbortSignal.abort())), "cancelled");
  const last = await embedder.embed("a", "passage");
  assert.ok(last.ok);
  assert.equal(last.value.values[1], 4, "texts taken back were never begun");
});

test("over its memory ceiling the process is replaced between texts", async (context) => {
  const embedder = create(context);
  const texts = ["a", "huge", "b", "c", "d", "e"];
  const codes = await Promise.all(texts.map((text) => code(embedder.embed(text, "passage"))));
  assert.ok(codes.every((answer) => answer === "ok"));
  assert.equal(embedder.started.length, 2);
  assert.ok(!isRunning(embedder.started[0]));
});

test("an idle process is ended, and started again on need", async (context) => {
  const embedder = create(context, { idleAfter: 100 });
  await embedder.embed("a", "passage");
  assert.ok(isRunning(embedder.started[0]));
  await sleep(400);
  assert.ok(!isRunning(embedder.started[0]));
  assert.equal(await code(embedder.embed("b", "passage")), "ok");
  assert.equal(embedder.started.length, 2);
});

test("closing ends the process and whatever waits, also while it starts", async (context) => {
  const embedder = create(context);
  await embedder.describe();
  const waiting = [1, 2, 3, 4, 5].map((index) => code(embedder.embed(`slow ${index}`, "passage")));
  await embedder.close();
  assert.deepEqual(new Set(await Promise.all(waiting)), new Set(["cancelled"]));
  assert.ok(!isRunning(embedder.started[0]));
  assert.equal(await code(embedder.embed("a", "passage")), "cancelled");
  const early = create(context);
  const described = early.describe();
  await early.close();
  const result = await described;
  assert.ok(!result.ok && result.failure.code === "cancelled");
  assert.ok(!isRunning(early.started[0]));
});
