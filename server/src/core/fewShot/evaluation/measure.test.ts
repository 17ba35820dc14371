import assert from "node:assert/strict";
import { test } from "node:test";
import { success } from "../../result.ts";
import type { Pair } from "../pair.ts";
import { promptText } from "../templates/renderPrompt.ts";
import { estimatedTokens } from "../tokens/tokenCounter.ts";
import { buildsOf } from "./builds.ts";
import { measure } from "./measure.ts";
import { developmentOf, rowsOfDocument, type RowSets } from "./rowSets.ts";

const row = (input: string, label: string, group?: string): Pair => ({
  ...{ input, output: label, label, kind: "row", language: "en", confidence: 1, flags: [] },
  ...(group === undefined ? {} : { group }),
});

/** Answers nothing, and keeps the prompts. */
async function promptsOf(rows: RowSets) {
  const prompts: string[] = [];
  const choices = { k: [6], selectors: [], orders: [], templates: ["completion"] } as const;
  const report = await measure(
    { rows, builds: buildsOf(choices, rows), seeds: [1], templates: [], budget: 10_000, concurrency: 1 },
    {
      detect: () => "en",
      counter: estimatedTokens,
      model: {
        name: "silent",
        complete: async ({ prompt }) => (prompts.push(promptText(prompt)), success({ text: "", seconds: 0 })),
      },
    },
  );
  return { prompts, report };
}

test("rows of one group are never demonstrations for one another, neither on the test nor where the best is chosen", async () => {
  const train = Array.from({ length: 6 }, (_, at) => {
    const group = at < 3 ? "red" : "blue";
    return row(`${group} ${["parcel", "engine", "parrot", "river", "candle", "window"][at] ?? ""}`, group, group);
  });
  const rows: RowSets = {
    train,
    test: [row("quite another subject altogether", "red", "red")],
    dev: train.map((pair, own) => ({ pair, own })),
    validation: [],
    labels: ["red", "blue"],
    fields: { input: "text", explanation: "explanation", output: "label" },
  };
  const { prompts, report } = await promptsOf(rows);
  assert.deepEqual(report.developedBy, { by: "leave-one-group-out", rows: 6 });
  assert.deepEqual(report.excluded, { exact: 0, nearDuplicate: 0, sameGroup: 3 });
  const ofDevelopment = prompts.filter((prompt) => /text: (?:red|blue) \w+\nlabel:$/u.test(prompt));
  assert.equal(ofDevelopment.length, 6);
  for (const prompt of ofDevelopment) {
    const asked = /text: (red|blue) \w+\nlabel:$/u.exec(prompt)?.[1];
    const shown = new Set([...prompt.matchAll(/^label: (\w+)$/gmu)].map(([, label]) => label));
    assert.deepEqual([...shown], [asked === "red" ? "blue" : "red"]);
  }
  const ofTest = prompts.filter((prompt) => prompt.endsWith("altogether\nlabel:"));
  assert.ok(ofTest.length > 0 && ofTest.every((prompt) => !prompt.includes("label: red")));
});

test("what the best is chosen on is told apart", () => {
  const pair = row("a", "b");
  assert.equal(developmentOf([]).by, "none");
  assert.equal(developmentOf([{ pair }]).by, "dev-file");
  assert.equal(developmentOf([{ pair, own: 0 }]).by, "leave-one-out");
});

test("a document is measured as it stands, beside zero-shot and its shuffled labels", async () => {
  const text = "---\nshots: 1\ntask: Sort.\nlabels: [a, b]\n---\n===\ntext: one\nlabel: a\n===\ntext: two\nlabel: b\n";
  const rows = rowsOfDocument(text, { name: "x.shots", test: [row("three", "a")] });
  assert.ok(rows.ok);
  const { prompts } = await promptsOf(rows.value);
  assert.equal(prompts.length, 3);
  assert.equal(prompts[0], "Sort.\n\ntext: three\nlabel:");
  assert.equal(prompts[1], "Sort.\n\ntext: one\nlabel: a\n\ntext: two\nlabel: b\n\ntext: three\nlabel:");
  assert.deepEqual(rows.value.notes, []);
  const several = text.replaceAll("text: ", "passage: p\ntext: ");
  const joined = rowsOfDocument(several, { name: "x.shots", test: [row("three", "a"), row("four", "c")] });
  assert.match(
    joined.ok ? (joined.value.notes?.join(" ") ?? "") : "",
    /passage, text are joined.*1 of 2 rows.*such as c/u,
  );
  const none = rowsOfDocument("---\nshots: 1\n---\n", { name: "x.shots", test: [] });
  assert.match(none.ok ? "" : none.failure.message, /^x\.shots holds no demonstration/u);
});
