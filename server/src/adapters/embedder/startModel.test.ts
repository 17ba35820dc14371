import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { writeModel } from "../../../../test/fixtures/embedder/modelInFolder.ts";
import { tinyModelFiles } from "../models/tinyModel.ts";
import { knownTexts, tryModel } from "./canary.ts";
import { startModel } from "./startModel.ts";

const root = mkdtempSync(join(tmpdir(), "ask-docs-models-"));
after(() => rmSync(root, { recursive: true }));
const weights = "onnx/model_quantized.onnx";
const dimensions = 16;

const start = (model: string, roots = [root], canary = false) =>
  startModel({ kind: "load", model, roots, threads: 1, runtime: "native", canary, texts: {} });

type Change = (files: Map<string, Buffer>) => unknown;
const cut: Change = (files) => files.set(weights, files.get(weights)?.subarray(0, 900) ?? Buffer.of());
const put =
  (path: string, text: string): Change =>
  (files) =>
    files.set(path, Buffer.from(text));
const without =
  (path: string): Change =>
  (files) =>
    files.delete(path);
const tiny =
  (options: Partial<Parameters<typeof tinyModelFiles>[0]>): Change =>
  (files) =>
    tinyModelFiles({ dimensions, ...options }).forEach((data, path) => files.set(path, data));

const faults: readonly (readonly [name: string, change: Change, file: string, what: RegExp])[] = [
  ["nan", tiny({ fill: Number.NaN }), weights, /gives vectors with components that are not numbers/],
  ["infinite", tiny({ fill: Number.NEGATIVE_INFINITY }), weights, /gives vectors with components that are not numbers/],
  ["zeros", tiny({ fill: 0 }), weights, /gives vectors of zeros/],
  ["size", tiny({ dimensions: 24 }), weights, /of the shape \[1, \d+, 24\] where \[1, n, 16\] is expected/],
  ["output", tiny({ output: "logits" }), weights, /gives "logits" where "last_hidden_state" is expected/],
  ["cut", cut, weights, /cannot be loaded \(.+\)/],
  ["text", put(weights, "this is no model"), weights, /cannot be loaded \(.+\)/],
  ["no-tokenizer", without("tokenizer.json"), "tokenizer.json", /is missing/],
  ["cut-tokenizer", put("tokenizer.json", '{"version": "1.0", "mod'), "tokenizer.json", /is not JSON \(.+\)/],
  ["other-tokenizer", put("tokenizer.json", "{}"), "tokenizer.json", /cannot be used \(.+\)/],
  ["no-config", without("config.json"), "config.json", /is missing/],
  ["cut-config", put("config.json", "{"), "config.json", /is not JSON \(.+\)/],
];

for (const [name, change, file, what] of faults) {
  test(`a model of no use is named in one sentence with its file and what to do: ${name}`, async () => {
    const files = new Map(tinyModelFiles({ dimensions }));
    change(files);
    writeModel(root, name, files, dimensions);
    const started = await start(name);
    assert.ok("kind" in started && started.kind === "failed", JSON.stringify(started));
    const { code, message } = started.failure;
    assert.equal(code, "model-damaged");
    assert.ok(message.startsWith(`The model's file ${join(root, name, file)} `), message);
    assert.match(message, what);
    assert.match(message, /\. Choose another model, or install this one again; keywords are searched meanwhile\.$/);
    assert.ok(message.length < 500 && !message.includes("\n"), message);
  });
}

test("a model without known vectors is taken as it is, with a canary too", async () => {
  writeModel(root, "good", tinyModelFiles({ dimensions }), dimensions);
  const started = await start("good", [root], true);
  assert.ok(!("kind" in started), JSON.stringify(started));
  assert.equal(started.description.dimensions, dimensions);
});

test("the bundled model passes its canary; wrong vectors are the runtime's fault", async () => {
  const model = await start("multilingual-e5-small", [join(import.meta.dirname, "../../../../models")], true);
  assert.ok(!("kind" in model), JSON.stringify(model));
  assert.ok(knownTexts(model.description.id).length >= 5);
  const wrong = { ...model, embed: (text: string) => model.embed(text.length > 40 ? "" : text, "question") };
  assert.equal(await tryModel(wrong, "one"), undefined);
  const fault = await tryModel(wrong, "all");
  assert.equal(fault?.at, "runtime");
  assert.match(fault.what, /^it gives a wrong vector for "Backups .*": its cosine with the known one is 0\.\d{3}$/);
  const broken = { ...model, embed: () => Promise.reject(new Error("no memory.")) };
  assert.deepEqual(await tryModel(broken, "one"), { at: "runtime", what: "it cannot be run (no memory)" });
});
