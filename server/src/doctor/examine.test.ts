import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { t as english } from "@vscode/l10n";
import { settingsSchema } from "../../../protocol/settings.ts";
import { createDiskWorkspace } from "../adapters/disk/diskWorkspace.ts";
import { loadLanguageDetector } from "../adapters/languageDetector.ts";
import { openStore } from "../adapters/sqlite/openStore.ts";
import { createSystemClock } from "../adapters/systemClock.ts";
import { createMarkdownParser } from "../core/documents/markdown/markdownParser.ts";
import { createParserRegistry } from "../core/documents/parsers.ts";
import type { Embedder } from "../core/ports.ts";
import { failure, success } from "../core/result.ts";
import { createService } from "../core/service.ts";
import { quantizeVector } from "../core/vector/quantize.ts";
import { createDoctorMarkdown } from "../../../protocol/doctorMarkdown.ts";
import { examine, type Examined } from "./examine.ts";

const description = { id: "letters-0123", dimensions: 2 };
const embedder: Embedder = {
  describe: () => Promise.resolve(success(description)),
  embed: () => Promise.resolve(success(quantizeVector([0.6, 0.8]))),
  close: () => Promise.resolve(),
};

/** A folder with a page, a page that cannot be read, and names that are nobody's business. */
async function examined(t: TestContext, change: Partial<Examined> = {}): Promise<Examined> {
  const path = mkdtempSync(join(tmpdir(), "ask-docs-doctor-"));
  writeFileSync(join(path, "wedding plans.md"), "# Wedding\n\nThe cake is ordered from Perkins.\n");
  writeFileSync(join(path, "broken diary.md"), Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x41]));
  const parsers = createParserRegistry([createMarkdownParser()]);
  const workspace = await createDiskWorkspace(path, { extensions: parsers.extensions });
  const store = openStore({ indexDir: join(path, ".ask-docs") });
  assert.ok(workspace.ok && store.ok);
  t.after(() => {
    store.value.close();
    rmSync(path, { recursive: true });
  });
  const clock = createSystemClock();
  const service = createService({
    workspace: workspace.value,
    store: store.value,
    embedder,
    model: description,
    parsers,
    loadDetector: loadLanguageDetector,
    hash: (data) => createHash("sha256").update(data).digest("hex"),
    clock,
  });
  await service.refresh();
  await service.embedAll();
  return {
    askDocs: "1.2.0",
    clock,
    settings: settingsSchema.parse({}),
    problems: [],
    errors: [],
    engine: {
      embedder,
      runtime: () =>
        Promise.resolve({
          runtime: "wasm",
          reason: "The native build crashed 2 times.",
          crashes: 2,
          node: { path: "/opt/node", version: "Node.js 24.9.0" },
        }),
      checkModel: () => Promise.resolve(success(description)),
    },
    folders: [{ name: "letters", path, state: "idle", open: { service, store: store.value } }],
    ...change,
  };
}

test("everything is told: versions, model, index, speeds", async (t) => {
  const report = await examine(await examined(t));
  const [folder] = report.folders;
  assert.deepEqual(
    [folder?.index?.files, folder?.index?.passages, folder?.index?.embedded, folder?.index?.failedFiles],
    [1, 1, 1, 1],
  );
  assert.deepEqual(folder?.index?.store.writer, "this process");
  assert.equal(folder.index.failed[0]?.kind, ".md");
  assert.ok(folder.index.speed.load > 0 && (folder.index.speed.keywords ?? 0) > 0);
  assert.ok((folder.index.speed.vectors ?? 0) > 0);
  assert.deepEqual([report.model?.id, report.model?.runtime.crashes], ["letters-0123", 2]);
  assert.ok(typeof report.model?.speed === "object" && report.model.speed.passagesPerSecond > 0);
  assert.equal(report.machine?.node, process.versions.node);
});

test("nothing that is nobody's business is told, however it comes in", async (t) => {
  const given = await examined(t);
  const [folder] = given.folders;
  const path = folder?.path ?? "";
  const report = await examine({
    ...given,
    problems: [`${join(path, "wedding plans.md")} was moved.`],
    errors: [`Reading broken diary.md failed at ${join(homedir(), "x.js")}:1`, "https://ada:pw@hub.example/x"],
    settings: settingsSchema.parse({
      "askDocs.exclude": ["wedding plans.md"],
      "askDocs.model.proxy": "http://ada:pw@x",
    }),
  });
  for (const text of [JSON.stringify(report), createDoctorMarkdown(english)(report)]) {
    assert.doesNotMatch(text, /wedding|diary|cake|Perkins|ada|pw@/iu);
    assert.ok(!text.includes(path) && !text.includes(homedir()), text);
  }
  assert.deepEqual(report.problems, ["letters/FILE.md was moved."]);
  assert.deepEqual(report.errors, ["Reading FILE.md failed at ~/x.js:1", "https://hub.example/x"]);
});

test("what is broken is told, and does not keep the rest from being told", async (t) => {
  const missing = failure("model-missing", "The model is not there.");
  const given = await examined(t, {
    engine: {
      embedder: { ...embedder, embed: () => Promise.resolve(missing) },
      runtime: () =>
        Promise.resolve({ runtime: "native", reason: "Fast.", crashes: 0, node: { path: "", version: "Node.js 24" } }),
      checkModel: () => Promise.resolve(missing),
    },
  });
  const [folder] = given.folders;
  assert.ok(folder !== undefined);
  const closed = { name: "closed", path: "/closed", state: "failed", problem: "The disk is full." };
  const report = await examine({ ...given, folders: [closed, folder] });
  assert.deepEqual(
    [report.model?.id, report.model?.fault, report.model?.speed],
    [undefined, "The model is not there.", "The model is not there."],
  );
  assert.deepEqual(report.folders[0], { name: "closed", state: "failed", problem: "The disk is full." });
  assert.equal(report.folders[1]?.index?.files, 1);
});
