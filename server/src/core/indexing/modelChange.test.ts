import assert from "node:assert/strict";
import { test } from "node:test";
import { quantizeVector } from "../vector/quantize.ts";
import { failure, success } from "../result.ts";
import type { Embedder, QuantizedVector, Store } from "../ports.ts";
import { createModelChange } from "./modelChange.ts";

/** As much of a store as a change looks at: texts by key, and vectors by model and key. */
function storeOf(texts: Map<string, string>) {
  const vectors = new Map<string, QuantizedVector>();
  const ids = (): ReadonlyMap<string, number> => new Map([...texts.keys()].map((key, id) => [key, id]));
  const store = {
    vectorKeys: ids,
    passages: (wanted: readonly number[]) =>
      [...texts].flatMap(([vectorKey, plain], id) =>
        wanted.includes(id) ? [{ id, vectorKey, plain, breadcrumb: [] }] : [],
      ),
    vectors: {
      get: () => new Map(),
      missing: (model: string, keys: readonly string[]) => keys.filter((key) => !vectors.has(`${model} ${key}`)),
      put: (model: string, rows: Iterable<readonly [string, QuantizedVector]>) => {
        for (const [key, vector] of rows) vectors.set(`${model} ${key}`, vector);
      },
      setAside: () => new Map(),
    },
  };
  return { store: store as unknown as Store, vectors };
}

function embedderFor(fails: (text: string) => boolean): Embedder & { readonly texts: string[] } {
  const texts: string[] = [];
  return {
    texts,
    describe: async () => success({ id: "new", dimensions: 2 }),
    async embed(text) {
      texts.push(text);
      return fails(text) ? failure("model-crashed", "It crashed.") : success(quantizeVector([1, 0]));
    },
    close: async () => undefined,
  };
}

const textsOf = (count: number): Map<string, string> =>
  new Map(Array.from({ length: count }, (_, place) => [`key ${place}`, `text ${place}`]));

const model = { id: "new", dimensions: 2 };

test("what the store has is not made again, what comes meanwhile is made too", async () => {
  const texts = textsOf(10);
  const { store, vectors } = storeOf(texts);
  vectors.set("new key 3", quantizeVector([1, 0])).set("old key 4", quantizeVector([1, 0]));
  const embedder = embedderFor(() => false);
  const change = createModelChange({ store, embedder, model });
  assert.deepEqual([change.texts, change.embedded, change.isReady()], [10, 1, false]);
  texts.set("key new", "a new text").delete("key 0");
  const report = await change.embedAll();
  assert.deepEqual([report.embedded, change.texts, change.embedded, change.isReady()], [9, 10, 10, true]);
  assert.ok(embedder.texts.includes("a new text") && !embedder.texts.includes("text 3"));
  assert.equal(createModelChange({ store, embedder, model }).isReady(), true);
});

test("a few texts that cannot be embedded hold nothing up; many do", async () => {
  for (const [failing, ready] of [
    [1, true],
    [3, false],
  ] as const) {
    const { store } = storeOf(textsOf(40));
    const embedder = embedderFor((text) => Number(text.slice(5)) < failing);
    const change = createModelChange({ store, embedder, model });
    const report = await change.embedAll();
    assert.deepEqual([report.failed.length, change.isReady()], [failing, ready]);
  }
});

test("a change that is stopped keeps what it has made", async () => {
  const { store, vectors } = storeOf(textsOf(50));
  const stop = new AbortController();
  const change = createModelChange({ store, embedder: embedderFor(() => false), model });
  await change.embedAll(stop.signal, (count) => {
    if (count === 10) stop.abort();
  });
  assert.ok(vectors.size >= 10 && vectors.size < 50, String(vectors.size));
  assert.equal(createModelChange({ store, embedder: embedderFor(() => false), model }).embedded, vectors.size);
});
