import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { mean, seededRandom } from "./bootstrap.ts";
import { metrics, ndcgAt, scoreRanking } from "./metrics.ts";

const close = (actual: number, expected: number): void =>
  assert.ok(Math.abs(actual - expected) < 1e-12, `${actual} is not ${expected}`);

test("the figures are those computed by hand", () => {
  const grades = new Map([
    ["a", 3],
    ["b", 1],
    ["c", 2],
  ]);
  const figures = scoreRanking(["x", "c", "a", "y"], grades);
  // Gains 7, 3, 1 at discounts log2(2), log2(3), log2(4) are the ideal.
  close(figures["nDCG@10"], (3 / Math.log2(3) + 7 / 2) / (7 + 3 / Math.log2(3) + 1 / 2));
  close(figures["MRR@10"], 1 / 2);
  close(figures["recall@10"], 2 / 3);
  close(figures["recall@100"], 2 / 3);
});

test("what stands below the tenth place counts for recall@100 alone", () => {
  const ranked = [...Array.from({ length: 10 }, (_, place) => `x${place}`), "a"];
  assert.deepEqual(scoreRanking(ranked, new Map([["a", 1]])), {
    "nDCG@10": 0,
    "MRR@10": 0,
    "recall@10": 0,
    "recall@100": 1,
  });
});

test("more relevant documents than places: the ideal is what ten places can hold", () => {
  const all = Array.from({ length: 30 }, (_, place) => `d${place}`);
  const figures = scoreRanking(all, new Map(all.map((name) => [name, 1])));
  close(figures["nDCG@10"], 1);
  close(figures["recall@10"], 1 / 3);
  close(figures["recall@100"], 1);
});

test("nothing relevant, and nothing found, is 0 and never NaN", () => {
  for (const figures of [scoreRanking(["a"], new Map()), scoreRanking([], new Map([["a", 1]]))])
    assert.deepEqual(Object.values(figures), [0, 0, 0, 0]);
});

const documents = fc.integer({ min: 0, max: 25 }).map((number) => `d${number}`);
const judged = fc
  .tuple(
    fc.uniqueArray(documents, { maxLength: 26 }),
    fc.uniqueArray(fc.tuple(documents, fc.integer({ min: 1, max: 4 })), { selector: ([name]) => name, minLength: 1 }),
  )
  .map(([ranked, grades]) => ({ ranked, grades: new Map(grades) }));

test("every figure lies between 0 and 1; the ideal order has nDCG 1, and none has more", () => {
  fc.assert(
    fc.property(judged, ({ ranked, grades }) => {
      const figures = scoreRanking(ranked, grades);
      for (const metric of metrics) assert.ok(figures[metric] >= 0 && figures[metric] <= 1 + 1e-12);
      const ideal = [...grades].sort(([, a], [, b]) => b - a).map(([name]) => name);
      close(ndcgAt(10, ideal, grades), 1);
    }),
  );
});

test("bringing a better document up by one place never lowers nDCG or the reciprocal rank", () => {
  fc.assert(
    fc.property(judged, fc.nat(25), ({ ranked, grades }, at) => {
      const upper = ranked[at];
      const lower = ranked[at + 1];
      if (upper === undefined || lower === undefined) return;
      if ((grades.get(lower) ?? 0) < (grades.get(upper) ?? 0)) return;
      const swapped = ranked.with(at, lower).with(at + 1, upper);
      const [before, after] = [scoreRanking(ranked, grades), scoreRanking(swapped, grades)];
      assert.ok(after["nDCG@10"] >= before["nDCG@10"] - 1e-12);
      assert.ok(after["MRR@10"] >= before["MRR@10"]);
    }),
  );
});

/** The scorer that other systems are measured by; it lies beside some checkouts. */
const scorer = join(import.meta.dirname, "../../../../../shared/eval/score.mjs");

test("the figures are those of the scorer that others are measured by, where it is there", (t) => {
  const random = seededRandom(3);
  const pick = (below: number): number => Math.floor(random() * below);
  const sets = Array.from({ length: 40 }, (_, place) => ({
    id: `q${place}`,
    ranked: [...new Set(Array.from({ length: pick(150) }, () => `d${pick(200)}`))],
    grades: new Map(Array.from({ length: 1 + pick(20) }, () => [`d${pick(200)}`, 1 + pick(3)])),
  }));
  const figures = sets.map(({ ranked, grades }) => scoreRanking(ranked, grades));
  const means = Object.fromEntries(metrics.map((metric) => [metric, mean(figures.map((each) => each[metric]))]));
  assert.ok(Object.values(means).every((value) => value > 0 && value < 1));
  if (!existsSync(scorer)) return;
  const folder = mkdtempSync(join(tmpdir(), "ask-docs-scorer-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const write = (name: string, rows: readonly string[]): void => writeFileSync(join(folder, name), rows.join("\n"));
  write(
    "queries.jsonl",
    sets.map(({ id }) => JSON.stringify({ id, text: id })),
  );
  write(
    "qrels.tsv",
    sets.flatMap(({ id, grades }) => Array.from(grades, ([document, grade]) => `${id}\t${document}\t${grade}`)),
  );
  write(
    "run.tsv",
    sets.flatMap(({ id, ranked }) => ranked.map((document, rank) => `${id}\t${document}\t${-rank}`)),
  );
  const printed = execFileSync(process.execPath, [
    scorer,
    ...["--set", folder, "--run", join(folder, "run.tsv"), "--json"],
  ]);
  const scored = JSON.parse(String(printed)) as Record<string, number>;
  for (const metric of metrics) close(means[metric] ?? NaN, scored[metric] ?? NaN);
});
