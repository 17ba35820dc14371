import assert from "node:assert/strict";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { createTokenCounters } from "./tokenCounterOf.ts";

const tokenCounterOf = createTokenCounters();

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

test("a model's own tokenizer is read from the folder that the setting names", async (t) => {
  const folder = await mkdtemp(join(tmpdir(), "ask-docs-tokenizers-"));
  t.after(() => rm(folder, { recursive: true }));
  const bundled = new URL("../../../../models/multilingual-e5-small/", import.meta.url);
  for (const name of ["tokenizer.json", "tokenizer_config.json"])
    await cp(new URL(name, bundled), join(folder, "e5-small", name), { recursive: true });
  await mkdir(join(folder, "broken"));
  await writeFile(join(folder, "broken", "tokenizer.json"), '{"model": {"type": "BPE"');
  const counterOf = createTokenCounters(() => folder);

  const own = await counterOf("intfloat/e5-small");
  assert.deepEqual([own.name, own.isEstimate], ["the tokenizer of e5-small", false]);
  assert.equal(own.count("strawberry"), 3);
  assert.deepEqual(own.pieces?.("strawberry").join(""), "strawberry");
  assert.ok(own.count("שלום לכולם") < 4, "Hebrew words of this vocabulary are one token each");

  const broken = await counterOf("broken");
  assert.equal(broken.isEstimate, true);
  assert.match(broken.name, /estimate.*broken.*tokenizer\.json cannot be used/u);
  assert.match((await counterOf("gpt-4o")).name, /o200k_base/u, "where the folder has none, what else is known counts");
  for (const outside of ["../..", "/etc", "..", "e5-small/../../x", ""]) {
    assert.equal((await counterOf(outside)).name, (await tokenCounterOf("unknown")).name, outside);
  }
});
