import assert from "node:assert/strict";
import { test } from "node:test";
import { success } from "../../core/result.ts";
import { readModelFacts, type ModelChoices, type ReadJson } from "./modelFacts.ts";

const reading =
  (files: Readonly<Record<string, unknown>>): ReadJson =>
  (path) =>
    Promise.resolve(success(files[path]));

async function factsOf(
  name: string,
  own: Readonly<Record<string, unknown>> = {},
  base?: Readonly<Record<string, unknown>>,
  choices?: ModelChoices,
) {
  return readModelFacts({ names: [name], own: reading(own), base: base && reading(base), choices });
}

test("families that say nothing of themselves are known by their names", async () => {
  const known = async (name: string): Promise<readonly string[]> => {
    const facts = await factsOf(name);
    assert.ok(facts.ok);
    assert.deepEqual(facts.value.notes, []);
    return [facts.value.pooling, facts.value.prefixes.question, facts.value.prefixes.passage];
  };
  const bge = "Represent this sentence for searching relevant passages: ";
  assert.deepEqual(await known("Xenova/bge-small-en-v1.5"), ["cls", bge, ""]);
  assert.deepEqual(await known("Xenova/multilingual-e5-base"), ["mean", "query: ", "passage: "]);
  assert.deepEqual((await known("intfloat/multilingual-e5-large-instruct"))[2], "");
  assert.deepEqual(await known("Xenova/all-MiniLM-L6-v2"), ["mean", "", ""]);
  assert.deepEqual(await known("nomic-ai/nomic-embed-text-v1.5"), ["mean", "search_query: ", "search_document: "]);
  assert.deepEqual(await known("Snowflake/snowflake-arctic-embed-m-v2.0"), ["cls", "query: ", ""]);
  assert.deepEqual(await known("Snowflake/snowflake-arctic-embed-xs"), ["cls", bge, ""]);
});

test("the model's own files go before its family, its base's after its own, the person's word before all", async () => {
  const own = {
    "1_Pooling/config.json": { word_embedding_dimension: 768, pooling_mode_mean_tokens: true },
    "config_sentence_transformers.json": { prompts: { query: "ask: ", document: "doc: " } },
    "config.json": { model_type: "xlm-roberta", max_position_embeddings: 130, hidden_size: 4 },
    "tokenizer_config.json": { model_max_length: 1e30 },
  };
  const facts = await factsOf("x/bge-small-en", own);
  assert.deepEqual(facts, {
    ok: true,
    value: { pooling: "mean", prefixes: { question: "ask: ", passage: "doc: " }, maxTokens: 128, dimensions: 768, notes: [] },
  });
  const based = await factsOf("x/y", {}, own);
  assert.deepEqual(based, facts);
  const chosen = await factsOf("x/y", own, undefined, { pooling: "cls", questionPrefix: "", passagePrefix: "p" });
  assert.ok(chosen.ok);
  assert.deepEqual([chosen.value.pooling, chosen.value.prefixes], ["cls", { question: "", passage: "p" }]);
});

test("empty prompts say nothing; what is guessed is told", async () => {
  const empty = { "config_sentence_transformers.json": { prompts: { query: "", document: "" } } };
  const e5 = await factsOf("x/e5-small", empty);
  assert.equal(e5.ok && e5.value.prefixes.question, "query: ");
  const unknown = await factsOf("x/y", { "config.json": { hidden_size: 32 } });
  assert.ok(unknown.ok);
  assert.deepEqual([unknown.value.pooling, unknown.value.dimensions, unknown.value.maxTokens], ["mean", 32, 512]);
  assert.match(unknown.value.notes[0] ?? "", /Nothing tells how its vectors are pooled/u);
});

test("a model with a layer of its own, or another pooling, is refused", async () => {
  const dense = await factsOf("x/y", { "modules.json": [{ path: "2_Dense", type: "sentence_transformers.models.Dense" }] });
  assert.match(dense.ok ? "" : dense.failure.message, /another layer \(2_Dense\)/u);
  const last = await factsOf("x/y", { "1_Pooling/config.json": { pooling_mode_lasttoken: true } });
  assert.equal(last.ok ? "" : last.failure.code, "model-unusable");
});
