import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { createAnalyser } from "../../language/analyse.ts";
import { quantizeVector } from "../../vector/quantize.ts";
import type { Pair } from "../pair.ts";
import { orderNames } from "../shotsDocument.ts";
import { orderSelected } from "./order.ts";
import { createPool, type Pool } from "./pool.ts";
import { labelOf } from "./labelOf.ts";
import { select, type ModelFreeSelector } from "./select.ts";

const analyser = createAnalyser();
const pairOf = (input: string, label: string, language = "en"): Pair => ({
  input,
  output: label,
  label,
  kind: "row",
  language,
  confidence: 1,
  flags: [],
});
/** A direction for each subject, so that what is alike is known. */
const vectorOf = (subject: number, noise: number) =>
  quantizeVector(
    Float64Array.from({ length: 8 }, (_, at) => (at === subject ? 1 : 0) + noise * Math.sin(at + noise * 9)),
  );

const subjects = ["parcel delivery late", "refund money back", "password account login"];
const pairs = Array.from({ length: 30 }, (_, at) =>
  pairOf(`${subjects[at % 3] ?? ""} number ${at}`, at % 2 === 0 ? "a" : "b"),
);
const withVectors = createPool(pairs, {
  analyser,
  vectors: pairs.map((_, at) => vectorOf(at % 3, 0.01 * at)),
});
const withoutVectors = createPool(pairs, { analyser });
const input = { text: "my parcel is late", language: "en", vector: vectorOf(0, 0) };
const selectors: readonly ModelFreeSelector[] = [
  "random",
  "bm25",
  "vectors",
  "hybrid",
  "mmr",
  "clusters",
  "coverage",
  "consensus",
];
const subjectsOf = (chosen: readonly { readonly pair: number }[]) => chosen.map(({ pair }) => pair % 3);

test("similar pairs are those about the same, by words, by vectors and by both, in Hebrew too", () => {
  for (const selector of ["bm25", "vectors", "hybrid"] as const)
    assert.deepEqual(subjectsOf(select(withVectors, { selector, k: 5, seed: 1, input })), [0, 0, 0, 0, 0]);
  const hebrew = createPool([pairOf("מתי נפתח המשרד?", "שעות", "he"), pairOf("כמה עולה המשלוח?", "מחיר", "he")], {
    analyser,
  });
  const [best] = select(hebrew, {
    selector: "bm25",
    k: 1,
    seed: 1,
    input: { text: "באיזו שעה המשרד נפתח", language: "he" },
  });
  assert.equal(best?.pair, 0);
});

test("clusters take one of each subject, and marginal relevance leaves a subject earlier than similarity does", () => {
  const centres = select(withVectors, { selector: "clusters", k: 3, seed: 2 });
  assert.deepEqual(subjectsOf(centres).toSorted(), [0, 1, 2]);
  const relevant = (lambda: number) => select(withVectors, { selector: "mmr", k: 6, seed: 1, input, lambda });
  assert.deepEqual(new Set(subjectsOf(relevant(1))), new Set([0]));
  assert.ok(new Set(subjectsOf(relevant(0.3))).size > 1);
});

test("coverage takes pairs that hold the input's terms between them", () => {
  const pool = createPool(
    [pairOf("red apple", "a"), pairOf("red apple pie", "a"), pairOf("green pear", "a"), pairOf("old boat", "a")],
    { analyser },
  );
  const chosen = select(pool, {
    selector: "coverage",
    k: 2,
    seed: 1,
    input: { text: "apple or pear", language: "en" },
  });
  assert.ok(chosen.some(({ pair }) => pair === 2));
});

test("each selector gives distinct pairs, none excluded, as many as asked, the same for the same seed, and balanced", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...selectors),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 0, max: 99 }),
      fc.boolean(),
      fc.uniqueArray(fc.integer({ min: 0, max: 29 }), { maxLength: 8 }),
      fc.boolean(),
      (selector, k, seed, balanced, out, hasInput) => {
        for (const pool of [withVectors, withoutVectors]) {
          const excluded = new Set(out);
          const options = { selector, k, seed, balanced, excluded, ...(hasInput ? { input } : {}) };
          const chosen = select(pool, options);
          assert.equal(new Set(chosen.map(({ pair }) => pair)).size, k);
          assert.ok(chosen.every(({ pair }) => !excluded.has(pair)));
          assert.deepEqual(select(pool, options), chosen);
          const ofA = chosen.filter(({ pair }) => labelOf(pool, pair) === "a").length;
          if (balanced) assert.ok(Math.abs(ofA - (k - ofA)) <= 1);
        }
      },
    ),
    { numRuns: 150 },
  );
});

test("orders keep what is chosen; the most similar stands where its order says; labels alternate", () => {
  const chosen = select(withVectors, { selector: "hybrid", k: 8, seed: 1, input, balanced: true });
  const best = chosen[0]?.pair;
  const places = (order: (typeof orderNames)[number], pool: Pool = withVectors) =>
    order === "manual" ? [] : orderSelected(pool, chosen, order, 5).map(({ pair }) => pair);
  for (const order of orderNames) {
    if (order === "manual") continue;
    assert.deepEqual(places(order).toSorted(), chosen.map(({ pair }) => pair).toSorted());
  }
  assert.equal(places("similar-last").at(-1), best);
  assert.equal(places("similar-first")[0], best);
  assert.equal(places("alternating").at(-1), best);
  const labels = places("alternating").map((pair) => labelOf(withVectors, pair));
  assert.ok(labels.every((label, at) => label !== labels[at + 1]));
  assert.deepEqual(places("random"), places("random"));
});

test("fewer pairs than asked for are all chosen, and none at all give none", () => {
  for (const selector of selectors) {
    assert.equal(select(createPool(pairs.slice(0, 3), { analyser }), { selector, k: 8, seed: 1, input }).length, 3);
    assert.deepEqual(select(createPool([], { analyser }), { selector, k: 8, seed: 1, input }), []);
  }
});
