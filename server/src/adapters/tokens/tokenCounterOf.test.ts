import assert from "node:assert/strict";
import { test } from "node:test";
import { tokenCounterOf } from "./tokenCounterOf.ts";

test("OpenAI's families are counted by their own tokenizers", async () => {
  const newer = await tokenCounterOf("openai/gpt-4.1-mini");
  assert.deepEqual([newer.name, newer.isEstimate], ["o200k_base", false]);
  assert.equal(newer.count("hello world"), 2);
  // One token in the newer table, two in the older (OpenAI, "tiktoken").
  const older = await tokenCounterOf("gpt-4-turbo");
  assert.equal(older.name, "cl100k_base");
  assert.ok(older.count("שלום לכולם, מה שלומכם?") > newer.count("שלום לכולם, מה שלומכם?"));
  assert.ok(newer.count("<|endoftext|>") > 1, "a special token in a document is text");
});

test("other models are estimated, and it is said", async () => {
  for (const model of [undefined, "gemma-3-270m", "llama3", "mygpt-4"]) {
    const counter = await tokenCounterOf(model);
    assert.equal(counter.isEstimate, true);
    assert.ok(counter.count("A sentence of seven words, or so.") > 4);
  }
});
