import assert from "node:assert/strict";
import { mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import fc from "fast-check";
import { readVectorLength } from "./onnxOutputs.ts";
import { tinyModelFiles } from "./tinyModel.ts";

const fileOf = async (context: TestContext, data: Uint8Array): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), "ask-docs-onnx-"));
  context.after(() => rm(folder, { recursive: true }));
  const path = join(folder, "model.onnx");
  await writeFile(path, data);
  return path;
};

const tiny = (dimensions: number): Buffer =>
  tinyModelFiles({ dimensions }).get("onnx/model_quantized.onnx") ?? Buffer.alloc(0);

test("the length of the vectors stands in the bundled model and in made ones", async (context) => {
  const bundled = join(import.meta.dirname, "../../../../models/multilingual-e5-small/onnx/model_quantized.onnx");
  assert.deepEqual(await readVectorLength(bundled), { ok: true, value: 384 });
  for (const dimensions of [1, 127, 128, 1024])
    assert.deepEqual(await readVectorLength(await fileOf(context, tiny(dimensions))), { ok: true, value: dimensions });
});

test("another output is named; what is cut short or no model at all is said to be so", async (context) => {
  const renamed = Buffer.from(tiny(8).toString("latin1").replaceAll("last_hidden_state", "token_embeddings_"), "latin1");
  const other = await readVectorLength(await fileOf(context, renamed));
  assert.match(other.ok ? "" : other.failure.message, /has no output last_hidden_state.*it has token_embeddings_/u);
  const path = await fileOf(context, tiny(8));
  await truncate(path, 500);
  const cut = await readVectorLength(path);
  assert.match(cut.ok ? "" : cut.failure.message, /is cut short/u);
  assert.equal((await readVectorLength(await fileOf(context, Buffer.alloc(0)))).ok, false);
});

test("bytes of any kind never raise an error", async (context) => {
  const path = await fileOf(context, Buffer.alloc(0));
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (data) => {
      await writeFile(path, data);
      const read = await readVectorLength(path);
      assert.ok(!read.ok || read.value === undefined || read.value >= 0);
    }),
    { numRuns: 200 },
  );
});
