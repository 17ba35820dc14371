import assert from "node:assert/strict";
import { test } from "node:test";
import type { Pair } from "../pair.ts";
import { balancePairs } from "./balance.ts";

const pairsOf = (path: string, count: number, label?: string): readonly Pair[] =>
  Array.from({ length: count }, (_, at): Pair => ({
    input: `${path} ${label} ${at}`,
    output: "o",
    ...(label === undefined ? {} : { label }),
    kind: label === undefined ? "faq" : "table",
    language: "en",
    provenance: { path, startOffset: at, endOffset: at + 1, contentHash: "" },
    confidence: 1,
    flags: [],
  }));
const countOf = (pairs: readonly Pair[], path: string): number =>
  pairs.filter(({ provenance }) => provenance?.path === path).length;

test("a page gives no more than all others together, and 200 in any case", () => {
  const small = ["a", "b", "c"].flatMap((path) => pairsOf(path, 100));
  const large = balancePairs([...small, ...pairsOf("z", 5000)], { seed: 1 });
  assert.equal(countOf(large.pairs, "z"), 300);
  assert.equal(large.overPage, 4700);
  assert.equal(balancePairs([...pairsOf("a", 3), ...pairsOf("z", 5000)], { seed: 1 }).pairs.length, 203);
  assert.equal(balancePairs(pairsOf("z", 5000), { seed: 1 }).pairs.length, 5000, "a lone page may give all");
});

test("a label has no more than three times the middle one's, by a seed", () => {
  const pairs = [...pairsOf("t.csv", 900, "no"), ...pairsOf("t.csv", 50, "yes"), ...pairsOf("t.csv", 50, "perhaps")];
  const balanced = balancePairs(pairs, { seed: 3 });
  assert.deepEqual(
    [...Map.groupBy(balanced.pairs, ({ label }) => label)].map(([label, { length }]) => [label, length]),
    [
      ["no", 150],
      ["yes", 50],
      ["perhaps", 50],
    ],
  );
  assert.equal(balanced.overLabel, 750);
  assert.deepEqual(balancePairs(pairs, { seed: 3 }).pairs, balanced.pairs);
  assert.notDeepEqual(balancePairs(pairs, { seed: 4 }).pairs, balanced.pairs);
});

test("bounds that are given hold, and 0 is none", () => {
  const pairs = [...pairsOf("a", 40), ...pairsOf("t.csv", 900, "no"), ...pairsOf("t.csv", 30, "yes")];
  assert.equal(balancePairs(pairs, { perPage: 10, seed: 1 }).pairs.length, 20);
  assert.equal(balancePairs(pairs, { perPage: 0, perLabel: 0, seed: 1 }).pairs.length, 970);
  assert.equal(balancePairs(pairs, { perPage: 0, perLabel: 5, seed: 1 }).pairs.length, 50);
});
