import assert from "node:assert/strict";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test, type TestContext } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { QuantizedVector } from "../../core/ports.ts";
import type { Result } from "../../core/result.ts";
import type { EmbedderProcess, EmbedderProcessOptions } from "./embedderOptions.ts";
import { createEmbedderProcess } from "./embedderProcess.ts";

const entry = join(import.meta.dirname, "../../../../test/fixtures/embedder/fakeChild.ts");

interface Watched extends EmbedderProcess {
  /** Process ids, in the order of their start. */
  readonly started: readonly number[];
  readonly warnings: readonly string[];
}

const create = (context: TestContext, options: Partial<EmbedderProcessOptions> = {}): Watched => {
  const started: number[] = [];
  const warnings: string[] = [];
  const log = (message: string): void => {
    const found = /process (\d+) started/.exec(message);
    if (found) started.push(Number(found[1]));
  };
  const warn = (message: string): void => void warnings.push(message);
  const embedder = createEmbedderProcess({ entry, model: "fake", roots: [], log, warn, ...options });
  context.after(() => embedder.close());
  return { ...embedder, started, warnings };
};

const memoryFile = async (context: TestContext): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), "ask-docs-ladder-"));
  context.after(() => rm(folder, { recursive: true }));
  return join(folder, "storage", "embedder.json");
};

/** Which runtime made the vector, or the failure's code. */
const madeBy = async (result: Promise<Result<QuantizedVector>>): Promise<string> => {
  const settled = await result;
  if (!settled.ok) return settled.failure.code;
  return settled.value.values[2] === 1 ? "native" : "wasm";
};

for (const [how, signal] of [
  ["die", "SIGKILL"],
  ["abort", "SIGABRT"],
] as const) {
  test(`a text that ends the native runtime twice (${how}) is answered by WebAssembly, and so is the rest`, async (context) => {
    const embedder = create(context);
    const texts = ["a", `native ${how}`, "b", "c"];
    const made = await Promise.all(texts.map((text) => madeBy(embedder.embed(text, "passage"))));
    assert.deepEqual(made, ["native", "wasm", "wasm", "wasm"]);
    assert.equal(embedder.started.length, 3);
    const { runtime, crashes, reason } = await embedder.runtime();
    assert.deepEqual([runtime, crashes], ["wasm", 2]);
    assert.match(reason, new RegExp(`crashed 2 times \\(signal ${signal}; signal ${signal}\\)`));
    assert.deepEqual(embedder.warnings, [reason]);
  });
}

test("one crash costs a retry and no more", async (context) => {
  const embedder = create(context);
  assert.equal(await madeBy(embedder.embed("a", "passage")), "native");
  process.kill(embedder.started[0] ?? 0, "SIGKILL");
  assert.equal(await madeBy(embedder.embed("b", "passage")), "native");
  const { runtime, crashes } = await embedder.runtime();
  assert.deepEqual([runtime, crashes, embedder.started.length], ["native", 1, 2]);
  assert.deepEqual(embedder.warnings, []);
});

for (const fault of ["dies", "unfit"]) {
  test(`a native runtime that ${fault === "dies" ? "dies" : "gives wrong vectors"} while it loads is given up after two tries`, async (context) => {
    const embedder = create(context, { model: `native ${fault}` });
    assert.equal(await madeBy(embedder.embed("a", "question")), "wasm");
    assert.equal(embedder.started.length, 3);
    assert.equal((await embedder.runtime()).crashes, 2);
  });
}

test("the fall is remembered at the next start, and forgotten with another version", async (context) => {
  const file = await memoryFile(context);
  const options = { model: "native dies", memoryFile: file, version: "1.105.0, 1.0.0" };
  const first = create(context, options);
  assert.equal(await madeBy(first.embed("a", "question")), "wasm");
  const next = create(context, options);
  assert.equal(await madeBy(next.embed("a", "question")), "wasm");
  assert.equal(next.started.length, 1);
  assert.match((await next.runtime()).reason, /crashed 2 times/);
  const updated = create(context, { ...options, model: "fake", version: "1.105.0, 1.0.1" });
  assert.equal(await madeBy(updated.embed("a", "question")), "native");
});

test("a crash in one session and one soon after in the next make WebAssembly take over", async (context) => {
  const options = { memoryFile: await memoryFile(context), version: "1" };
  for (const [before, after] of [
    ["native", "native"],
    ["native", "wasm"],
  ]) {
    const embedder = create(context, options);
    assert.equal(await madeBy(embedder.embed("a", "passage")), before);
    process.kill(embedder.started[0] ?? 0, "SIGKILL");
    assert.equal(await madeBy(embedder.embed("b", "passage")), after);
    await embedder.close();
  }
});

test("a memory that is damaged or cannot be written is as good as none", async (context) => {
  const file = await memoryFile(context);
  await assert.rejects(readFile(file));
  const unwritable = create(context, { model: "native dies", memoryFile: join(process.execPath, "embedder.json") });
  assert.equal(await madeBy(unwritable.embed("a", "question")), "wasm");
  const first = create(context, { memoryFile: file, model: "native dies" });
  await first.embed("a", "question");
  await writeFile(file, '{"version": ", fake", "nativeCra');
  const next = create(context, { memoryFile: file });
  assert.equal(await madeBy(next.embed("a", "question")), "native");
});

test("a text that ends WebAssembly too is given up, and its crashes are not held against the native runtime", async (context) => {
  const embedder = create(context);
  const results = await Promise.all(["die", "a", "b"].map((text) => madeBy(embedder.embed(text, "passage"))));
  assert.deepEqual(results, ["text-crashes", "native", "native"]);
  assert.deepEqual((await embedder.runtime()).crashes, 0);
});

test("where WebAssembly does not start either, one sentence says so, and a later try is made", async (context) => {
  const embedder = create(context, { model: "dies", retryLoadAfter: 50 });
  const result = await embedder.embed("a", "question");
  assert.ok(!result.ok);
  assert.equal(result.failure.code, "model-crashed");
  assert.match(result.failure.message, /could not be started with WebAssembly \(signal SIGKILL\)\. Keywords/);
  const before = embedder.started.length;
  assert.deepEqual(await embedder.embed("b", "question"), result);
  assert.equal(embedder.started.length, before);
  await sleep(60);
  assert.equal(await madeBy(embedder.embed("c", "question")), "model-crashed");
  assert.ok(embedder.started.length > before);
});

test("a setting is obeyed: WebAssembly at once, or the native runtime whatever it does", async (context) => {
  const wasm = create(context, { settings: { runtime: "wasm", node: "" } });
  assert.equal(await madeBy(wasm.embed("a", "question")), "wasm");
  const native = create(context, { settings: { runtime: "native", node: "" }, model: "native dies" });
  assert.equal(await madeBy(native.embed("a", "question")), "model-crashed");
  assert.equal((await native.runtime()).runtime, "native");
});

test("a changed setting replaces the process and loses no text", async (context) => {
  const embedder = create(context);
  const before = Array.from({ length: 8 }, (_, index) => madeBy(embedder.embed(`slow ${index}`, "passage")));
  await before[1];
  embedder.configure({ runtime: "wasm", node: "" });
  const made = await Promise.all(before);
  assert.deepEqual([made[0], made.at(-1)], ["native", "wasm"]);
  assert.equal(embedder.started.length, 2);
  embedder.configure({ runtime: "wasm", node: "" });
  assert.equal(await madeBy(embedder.embed("a", "question")), "wasm");
  assert.equal(embedder.started.length, 2);
});

test("a process that gives no sign of life while it has work is replaced, and its text answered", async (context) => {
  const embedder = create(context, { stuckAfter: 5000 });
  assert.equal(await madeBy(embedder.embed("a", "passage")), "native");
  process.kill(embedder.started[0] ?? 0, "SIGSTOP");
  assert.equal(await madeBy(embedder.embed("b", "passage")), "native");
  const { crashes } = await embedder.runtime();
  assert.deepEqual([crashes, embedder.started.length], [1, 2]);
});

test("whoever ends the process with SIGTERM says nothing of the runtime", async (context) => {
  const embedder = create(context);
  for (const text of ["a", "b", "c"]) {
    assert.equal(await madeBy(embedder.embed(text, "passage")), "native");
    process.kill(embedder.started.at(-1) ?? 0, "SIGTERM");
  }
  assert.equal(await madeBy(embedder.embed("d", "passage")), "native");
  assert.equal((await embedder.runtime()).crashes, 0);
});

test("a question that is cancelled does not hang, whatever the process does", async (context) => {
  const embedder = create(context, { model: "hangs" });
  const stop = new AbortController();
  const results = ["a", "b"].map((text) => madeBy(embedder.embed(text, "question", stop.signal)));
  stop.abort();
  assert.deepEqual(await Promise.all(results), ["cancelled", "cancelled"]);
});

test("more texts than can wait are refused at once; the others are answered, each once", async (context) => {
  const embedder = create(context, { mostWaiting: 20 });
  const results = Array.from({ length: 30 }, (_, index) => madeBy(embedder.embed(`slow ${index}`, "passage")));
  const made = await Promise.all(results);
  assert.equal(made.filter((each) => each === "model-busy").length, 10);
  assert.ok(made.slice(0, 20).every((each) => each === "native"));
});

test("killed again and again, no text is lost, and only those under way at a kill are made twice", async (context) => {
  const log = `${await memoryFile(context)}.log`;
  await mkdir(dirname(log));
  process.env["FAKE_CHILD_LOG"] = log;
  context.after(() => delete process.env["FAKE_CHILD_LOG"]);
  const embedder = create(context, { settings: { runtime: "native", node: "" } });
  const texts = Array.from({ length: 60 }, (_, index) => `slow ${index}`);
  let done = 0;
  const results = texts.map(async (text, index) => {
    const result = await embedder.embed(text, index % 7 === 0 ? "question" : "passage");
    assert.ok(result.ok, JSON.stringify(result));
    done += 1;
  });
  const signals = ["SIGKILL", "SIGABRT", "SIGSEGV", "SIGTRAP"] as const;
  for (const [kill, signal] of signals.entries()) {
    while (done < (kill + 1) * 12) await sleep(5);
    process.kill(embedder.started.at(-1) ?? 0, signal);
  }
  await Promise.all(results);
  assert.deepEqual([done, embedder.started.length], [60, 5]);
  const begun = (await readFile(log, "utf8")).trimEnd().split("\n");
  assert.deepEqual(new Set(begun), new Set(texts));
  assert.ok(begun.length <= 60 + 4, `${begun.length} texts were begun`);
});
