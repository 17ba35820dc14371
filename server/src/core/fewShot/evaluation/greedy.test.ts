import assert from "node:assert/strict";
import { test } from "node:test";
import { createAnalyser } from "../../language/analyse.ts";
import { failure, success } from "../../result.ts";
import { fieldNamesFor } from "../demonstrationOf.ts";
import type { Pair } from "../pair.ts";
import { createPool } from "../selection/pool.ts";
import { promptText } from "../templates/renderPrompt.ts";
import { estimatedTokens } from "../tokens/tokenCounter.ts";
import type { CompletionModel } from "./completionModel.ts";
import { chooseGreedily } from "./greedy.ts";
import type { RunParts, TestItem } from "./runBuild.ts";

const row = (input: string, label: string): Pair => ({
  input,
  output: label,
  label,
  kind: "row",
  language: "en",
  confidence: 1,
  flags: [],
});
const useful = ["a bright day", "a dark night"];
const pairs = [
  ...Array.from({ length: 10 }, (_, at) => row(`a remark about nothing, number ${at}`, at % 2 === 0 ? "up" : "down")),
  row("a bright day", "up"),
  row("a dark night", "down"),
];
const items: readonly TestItem[] = Array.from({ length: 8 }, (_, at) => ({
  pair: row(`question ${at}`, at % 2 === 0 ? "up" : "down"),
  input: { text: `question ${at}`, language: "en" },
  excluded: new Set<number>(),
}));

/** Is right about even questions once it was shown the bright day, about odd ones once it was shown the dark night. */
function learningModel(prompts: string[]): CompletionModel {
  return {
    name: "learning",
    complete({ prompt }) {
      const text = promptText(prompt);
      prompts.push(text);
      const asked = Number(/question (\d)/u.exec(text)?.[1]);
      const [even, odd] = useful.map((shown) => text.includes(shown));
      return Promise.resolve(success({ text: asked % 2 === 0 ? (even ? "up" : "") : odd ? "down" : "", seconds: 0 }));
    },
  };
}
const partsWith = (model: CompletionModel): RunParts => ({
  pool: createPool(pairs, { analyser: createAnalyser() }),
  fields: fieldNamesFor(pairs),
  counter: estimatedTokens,
  budget: 1000,
  model,
  labels: ["up", "down"],
  mostTokens: 8,
  concurrency: 1,
});
const build = {
  balanced: false,
  order: "similar-last",
  k: 8,
  template: "completion",
  shuffledLabels: false,
} as const;

test("what helps is kept, and it ends once nothing can be bettered", async () => {
  const prompts: string[] = [];
  const { name, pairs: chosen } = await chooseGreedily(partsWith(learningModel(prompts)), build, {
    validation: items,
    seed: 3,
  });
  assert.equal(name, "greedy");
  const texts = chosen.map((pair) => pairs[pair]?.input ?? "");
  for (const text of useful) assert.ok(texts.includes(text), `${text} is among ${texts.join(", ")}`);
  assert.ok(chosen.length <= build.k);
  assert.ok(prompts.length <= build.k * 6 * items.length);
});

test("no pair is chosen twice, none is shown for itself, and labels alternate where they are to be balanced", async () => {
  const prompts: string[] = [];
  const own = items.map((item, at) => ({ ...item, excluded: new Set([at]) }));
  const silent: CompletionModel = {
    name: "silent",
    complete({ prompt }) {
      prompts.push(promptText(prompt));
      return Promise.resolve(failure("network", "It is gone."));
    },
  };
  const { pairs: chosen } = await chooseGreedily(
    partsWith(silent),
    { ...build, balanced: true },
    { validation: own, seed: 1 },
  );
  // Nothing was ever better than the first: a shorter prompt is as good.
  assert.equal(chosen.length, 1);
  for (const text of prompts) {
    const asked = Number(/question (\d)/u.exec(text)?.[1]);
    assert.ok(!text.includes(`number ${asked}\n`), "an item never sees the pair that it is");
    const shown = [...text.matchAll(/^label: (up|down)$/gmu)].map(([, label]) => label);
    const ups = shown.filter((label) => label === "up").length;
    // The item's own pair is missing for it.
    assert.ok(Math.abs(shown.length - 2 * ups) <= 2);
    assert.equal(
      new Set([...text.matchAll(/^text: (.+)$/gmu)].map(([, shownText]) => shownText)).size >= shown.length,
      true,
    );
  }
});

test("it stops when it is told to", async () => {
  const stop = new AbortController();
  stop.abort(new Error("stopped"));
  await assert.rejects(
    chooseGreedily(partsWith(learningModel([])), build, { validation: items, seed: 1 }, { signal: stop.signal }),
    /stopped/u,
  );
});
