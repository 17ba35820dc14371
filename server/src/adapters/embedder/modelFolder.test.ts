import assert from "node:assert/strict";
import { copyFile, mkdir, mkdtemp, readFile, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test, type TestContext } from "node:test";
import { describeModel, openModel } from "./modelFolder.ts";

const models = join(import.meta.dirname, "../../../../models");
const name = "multilingual-e5-small";
const files = ["askdocs.json", "config.json", "onnx/model_quantized.onnx", "tokenizer.json", "tokenizer_config.json"];

/** A copy of the model by links; the files named are true copies, which a test may alter. */
const copyModel = async (context: TestContext, ...copied: string[]): Promise<{ root: string; folder: string }> => {
  const root = await mkdtemp(join(tmpdir(), "ask-docs-model-"));
  context.after(() => rm(root, { recursive: true }));
  const folder = join(root, name);
  for (const file of files) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    const [from, to] = [join(models, name, file), join(folder, file)];
    await (copied.includes(file) ? copyFile(from, to) : symlink(from, to));
  }
  return { root, folder };
};

const fault = async (roots: string[], model = name): Promise<{ code: string; message: string }> => {
  const opened = await openModel(model, roots);
  assert.ok(!opened.ok, "the model should not have been accepted");
  return opened.failure;
};

test("the bundled model is whole, and its id is its name with a short hash", async () => {
  const opened = await openModel(name, [models]);
  assert.ok(opened.ok, JSON.stringify(opened));
  assert.match(opened.value.description.id, /^multilingual-e5-small-[0-9a-f]{12}$/);
  assert.equal(opened.value.description.dimensions, 384);
  assert.equal(opened.value.root, models);
  assert.deepEqual(await describeModel(name, [models]), { ok: true, value: opened.value.description });
});

test("a model that is nowhere is missing: every place and the way out are named", async () => {
  const { code, message } = await fault(["/nowhere/a", "/nowhere/b"]);
  assert.equal(code, "model-missing");
  for (const part of [join("/nowhere/a", name), join("/nowhere/b", name), "reinstall"])
    assert.ok(message.includes(part), message);
  assert.equal((await fault([models], "../models/multilingual-e5-small")).code, "model-missing");
});

test("a missing file is named, and a whole copy under another root is taken instead", async (context) => {
  const { root, folder } = await copyModel(context);
  await rm(join(folder, "tokenizer.json"));
  const { code, message } = await fault([root]);
  assert.equal(code, "model-missing");
  assert.ok(message.includes(join(folder, "tokenizer.json")), message);
  const opened = await openModel(name, ["/nowhere", root, models]);
  assert.ok(opened.ok && opened.value.root === models);
});

test("weights cut short or too long are damaged, with their size", async (context) => {
  const { root, folder } = await copyModel(context, "onnx/model_quantized.onnx");
  const weights = join(folder, "onnx/model_quantized.onnx");
  await truncate(weights, 1000);
  assert.deepEqual(
    [(await fault([root])).code, (await fault([root])).message.includes("1000 of 84045644 bytes")],
    ["model-damaged", true],
  );
  assert.deepEqual(await describeModel(name, [root]), await openModel(name, [root]));
  await truncate(weights, 84_045_645);
  assert.match((await fault([root])).message, /too long/);
});

test("one altered byte is seen", async (context) => {
  const { root, folder } = await copyModel(context, "tokenizer.json");
  const path = join(folder, "tokenizer.json");
  const bytes = await readFile(path);
  bytes[5_000_000] = (bytes[5_000_000] ?? 0) ^ 1;
  await rm(path);
  await writeFile(path, bytes);
  const { code, message } = await fault([root]);
  assert.equal(code, "model-damaged");
  assert.ok(message.includes(path) && message.includes("altered"), message);
});

test("a description that is no JSON, or reaches out of the folder, is damaged", async (context) => {
  const { root, folder } = await copyModel(context, "askdocs.json");
  const path = join(folder, "askdocs.json");
  const text = await readFile(path, "utf8");
  for (const broken of [
    text.slice(0, 100),
    "",
    text.replace("config.json", "../config.json"),
    text.replace("384", "0"),
  ]) {
    await rm(path);
    await writeFile(path, broken);
    const { code, message } = await fault([root]);
    assert.equal(code, "model-damaged");
    assert.ok(message.includes(path), message);
  }
});
