import assert from "node:assert/strict";
import { test } from "node:test";
import type { Pair } from "../../core/fewShot/pair.ts";
import type { QuantizedVector } from "../../core/ports.ts";
import { success } from "../../core/result.ts";
import type { FolderSession } from "../folderSession.ts";
import type { OpenIndex } from "../openIndex.ts";
import { createPairVectors } from "./pairVectors.ts";

const pairs = (count: number): readonly Pair[] =>
  Array.from({ length: count }, (_, at) => ({ input: `text ${at}` }) as Pair);
const { signal } = new AbortController();

/** An index whose model embeds once it is let, and remembers for whom. */
function sessionWith(options: { readonly hasModel?: () => boolean; readonly writable?: boolean } = {}) {
  const { hasModel = () => true, writable = true } = options;
  const gate = Promise.withResolvers<undefined>();
  const embedded: string[] = [];
  const stored: string[] = [];
  const index = {
    models: {
      get hasModel() {
        return hasModel();
      },
      serving: {
        description: { id: "model", dimensions: 1 },
        embedder: {
          async embed(text: string, _task: string, stop?: AbortSignal) {
            await gate.promise;
            stop?.throwIfAborted();
            embedded.push(text);
            return success<QuantizedVector>({ values: Int8Array.of(1), scale: 1 });
          },
        },
      },
    },
    store: {
      writable,
      vectors: {
        get: () => new Map(),
        put: (_model: string, rows: Iterable<readonly [string, unknown]>) =>
          stored.push(...Array.from(rows, ([key]) => key)),
      },
    },
  } as unknown as OpenIndex;
  const session: Pick<FolderSession, "use"> = { use: (work) => work(index) };
  return {
    vectors: createPairVectors(session, (text) => String(text)),
    open: () => gate.resolve(undefined),
    embedded,
    stored,
  };
}

test("vectors come behind, all of them before any is used; the index's store keeps them", async () => {
  const { vectors, open, stored } = sessionWith();
  assert.deepEqual(await vectors.want(pairs(20)), { kind: "making", done: 0, total: 20 });
  assert.deepEqual(vectors.of(pairs(20)), []);
  open();
  while ((await vectors.want(pairs(20))).kind !== "vectors");
  assert.equal(vectors.of(pairs(20)).length, 20);
  assert.equal(stored.length, 20);
  // Those of a part are there already.
  assert.deepEqual(await vectors.want(pairs(3)), { kind: "vectors" });
  assert.notEqual(await vectors.ofInput("other", signal), undefined);
  assert.equal(stored.length, 20, "what a person types is not kept");
});

test("few pairs are waited for, so that a preview is not made twice", async () => {
  const { vectors, open } = sessionWith({ writable: false });
  open();
  assert.deepEqual(await vectors.want(pairs(2)), { kind: "vectors" });
});

test("without a model words serve, until there is one; and for more pairs than a person waits for", async () => {
  let has = false;
  const { vectors, open } = sessionWith({ hasModel: () => has });
  open();
  assert.deepEqual(await vectors.want(pairs(2)), { kind: "words", reason: "noModel" });
  has = true;
  assert.deepEqual(await vectors.want(pairs(2)), { kind: "vectors" });
  assert.deepEqual(await vectors.want(pairs(10_001)), { kind: "words", reason: "tooMany" });
});

test("other pairs call off what is under way", async () => {
  const { vectors, open, embedded } = sessionWith();
  await vectors.want(pairs(5));
  const other: readonly Pair[] = [{ input: "other" } as Pair];
  const wanted = vectors.want(other);
  open();
  assert.deepEqual(await wanted, { kind: "vectors" });
  assert.deepEqual(embedded, ["other"]);
});
