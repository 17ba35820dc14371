import assert from "node:assert/strict";
import { mkdtemp, mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { test, type TestContext } from "node:test";
import { readSettings } from "../../../../protocol/settings.ts";
import type { BuildShotsParams, MinedShotsView, ShotsSource } from "../../../../protocol/shotsBuilding.ts";
import type { CitationState, CitationView } from "../../../../protocol/views.ts";
import type { OpenBuffer } from "../../adapters/editor/bufferWorkspace.ts";
import { createNearDuplicates } from "../../core/fewShot/duplicates/nearDuplicates.ts";
import { parseShots } from "../../core/fewShot/document/parseShots.ts";
import { placeFolder } from "../folderPlace.ts";
import type { FolderSession } from "../folderSession.ts";
import { createMachinePorts } from "../machinePorts.ts";
import { createShotsBuilding } from "./building.ts";
import { createShotsMining } from "./mining.ts";

const signal = new AbortController().signal;
const page = "# Parcels\n\n## When is it late?\n\nAfter ten days.\n\n## Who pays for it?\n\nThe carrier pays for it.\n";
const files = {
  "faq.md": page,
  "sub/more.md": "# More\n\n## What is lost?\n\nWhat nobody has seen for a month.\n",
  "plain.md": "# Plain\n\nNothing is asked here.\n",
  "rows.csv":
    'text,label\n"Where, please?",delivery\nMoney back!,refund\nStill nothing,delivery\nI want my money,refund\n',
};

/** Building in a folder on disk, with buffers laid over its files. */
async function folderWith(context: TestContext, buffers: Readonly<Record<string, string>> = {}) {
  const folder = await mkdtemp(join(tmpdir(), "ask-docs-shots-"));
  context.after(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, "sub"));
  for (const [path, text] of Object.entries(files)) await writeFile(join(folder, path), text);
  const place = placeFolder({ uri: pathToFileURL(folder).href, name: "folder" });
  assert.ok(place);
  const session = { place, use: async () => undefined } as unknown as FolderSession;
  const bufferOf = (uri: string): OpenBuffer | undefined => {
    const text = buffers[place.pathOf(uri) ?? ""];
    return text === undefined ? undefined : { text, changedAt: 1 };
  };
  const ports = createMachinePorts("");
  const mine = createShotsMining({
    shared: { ports, bufferOf },
    settings: () => readSettings({}).settings,
    folders: {
      all: () => [session],
      holding: (uri) => {
        const path = place.pathOf(uri);
        return path === undefined ? [] : [{ session, path }];
      },
    },
    locate: async ({ place: at, quote }): Promise<CitationState> =>
      quote === "gone" ? { kind: "gone" } : { kind: "unchanged", place: at },
  });
  const termsOf = (text: string): readonly string[] => text.toLowerCase().match(/\p{L}+/gu) ?? [];
  const building = createShotsBuilding({
    ...ports,
    mine,
    tokenCounterOf: ports.createTokenCounters(() => ""),
    createKnownTexts: () => createNearDuplicates({ termsOf }),
  });
  const found = async (source: ShotsSource): Promise<MinedShotsView> => {
    const mined = await building.mine(source, signal);
    if ("nothing" in mined) throw new Error(mined.nothing);
    return mined;
  };
  const at = (path: string): string => pathToFileURL(join(folder, path)).href;
  return {
    build: (params: Pick<BuildShotsParams, "id"> & Partial<BuildShotsParams>) =>
      building.build({ ...usual, ...params }, signal),
    mine: found,
    file: (path: string): ShotsSource => ({ kind: "file", uri: at(path), path }),
    placeOf: (path: string, start: number, end: number) => ({
      ...{ uri: at(path), path },
      range: { start: { line: start, character: 0 }, end: { line: end, character: 0 } },
    }),
  };
}

const usual = { selector: "random", balanced: false, order: "similar-last", k: 100, template: "completion" } as const;

test("a file, a folder, a selection and a search result give their own pairs alone", async (context) => {
  const { mine, build, file, placeOf } = await folderWith(context);
  const inputsOf = async (source: ShotsSource): Promise<readonly string[]> => {
    const { id } = await mine(source);
    const { document, faults } = parseShots((await build({ id })).text);
    assert.deepEqual(faults, []);
    return document.demonstrations.map(({ fields }) => fields[0]?.value ?? "").sort();
  };
  const both = ["When is it late?", "Who pays for it?"];
  assert.deepEqual(await inputsOf(file("faq.md")), both);
  assert.deepEqual(await inputsOf(file("sub")), ["More: What is lost?"]);
  assert.equal((await inputsOf(file(""))).length, 7);
  const selection = (start: number, end: number): ShotsSource => ({
    ...{ kind: "selection", place: placeOf("faq.md", start, end) },
  });
  assert.deepEqual(await inputsOf(selection(6, 9)), ["Who pays for it?"]);
  assert.deepEqual(await inputsOf({ kind: "result", place: placeOf("faq.md", 6, 9) }), ["Who pays for it?"]);
  const beside: ShotsSource = { kind: "result", place: placeOf("faq.md", 0, 1) };
  assert.equal((await mine(beside)).widened, true);
  assert.deepEqual(await inputsOf(beside), both);
  await assert.rejects(inputsOf(selection(0, 1)), /Nothing can be mined from the selection/);
  await assert.rejects(inputsOf(file("plain.md")), /Nothing there can be mined/);
  await assert.rejects(inputsOf(file("gone.md")), /no document there/);
  await assert.rejects(inputsOf(file("../elsewhere.md")), /in no folder of the workspace/);
});

test("rows with labels are balanced, and only the kind that is asked for is taken", async (context) => {
  const { mine, build, file } = await folderWith(context);
  const { id, kinds } = await mine(file(""));
  assert.deepEqual(
    kinds.map(({ pairs, labels }) => [pairs, labels]),
    [
      [4, ["delivery", "refund"]],
      [3, []],
    ],
  );
  const built = await build({ id, kind: "table", selector: "coverage", balanced: true, k: 2 });
  const { document } = parseShots(built.text);
  assert.deepEqual(document.frontMatter.labels, ["delivery", "refund"]);
  assert.deepEqual(document.demonstrations.map(({ fields }) => fields[1]?.value).sort(), ["delivery", "refund"]);
  await assert.rejects(build({ id: "other" }), /not known any more/);
});

test("a preview is the prompt with its tokens and sources, what was dropped, and what to know of it", async (context) => {
  const { mine, build, file } = await folderWith(context);
  const { id } = await mine(file("faq.md"));
  const { prompt, tokens, demonstrations, warnings, comparedBy, budget } = await build({
    ...{ id, k: 3, task: "Answer.", budget: 500, input: "Who packs it?", selector: "hybrid" },
  });
  assert.match(prompt, /^Answer\.\n\nquestion: [^]*\n\nquestion: Who packs it\?\nanswer:$/u);
  assert.ok(tokens > 10 && budget === 500);
  assert.deepEqual(demonstrations.map(({ place }) => [place?.path, place?.range.start.line]).sort(), [
    ["faq.md", 2],
    ["faq.md", 6],
  ]);
  assert.deepEqual(warnings, [{ kind: "few", found: 2, wanted: 3 }]);
  assert.deepEqual(comparedBy, { kind: "words", reason: "noModel" });
  assert.deepEqual((await build({ id, selector: "random" })).comparedBy, { kind: "notCompared" });
  const small = await build({ id, k: 2, budget: 22 });
  assert.equal(small.dropped.length, 1);
  // Nothing that says the same as the input is shown to the model.
  const same = await build({ id, input: "when is it LATE" });
  assert.deepEqual(
    same.demonstrations.map(({ input }) => input),
    ["Who pays for it?"],
  );
});

test("a budget holds the input, too, and what cannot fit is said", async (context) => {
  const { mine, build, file } = await folderWith(context);
  const { id } = await mine(file("faq.md"));
  const { tokens } = await build({ id, k: 2 });
  const long = await build({ id, k: 2, budget: tokens, input: "Who packs it? ".repeat(3) });
  assert.equal(long.dropped.length, 1);
  const none = await build({ id, k: 2, budget: 1 });
  assert.equal(none.demonstrations.length, 0);
  const task = await build({ id, k: 2, budget: 1, task: "Answer the question as the examples do." });
  assert.deepEqual(
    task.warnings.map(({ kind }) => kind),
    ["overBudget"],
  );
});

test("an answer of the chat is a demonstration with its passages, beside what its pages hold", async (context) => {
  const { mine, build, placeOf } = await folderWith(context);
  const cite = (path: string, line: number, quote: string) =>
    ({ n: 1, place: placeOf(path, line, line + 1), quote }) as unknown as CitationView;
  const citations = [cite("plain.md", 2, "x"), cite("plain.md", 0, "y")];
  const { id, kinds } = await mine({
    ...{ kind: "answer", answers: [{ question: "What is asked?", answer: "Nothing.", citations }] },
  });
  assert.deepEqual(
    kinds.map(({ kind, pairs }) => [kind, pairs]),
    [["answer", 1]],
  );
  const { document, faults } = parseShots((await build({ id, k: 1 })).text);
  assert.deepEqual(faults, []);
  assert.deepEqual(
    document.demonstrations[0]?.fields.map(({ name, value, provenance }) => [name, value.trim(), provenance[0]?.path]),
    [
      ["passage", "Nothing is asked here.", "plain.md"],
      ["passage", "# Plain", "plain.md"],
      ["question", "What is asked?", undefined],
      ["answer", "Nothing.", undefined],
    ],
  );
  const withPage = await mine({
    ...{ kind: "answers" },
    answers: [
      { question: "Who answers?", answer: "The carrier.", citations: [cite("faq.md", 8, "x")] },
      { question: "Is it gone?", answer: "It is.", citations: [cite("faq.md", 8, "gone")] },
    ],
  });
  assert.deepEqual(withPage.kinds.map(({ pairs }) => pairs).sort(), [1, 2]);
  // Beside pairs without passages its own are not shown, so that all have the same fields.
  const mixed = parseShots((await build({ id: withPage.id })).text);
  assert.deepEqual(mixed.faults, []);
  assert.equal(mixed.document.demonstrations.length, 3);
});

test("a page is mined as it stands in the editor", async (context) => {
  const { mine, build, file } = await folderWith(context, { "faq.md": page.replace("ten", "twenty") });
  const { id } = await mine(file("faq.md"));
  assert.match((await build({ id, selector: "mmr", k: 8 })).text, /^answer: After twenty days\.$/mu);
});
