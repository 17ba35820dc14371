import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { parseShots } from "../document/parseShots.ts";
import { diagnoseShots, type DiagnosePorts } from "./diagnoseShots.ts";
import { estimatedTokens } from "../tokens/tokenCounter.ts";
import type { FindSensitive } from "../mining/sensitive.ts";
import type { KnownTexts } from "./knownTexts.ts";
import type { Sources } from "./sources.ts";
import { createTestSet } from "./testSet.ts";

const clock = { now: () => performance.now(), sleep: async () => undefined };
const findSensitive: FindSensitive = async (texts) => texts.map(({ text }) => (text.includes("@") ? ["email"] : []));
const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex");

/** Texts are the same where their letters are; nearly so where their first five are. */
function createKnownTexts(): KnownTexts {
  const keys: string[] = [];
  const key = (text: string): string => text.toLowerCase().replace(/\P{L}/gu, "");
  return {
    add: (text) => keys.push(key(text)) - 1,
    find(text) {
      const exact = keys.indexOf(key(text));
      if (exact !== -1) return [{ index: exact, kind: "exact" }];
      const near = keys.findIndex((one) => one.slice(0, 5) === key(text).slice(0, 5));
      return near === -1 ? [] : [{ index: near, kind: "near" }];
    },
  };
}

function sourcesOf(files: Readonly<Record<string, string>>): Sources {
  return {
    read: async (path) => {
      const text = files[path];
      return text === undefined ? undefined : { text, contentHash: hashOf(text) };
    },
    pathOf: (hash) => Object.keys(files).find((path) => hashOf(files[path] ?? "").startsWith(hash)),
  };
}

/** Each finding as `line: kind`, and the sentences. */
async function findings(text: string, ports: Partial<DiagnosePorts> = {}) {
  const { findings: found } = await diagnoseShots(parseShots(text), {
    clock,
    createKnownTexts,
    findSensitive,
    counter: estimatedTokens,
    ...ports,
  });
  return {
    kinds: found.map(({ kind, range }) => `${text.slice(0, range.start).split("\n").length}: ${kind}`),
    messages: found.map(({ message }) => message),
  };
}

const page = "# Parcels\n\nA parcel that is late may be sent back.\n\nWe pay for the way back within thirty days.\n";
const start = page.indexOf("We pay");
const end = page.indexOf(".\n", start) + 1;
const line = (path: string, from = start, to = end, text = page): string =>
  `@ ${path} ${from}-${to} sha256:${hashOf(text).slice(0, 16)}`;
/** A document of one demonstration taken from `page`. */
const taken = (provenance: string): string =>
  `---\nshots: 1\nlabels: [back]\n---\n=== a\n${provenance}\ntext: We pay for the way back within thirty days.\nlabel: back\n`;

test("a source that stands as it was is no finding", async () => {
  assert.deepEqual((await findings(taken(line("a.md")), { sources: sourcesOf({ "a.md": page }) })).kinds, []);
  assert.deepEqual((await findings(taken(line("a.md")))).kinds, []);
});

for (const [name, files, kind, message] of [
  ["changed elsewhere", { "a.md": `${page}\nMore.\n` }, "source-moved", /stand in it as they did/u],
  ["wrapped anew before the words", { "a.md": `Before.\n\n${page}` }, "source-moved", /at another place/u],
  ["renamed", { "b.md": page }, "source-moved", /stand in "b\.md"/u],
  ["saying it in other words", { "a.md": page.replace("thirty", "sixty") }, "source-edited", /"We pay .* sixty days/u],
  [
    "without the words",
    { "a.md": "# Parcels\n\nNothing else is said of any of this.\n" },
    "source-gone",
    /not in "a\.md"/u,
  ],
  ["removed", {}, "source-gone", /not in the folder/u],
] as const) {
  test(`a file ${name} is told`, async () => {
    const found = await findings(taken(line("a.md")), { sources: sourcesOf(files) });
    assert.deepEqual(found.kinds, [`6: ${kind}`]);
    assert.match(found.messages[0] ?? "", message);
  });
}

test("a range that the file does not have is a source that is gone", async () => {
  const found = await findings(taken(line("a.md", 5000, 6000)), { sources: sourcesOf({ "a.md": page }) });
  assert.deepEqual(found.kinds, ["6: source-gone"]);
});

test("a provenance below a field speaks of that field alone", async () => {
  const text = `---\nshots: 1\n---\n===\ntext: Where is my parcel?\nanswer: We pay for the way back within thirty days.\n${line("a.md")}\n`;
  const files = { "a.md": page.replace("thirty", "sixty") };
  assert.deepEqual((await findings(text, { sources: sourcesOf(files) })).kinds, ["7: source-edited"]);
});

for (const [name, before, value] of [
  ["Markdown", "We pay **the whole price** for [the way back](fees.md).", "We pay the whole price for the way back."],
  ["CSV", 'id,text\n7,"He said ""no"" to all of it",x\n', 'He said "no" to all of it'],
  ["JSON", '{"text": "The first line\\nand \\"another\\" one"}', 'The first line\nand "another" one'],
] as const) {
  test(`words that stand in ${name} are told from edited ones, in their place and moved`, async () => {
    const text = (from: number, to: number): string =>
      `---\nshots: 1\n---\n===\n${line("a", from, to, before)}\nq:\n${value
        .split("\n")
        .map((each) => `| ${each}\n`)
        .join("")}a: x\n`;
    const whole = text(0, before.length);
    const kinds = async (now: string) => (await findings(whole, { sources: sourcesOf({ a: now }) })).kinds;
    assert.deepEqual(await kinds(`${before}\n\nMore.\n`), ["5: source-moved"]);
    assert.deepEqual(await kinds(`${"Before it. ".repeat(20)}\n\n${before}\n`), ["5: source-moved"]);
    assert.deepEqual(await kinds(before.replace(/pay|said|first/u, "$& not")), ["5: source-edited"]);
  });
}

test("labels without demonstrations, and with far fewer than others, are told where they are listed", async () => {
  const shots = (labels: readonly string[]): string =>
    `---\nshots: 1\nlabels: [a, b, c]\n---\n${labels.map((label, at) => `===\ntext: ${"tuvwxyz".charAt(at)}\nlabel: ${label}\n`).join("")}`;
  assert.deepEqual((await findings(shots(["a", "b", "c"]))).kinds, []);
  assert.deepEqual((await findings(shots(["a", "a", "b", "c"]))).kinds, []);
  const { kinds, messages } = await findings(shots(["a", "a", "a", "b"]));
  assert.deepEqual(kinds, ["3: imbalance", "3: imbalance"]);
  assert.match(messages.join(), /"b" has 1 of .* "a" has 3.*No demonstration has the label "c"/u);
});

test("repeated inputs are told, with the earlier one, and more loudly where the outputs differ", async () => {
  const text =
    "---\nshots: 1\n---\n===\nq: Where is it?\na: here\n===\nq: Where is it\na: there\n===\nq: Where was that?\na: here\n";
  const { kinds, messages } = await findings(text);
  assert.deepEqual(kinds, ["7: duplicate", "10: near-duplicate"]);
  assert.match(messages[0] ?? "", /with another output/u);
  assert.doesNotMatch(messages[1] ?? "", /with another output/u);
});

test("a demonstration that is among the test rows is an error, with the row's line", async () => {
  const rows = '{"text": "Something else"}\n\n{"text": "WHERE is it?"}\n{"text": \n{"label": "x"}\n';
  const set = await createTestSet("a.jsonl", rows, { createKnownTexts, pause: async () => undefined });
  const shots = "---\nshots: 1\ntest: a.jsonl\n---\n===\nq: Where is it?\na: here\n===\nq: Quite another\na: here\n";
  const { kinds, messages } = await findings(shots, { test: set });
  assert.deepEqual(kinds, ["3: test-missing", "5: test-overlap"]);
  assert.match(messages[0] ?? "", /2 of the lines of "a\.jsonl" .* line 4/u);
  assert.match(messages[1] ?? "", /is line 3 of the test file/u);
  assert.deepEqual((await findings(shots)).kinds, ["3: test-missing"]);
});

test("flagged demonstrations are told, and those that give something away, once", async () => {
  const text = taken(`${line("a.md")} flag:email flag:phone`);
  const { kinds, messages } = await findings(text);
  assert.deepEqual(kinds, ["6: flagged"]);
  assert.match(messages[0] ?? "", /email, phone/u);
  const sensitive = await findings(text.replace("text: We", "text: a@b.org"));
  assert.deepEqual(sensitive.kinds, ["7: sensitive"]);
});

test("a prompt over its budget is told at the budget, and a demonstration that is so alone at its header", async () => {
  const counter = { name: "a counter of words", isEstimate: true, count: (text: string) => text.split(/\s+/u).length };
  const shots = (budget: number): string =>
    `---\nshots: 1\nbudget: ${budget}\n---\n===\nq: one two\na: three\n===\nq: four ${"five ".repeat(20)}\na: six\n`;
  assert.deepEqual((await findings(shots(40), { counter })).kinds, []);
  const over = await findings(shots(28), { counter });
  assert.deepEqual(over.kinds, ["3: over-budget"]);
  assert.match(over.messages[0] ?? "", /takes 29 tokens of a budget of 28, counted by a counter of words/u);
  assert.deepEqual((await findings(shots(20), { counter })).kinds, ["3: over-budget", "8: over-budget"]);
});

test("what the template sets around fields may not stand in one, and the template names all fields", async () => {
  const own = (demonstration: string, value: string): string =>
    `---\nshots: 1\ntemplate:\n  demonstration: "${demonstration}"\n  separator: " ## "\n---\n===\nq: first\na: x\n===\nq: ${value}\na: y\n`;
  assert.deepEqual((await findings(own("Q: {q} A: {a}", "second"))).kinds, []);
  const broken = await findings(own("Q: {q} A: {a}", "second A: z ## Q: third"));
  assert.deepEqual(broken.kinds, ["11: broken-period"]);
  assert.match(broken.messages[0] ?? "", /holds " ## Q: ", which the template sets between two demonstrations/u);
  const fields = await findings(own("Q: {question} A: {a}", "second"));
  assert.deepEqual(fields.kinds, ["4: template-field", "4: template-field"]);
  assert.match(fields.messages.join(), /names \{question\}.*leaves out the field "q"/u);
});

test("a document of another version has that alone against it, and a signal stops the looking", async () => {
  assert.deepEqual((await findings("---\nshots: 3\nlabels: [a]\n---\n===\nl: b\n")).kinds, ["2: unknown-version"]);
  const stopped = AbortSignal.abort(new Error("stopped"));
  const parsed = parseShots(taken(line("a.md")));
  await assert.rejects(
    diagnoseShots(
      parsed,
      { clock, createKnownTexts, findSensitive, counter: estimatedTokens, sources: sourcesOf({}) },
      stopped,
    ),
    /stopped/u,
  );
});
