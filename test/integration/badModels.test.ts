import assert from "node:assert/strict";
import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { createEmbedderProcess } from "../../server/src/adapters/embedder/embedderProcess.ts";
import { describeModel } from "../../server/src/adapters/embedder/modelFolder.ts";
import { tinyModelFiles } from "../../server/src/adapters/models/tinyModel.ts";
import { writeModel } from "../fixtures/embedder/modelInFolder.ts";
import { askDocs, askDocsJson, handbook, temporaryFolder } from "./commandLine.ts";
import { startServer } from "./languageServerClient.ts";

const embedderEntry = fileURLToPath(new URL("../../server/src/adapters/embedder/embedderChild.ts", import.meta.url));
const weights = "onnx/model_quantized.onnx";
const dimensions = 16;
const good = tinyModelFiles({ dimensions });

const useless: readonly (readonly [what: string, files: ReadonlyMap<string, Buffer>, file: string, said: RegExp])[] = [
  ["whose vectors are not numbers", tinyModelFiles({ dimensions, fill: Number.NaN }), weights, /are not numbers/],
  [
    "that is cut short",
    new Map(good).set(weights, good.get(weights)?.subarray(0, 900) ?? Buffer.of()),
    weights,
    /cannot be loaded/,
  ],
  [
    "without a tokenizer",
    new Map([...good].filter(([path]) => path !== "tokenizer.json")),
    "tokenizer.json",
    /is missing/,
  ],
];

for (const [what, files, file, said] of useless) {
  test(`with a model ${what} keywords answer, and one sentence names the file`, async (t) => {
    const models = temporaryFolder(t);
    const folder = temporaryFolder(t);
    writeFileSync(join(folder, "note.md"), "# Gate\n\nThe gate of the garden opens at nine in the morning.\n");
    writeModel(models, "useless", files, dimensions);
    const settings = ["--set", "askDocs.model.name=useless", `askDocs.model.folder=${models}`];
    const asked = await askDocs("ask", "When does the gate of the garden open?", "--folder", folder, ...settings);
    assert.match(asked.stdout, /opens at nine/u, asked.stderr);
    assert.equal(asked.code, 0);
    const sentences = asked.stderr.split("\n").filter((line) => line.includes(join(models, "useless", file)));
    assert.equal(sentences.length, 1, asked.stderr);
    assert.match(sentences[0] ?? "", said);
  });
}

test("in the editor a model of no use is a problem in the status, and keywords answer", async (t) => {
  const models = temporaryFolder(t);
  const folder = temporaryFolder(t);
  writeFileSync(join(folder, "note.md"), "# Gate\n\nThe gate of the garden opens at nine in the morning.\n");
  writeModel(models, "useless", tinyModelFiles({ dimensions, fill: 0 }), dimensions);
  const server = await startServer(
    [folder],
    temporaryFolder(t),
    {},
    {
      describeModel: () => describeModel("useless", [models]),
      createEmbedder: (parts) =>
        createEmbedderProcess({ ...parts, entry: embedderEntry, model: "useless", roots: [models] }),
    },
  );
  t.after(() => server.stop());
  const { problem } = await server.until((status) => status.problem !== undefined);
  assert.match(problem ?? "", /model_quantized\.onnx is of no use: it gives vectors of zeros\. Choose another model/u);
  const { sentences } = await server.ask("When does the gate of the garden open?");
  assert.match(sentences[0]?.text ?? "", /opens at nine/u);
});

test("vectors that were damaged on disk are made again, the others are not", async (t) => {
  const folder = temporaryFolder(t);
  for (const page of ["a", "b", "c"])
    writeFileSync(join(folder, `${page}.md`), `# ${page}\n\nWords of page ${page}.\n`);
  const models = temporaryFolder(t);
  writeModel(models, "tiny", good, dimensions);
  const settings = ["--set", "askDocs.model.name=tiny", `askDocs.model.folder=${models}`];
  const index = ["index", "--folder", folder, ...settings];
  const first = await askDocsJson(...index);
  assert.deepEqual([first.value["embedded"], first.value["reused"]], [3, 0], first.stderr);
  const database = new DatabaseSync(join(folder, ".ask-docs", "vectors.db"));
  database.exec("UPDATE vector SET data = substr(data, 1, 20) WHERE key = (SELECT min(key) FROM vector)");
  database.close();
  const again = await askDocsJson(...index);
  assert.equal(again.code, 0, again.stderr);
  const status = await askDocsJson("status", "--folder", folder, ...settings);
  assert.deepEqual([status.value["passages"], status.value["embedded"]], [3, 3], JSON.stringify(again.value));
});

test("the built command line answers with WebAssembly as it does with the native runtime", async (t) => {
  const [folder, index] = [temporaryFolder(t), temporaryFolder(t)];
  for (const page of ["teletravail.md", "transport.md"]) cpSync(join(handbook, "fr", page), join(folder, page));
  const ask = (runtime: string) => {
    const place = ["--folder", folder, "--index-dir", join(index, runtime)];
    const question = "Combien de jours de télétravail par semaine ?";
    return askDocsJson("ask", question, ...place, "--set", `askDocs.embedder.runtime=${runtime}`);
  };
  const [native, wasm] = [await ask("native"), await ask("wasm")];
  assert.equal(native.code, 0, native.stderr);
  assert.equal(wasm.code, 0, wasm.stderr);
  for (const key of ["answer", "sentences", "citations", "abstained"])
    assert.deepEqual(wasm.value[key], native.value[key]);
  assert.match(String(wasm.value["answer"]), /deux jours par semaine/u);
});
