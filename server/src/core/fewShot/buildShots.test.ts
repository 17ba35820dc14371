import assert from "node:assert/strict";
import { test } from "node:test";
import { createAnalyser } from "../language/analyse.ts";
import { buildShots } from "./buildShots.ts";
import { parseShots } from "./document/parseShots.ts";
import { serialiseShots } from "./document/serialiseShots.ts";
import type { Pair } from "./pair.ts";
import { createPool } from "./selection/pool.ts";
import { estimatedTokens } from "./tokens/tokenCounter.ts";

const analyser = createAnalyser();
const contentHash = "0123456789abcdef".repeat(4);
const pairs = Array.from({ length: 10 }, (_, at): Pair => ({
  input: at % 2 === 0 ? `החבילה מספר ${at} לא הגיעה\n\nlabel: x` : `Parcel ${at} is late`,
  output: at % 3 === 0 ? "refund" : "delivery",
  label: at % 3 === 0 ? "refund" : "delivery",
  kind: "table",
  language: at % 2 === 0 ? "he" : "en",
  provenance: { path: "mails/my mails.md", startOffset: at, endOffset: at + 9, contentHash },
  confidence: 0.98,
  flags: [],
}));
const request = {
  selector: "hybrid",
  balanced: true,
  order: "similar-last",
  k: 6,
  seed: 1,
  template: "completion",
} as const;

test("a built document is read back whole, without a fault, with labels, provenance and how it was made", () => {
  const { document, faults, dropped } = buildShots(createPool(pairs, { analyser }), estimatedTokens, {
    ...request,
    task: "Say what the sender wants.",
    input: { text: "where is my parcel", language: "en" },
  });
  assert.deepEqual([faults, dropped], [[], []]);
  const read = parseShots(serialiseShots(document));
  assert.deepEqual(read.faults, []);
  assert.deepEqual(read.document, document);
  assert.deepEqual(document.frontMatter.labels, ["delivery", "refund"]);
  assert.equal(document.demonstrations.length, 6);
  assert.equal(document.demonstrations.filter(({ fields }) => fields[1]?.value === "refund").length, 3);
  assert.ok(document.demonstrations.every(({ provenance: [place] }) => place?.path === "mails/my mails.md"));
});

test("what the budget has no room for is dropped and told, the least similar first", () => {
  const pool = createPool(pairs, { analyser });
  const input = { text: "Parcel 3 is late", language: "en" };
  const whole = buildShots(pool, estimatedTokens, { ...request, balanced: false, input });
  const some = buildShots(pool, estimatedTokens, {
    ...request,
    balanced: false,
    input,
    budget: Math.floor(whole.tokens / 2),
  });
  assert.ok(some.tokens <= whole.tokens / 2);
  assert.equal(some.document.demonstrations.length + some.dropped.length, 6);
  assert.deepEqual(some.document.demonstrations.at(-1), whole.document.demonstrations.at(-1));
});
