import assert from "node:assert/strict";
import { mkdtemp, mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { test, type TestContext } from "node:test";
import { readSettings } from "../../../../protocol/settings.ts";
import type { MinedShotsView, MineShotsParams } from "../../../../protocol/shotsMessages.ts";
import type { OpenBuffer } from "../../adapters/editor/bufferWorkspace.ts";
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
  const session = { place } as FolderSession;
  const bufferOf = (uri: string): OpenBuffer | undefined => {
    const text = buffers[place.pathOf(uri) ?? ""];
    return text === undefined ? undefined : { text, changedAt: 1 };
  };
  const mine = createShotsMining({
    shared: { ports: createMachinePorts(""), bufferOf },
    settings: () => readSettings({}).settings,
    folders: {
      holding: (uri) => {
        const path = place.pathOf(uri);
        return path === undefined ? [] : [{ session, path }];
      },
    },
  });
  const building = createShotsBuilding({ mine });
  const found = async (params: MineShotsParams): Promise<MinedShotsView> => {
    const mined = await building.mine(params, signal);
    if ("nothing" in mined) throw new Error(mined.nothing);
    return mined;
  };
  return { build: building.build, mine: found, at: (path: string) => pathToFileURL(join(folder, path)).href };
}

const lines = (start: number, end: number) => ({
  start: { line: start, character: 0 },
  end: { line: end, character: 0 },
});

test("a file, a folder and a selection give their own pairs alone", async (context) => {
  const { mine, build, at } = await folderWith(context);
  const inputsOf = async (path: string, range?: ReturnType<typeof lines>): Promise<readonly string[]> => {
    const { id } = await mine({ uri: at(path), ...(range && { range }) });
    const { document, faults } = parseShots(build({ id, selector: "random", k: 100 }).text);
    assert.deepEqual(faults, []);
    return document.demonstrations.map(({ fields }) => fields[0]?.value ?? "").sort();
  };
  assert.deepEqual(await inputsOf("faq.md"), ["When is it late?", "Who pays for it?"]);
  assert.deepEqual(await inputsOf("sub"), ["More: What is lost?"]);
  assert.equal((await inputsOf("")).length, 7);
  assert.deepEqual(await inputsOf("faq.md", lines(6, 9)), ["Who pays for it?"]);
  await assert.rejects(inputsOf("faq.md", lines(0, 1)), /Nothing can be mined from the selection/);
  await assert.rejects(inputsOf("plain.md"), /Nothing there can be mined/);
  await assert.rejects(inputsOf("gone.md"), /no document there/);
  await assert.rejects(inputsOf("../elsewhere.md"), /in no folder of the workspace/);
});

test("rows with labels are balanced, and only the kind that is asked for is taken", async (context) => {
  const { mine, build, at } = await folderWith(context);
  const { id, kinds } = await mine({ uri: at("") });
  assert.deepEqual(
    kinds.map(({ pairs }) => pairs),
    [4, 3],
  );
  const { document } = parseShots(build({ id, kind: "table", selector: "coverage", k: 2 }).text);
  assert.deepEqual(document.frontMatter.labels, ["delivery", "refund"]);
  assert.deepEqual(document.demonstrations.map(({ fields }) => fields[1]?.value).sort(), ["delivery", "refund"]);
  assert.throws(() => build({ id: "other", selector: "random", k: 2 }), /not known any more/);
});

test("a page is mined as it stands in the editor", async (context) => {
  const { mine, build, at } = await folderWith(context, { "faq.md": page.replace("ten", "twenty") });
  const { id } = await mine({ uri: at("faq.md") });
  assert.match(build({ id, selector: "mmr", k: 8 }).text, /^answer: After twenty days\.$/mu);
});
