import assert from "node:assert/strict";
import { test } from "node:test";
import { createAnalyser } from "../../language/analyse.ts";
import { failure, success } from "../../result.ts";
import { comparedTerms } from "../duplicates/comparedTerms.ts";
import { createNearDuplicates } from "../duplicates/nearDuplicates.ts";
import { fieldNamesFor } from "../demonstrationOf.ts";
import type { Pair } from "../pair.ts";
import { createPool } from "../selection/pool.ts";
import { promptText } from "../templates/renderPrompt.ts";
import { estimatedTokens } from "../tokens/tokenCounter.ts";
import type { Build } from "./build.ts";
import type { CompletionModel } from "./completionModel.ts";
import { runExperiment } from "./experiment.ts";
import { createLeakGuard } from "./leaks.ts";
import type { RunParts, TestItem } from "./runBuild.ts";

const row = (input: string, label: string, group?: string): Pair => ({
  input,
  output: label,
  label,
  kind: "row",
  language: "en",
  confidence: 1,
  flags: [],
  ...(group === undefined ? {} : { group }),
});
const train = [
  ...Array.from({ length: 12 }, (_, at) => row(`the cat number ${at} sleeps on a chair`, "animal")),
  ...Array.from({ length: 12 }, (_, at) => row(`the engine number ${at} drives a lorry`, "machine")),
  row("a parrot repeats whatever visitors tell it", "animal", "page-7"),
];
const asked = [
  row("my cat sleeps all day", "animal"),
  row("an engine with two cylinders drives lorries", "machine"),
  row("The cat, number 3 sleeps on a chair!", "animal"),
  row("what the visitors heard", "animal", "page-7"),
];
const analyser = createAnalyser();
const duplicates = createNearDuplicates({ termsOf: (text) => comparedTerms(analyser, text, "en") });
for (const { input } of train) duplicates.add(input);

/** Answers with the last demonstration's label, as a small model does. */
function copyingModel(seen: string[]): CompletionModel {
  return {
    name: "copying",
    complete({ prompt }) {
      const text = promptText(prompt);
      seen.push(text);
      const labels = [...text.matchAll(/^label: (.+)$/gmu)].map(([, label]) => label ?? "");
      return Promise.resolve(success({ text: ` ${labels.at(-1) ?? "no idea"}`, seconds: 0.01 }));
    },
  };
}
const partsWith = (model: CompletionModel): RunParts => ({
  pool: createPool(train, { analyser }),
  fields: fieldNamesFor(train),
  counter: estimatedTokens,
  budget: 1000,
  model,
  labels: ["animal", "machine"],
  mostTokens: 8,
  concurrency: 2,
});
const none = { by: "none", rows: 0 } as const;
const base: Build = {
  selector: "random",
  balanced: false,
  order: "random",
  k: 4,
  template: "completion",
  shuffledLabels: false,
};
const similar: Build = { ...base, selector: "bm25", order: "similar-last" };
const itemsOf = (guard: ReturnType<typeof createLeakGuard>, pairs: readonly Pair[]): readonly TestItem[] =>
  pairs.map((pair) => ({ pair, input: { text: pair.input, language: "en" }, excluded: guard.excludedFor(pair) }));

test("similar demonstrations win with a model that copies; copies and the same group are never shown, and counted", async () => {
  const seen: string[] = [];
  const guard = createLeakGuard(train, duplicates);
  const report = await runExperiment(
    partsWith(copyingModel(seen)),
    {
      builds: [{ ...base, k: 0 }, base, { ...base, shuffledLabels: true }, similar],
      seeds: [1, 2],
      templates: ["completion"],
      test: itemsOf(guard, asked),
      development: itemsOf(createLeakGuard(train, duplicates), [
        row("one cat sleeps", "animal"),
        row("big engine", "machine"),
      ]),
      developedBy: { by: "dev-file", rows: 2 },
    },
    guard,
  );
  const value = (selector: string, seed = 1) =>
    report.rows.find((each) => each.selector === selector && each.seed === seed && each.metric === "accuracy")?.value;
  assert.equal(value("zero-shot"), 0);
  assert.ok((value("bm25") ?? 0) >= 0.75);
  assert.ok(value("random", 2) !== undefined && value("bm25", 2) === undefined, "only what is drawn has more seeds");
  assert.equal(report.recommended?.selector, "bm25");
  assert.ok(report.excluded.exact >= 1 && report.excluded.sameGroup >= 1);
  const forCopy = seen.filter((prompt) => prompt.endsWith("text: The cat, number 3 sleeps on a chair!\nlabel:"));
  assert.ok(forCopy.length > 0 && forCopy.every((prompt) => !prompt.includes("the cat number 3 ")));
  const forGroup = seen.filter((prompt) => prompt.endsWith("text: what the visitors heard\nlabel:"));
  assert.ok(forGroup.length > 0 && forGroup.every((prompt) => !prompt.includes("parrot")));
  const { contrast } = report;
  assert.match(contrast?.b ?? "", /^random \/ random \/ 4/u);
  assert.equal(contrast?.won.total, report.comparisons.find(({ a }) => a.startsWith("bm25"))?.won.length);
  for (const { right, a, b } of contrast?.won.items ?? [])
    assert.ok(a.includes(right) && b.some((text) => text !== right));
  const gain = report.comparisons.find(({ a }) => a.startsWith("bm25"));
  assert.ok(gain !== undefined && gain.low <= gain.difference && gain.difference <= gain.high);
});

test("a provider that goes away is told, and what was answered stands", async () => {
  let calls = 0;
  const leaving: CompletionModel = {
    name: "leaving",
    complete: () =>
      Promise.resolve((calls += 1) <= 2 ? success({ text: " animal", seconds: 0 }) : failure("network", "It is gone.")),
  };
  const guard = createLeakGuard(train, duplicates);
  const report = await runExperiment(
    { ...partsWith(leaving), concurrency: 1 },
    { builds: [similar], seeds: [1], templates: [], test: itemsOf(guard, asked), development: [], developedBy: none },
    guard,
  );
  assert.equal(report.rows[0]?.n, 2);
  assert.equal(report.gone, undefined, "two failures are not yet the end");
  assert.match(report.notes.join("\n"), /2 of 4 items have no answer: It is gone\./u);
  assert.equal(report.recommended, undefined);
});

test("probabilities are calibrated by inputs that say nothing", async () => {
  /** Leans to machine whatever is asked, and more so where it knows nothing. */
  const leaning: CompletionModel = {
    name: "leaning",
    complete({ prompt }) {
      const knows = promptText(prompt).endsWith("text: my cat sleeps all day\nlabel:");
      const animal = knows ? 0.4 : 0.1;
      const firstTokens = [
        { token: " animal", logprob: Math.log(animal) },
        { token: " machine", logprob: Math.log(1 - animal) },
      ];
      return Promise.resolve(success({ text: " machine", seconds: 0, firstTokens }));
    },
  };
  const guard = createLeakGuard(train, duplicates);
  const report = await runExperiment(
    partsWith(leaning),
    {
      builds: [similar],
      seeds: [1],
      templates: [],
      test: itemsOf(guard, asked.slice(0, 1)),
      development: [],
      developedBy: none,
    },
    guard,
  );
  assert.equal(report.rows.find(({ metric }) => metric === "accuracy")?.value, 1);
});

test("a model that fails five times in a row is gone, and its last words are told", async () => {
  const model: CompletionModel = { name: "gone", complete: async () => failure("network", "It is gone.") };
  const guard = createLeakGuard(train, duplicates);
  const report = await runExperiment(
    partsWith(model),
    {
      builds: [base, similar],
      seeds: [1],
      templates: [],
      test: itemsOf(guard, asked),
      development: [],
      developedBy: none,
    },
    guard,
  );
  assert.equal(report.gone, "It is gone.");
});

test("a document is held against zero-shot and its own shuffled labels, with the items won; long texts are cut", async () => {
  const seen: string[] = [];
  const guard = createLeakGuard(train, duplicates);
  const own: Build = { ...base, selector: { name: "manual", pairs: [1, 14] }, order: "similar-last", k: 2 };
  const long = row(`an engine ${"x".repeat(589)}😀 and more`, "animal");
  const report = await runExperiment(
    partsWith(copyingModel(seen)),
    {
      builds: [{ ...base, k: 0 }, own, { ...own, shuffledLabels: true }],
      ...{ seeds: [1], templates: [], development: [], developedBy: none },
      test: itemsOf(guard, [...asked.slice(1, 3), long]),
    },
    guard,
  );
  const names = report.comparisons.map(({ a, b }) => [a.split(" ")[0], b.split(" ")[0]]);
  assert.deepEqual(names, [
    ["manual", "zero-shot"],
    ["manual", "manual+shuffled-labels"],
  ]);
  assert.match(report.contrast?.b ?? "", /^zero-shot/u);
  // The model says the last demonstration's label, an animal, and zero-shot none.
  assert.equal(report.contrast?.lost.total, 0);
  const cutOff = report.contrast.won.items.find(({ input }) => input.startsWith("an engine x"));
  assert.ok(cutOff?.input.length === 600 && cutOff.input.endsWith("x…"), "not within a character");
  assert.deepEqual([cutOff.a, cutOff.b], [["animal"], [null]]);
  assert.equal(report.outcomes.length, 3);
});

test("a stop ends it", async () => {
  const stop = new AbortController();
  const guard = createLeakGuard(train, duplicates);
  const model: CompletionModel = {
    name: "stopping",
    complete: () => {
      stop.abort(new Error("stopped"));
      return Promise.resolve(success({ text: "", seconds: 0 }));
    },
  };
  await assert.rejects(
    runExperiment(
      partsWith(model),
      {
        builds: [base, similar],
        seeds: [1],
        templates: [],
        test: itemsOf(guard, asked),
        development: [],
        developedBy: none,
      },
      guard,
      { signal: stop.signal },
    ),
    /stopped/u,
  );
});
