import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test, type TestContext } from "node:test";
import { fileURLToPath } from "node:url";
import { repositoryOfFolder, startTestHub, type TestHub } from "../../server/src/adapters/models/testHub.ts";
import { tinyModelFiles } from "../../server/src/adapters/models/tinyModel.ts";
import { askDocs, askDocsJson, temporaryFolder } from "./commandLine.ts";

const commit = "0123456789abcdef0123456789abcdef01234567";
const bge = fileURLToPath(new URL("../../../shared/models/bge-small-en-v1.5", import.meta.url));

let hub: TestHub;
before(async () => {
  hub = await startTestHub({
    "owner/tiny": { commit, files: tinyModelFiles({ dimensions: 32 }), card: { license: "mit", language: "en" } },
  });
});
after(() => hub.close());

/** The settings that lead to the hub for tests, and to a folder of the test's own. */
const settingsFor = (models: string): readonly string[] => [
  "--set",
  `askDocs.model.mirror=${hub.address}`,
  `askDocs.model.folder=${models}`,
];

function pages(folder: string): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "tapirs.md"), "# Tapirs\n\nTapirs sleep through the afternoon in the shade.\n");
  writeFileSync(join(folder, "backups.md"), "# Backups\n\nBackups are kept for 35 days and then deleted.\n");
  return folder;
}

test("nothing is fetched without a word of agreement; then the model is listed, used and removed", async (t) => {
  const folder = temporaryFolder(t);
  const settings = settingsFor(join(folder, "models"));
  const refused = await askDocs("model", "install", "owner/tiny", ...settings);
  assert.equal(refused.code, 2);
  assert.match(refused.stderr, /Add --yes to agree/u);
  assert.deepEqual(hub.requests, []);

  const installed = await askDocsJson("model", "install", "owner/tiny", "--yes", ...settings);
  assert.equal(installed.code, 0, installed.stderr);
  for (const part of [commit, "licence: mit", "for en", join(folder, "models"), new URL(hub.address).host])
    assert.ok(installed.stderr.includes(part), installed.stderr);
  const listed = await askDocsJson("model", "list", ...settings, "--set", "askDocs.model.name=owner/tiny");
  assert.deepEqual(
    (listed.value["models"] as { name: string; kind: string; dimensions: number }[]).map(
      ({ name, kind, dimensions }) => [name, kind, dimensions],
    ),
    [
      ["multilingual-e5-small", "bundled", 384],
      ["owner/tiny", "installed", 32],
    ],
  );

  const documents = pages(join(folder, "documents"));
  const model = ["--set", "askDocs.model.name=owner/tiny", ...settings];
  const index = await askDocsJson("index", "--folder", documents, ...model);
  assert.deepEqual([index.code, index.value["embedded"]], [0, 2], index.stderr);
  const found = await askDocsJson("search", "sleeping tapirs", "--mode", "vector", "--folder", documents, ...model);
  const [hit] = found.value["hits"] as { path: string }[];
  assert.equal(hit?.path, "tapirs.md");
  assert.doesNotMatch(found.stderr, /is made for/u);
  const hebrew = join(folder, "hebrew");
  mkdirSync(hebrew);
  writeFileSync(join(hebrew, "backups.md"), "# גיבויים\n\nהגיבויים נשמרים במשך שלושים וחמישה ימים ואז נמחקים.\n");
  for (const command of [["search", "גיבויים"], ["ask", "כמה זמן נשמרים הגיבויים?"], ["status"]]) {
    const told = await askDocs(...command, "--folder", hebrew, ...model);
    assert.equal(told.stderr.split("many pages here are in Hebrew").length, 2, told.stderr);
  }

  const status = await askDocsJson("status", "--folder", documents, ...model);
  assert.match(String(status.value["model"]), /^owner\/tiny-/u);

  assert.equal((await askDocs("model", "remove", "owner/tiny", ...settings)).code, 0);
  const gone = await askDocs("search", "tapirs", "--folder", documents, ...model);
  assert.equal(gone.code, 0);
  assert.match(gone.stderr, /ask-docs model install owner\/tiny/u);
  assert.match(gone.stdout, /tapirs\.md/u);
  assert.equal((await askDocs("model", "remove", "multilingual-e5-small", ...settings)).code, 1);
  assert.equal((await askDocs("model", "remove", "../documents", ...settings)).code, 1);
  assert.ok(existsSync(documents));
});

test("a model comes from a folder too; wrong usage and failures have their exit codes", async (t) => {
  const folder = temporaryFolder(t);
  const settings = settingsFor(join(folder, "models"));
  const source = join(folder, "my model");
  for (const [path, data] of tinyModelFiles({ dimensions: 8 })) {
    mkdirSync(join(source, path, ".."), { recursive: true });
    writeFileSync(join(source, path), data);
  }
  assert.match((await askDocs("model", "install", "--from", source, ...settings)).stderr, /another one of letters/u);
  const from = await askDocsJson("model", "install", "--from", source, "--as", "mine", "--pooling", "cls", ...settings);
  assert.equal(from.code, 0, from.stderr);
  const manifest = JSON.parse(readFileSync(join(folder, "models/mine/askdocs.json"), "utf8")) as { pooling: string };
  assert.equal(manifest.pooling, "cls");
  // An installed model is a folder like any other, with its own description.
  const again = await askDocsJson(
    "model",
    "install",
    "--from",
    join(folder, "models/mine"),
    "--as",
    "copy",
    ...settings,
  );
  assert.equal(again.code, 0, again.stderr);

  assert.equal((await askDocs("model", "install", ...settings)).code, 2);
  assert.equal((await askDocs("model", "install", "--from", join(folder, "nowhere"), ...settings)).code, 2);
  assert.equal((await askDocs("model", "install", "owner/none", "--yes", ...settings)).code, 1);
  assert.equal((await askDocs("model", "install", "a/b", "--yes", "--set", "askDocs.model.mirror=nowhere")).code, 2);
});

async function installsBge(t: TestContext): Promise<void> {
  const name = "Xenova/bge-small-en-v1.5";
  hub.repositories.set(name, repositoryOfFolder(bge, commit, { base_model: "BAAI/bge-small-en-v1.5" }));
  hub.repositories.set("BAAI/bge-small-en-v1.5", {
    commit,
    files: new Map(),
    card: { license: "mit", language: ["en"] },
  });
  const folder = temporaryFolder(t);
  const settings = [...settingsFor(join(folder, "models")), "--set", `askDocs.model.name=${name}`];
  const hash = "6c9c6101a956d62dfb5e7190c538226c0c5bb9cb27b651234b6df063ee7dbfe4";
  const installed = await askDocsJson("model", "install", name, "--yes", "--sha256", hash, ...settings);
  assert.equal(installed.code, 0, installed.stderr);
  const manifest = JSON.parse(readFileSync(join(folder, "models", name, "askdocs.json"), "utf8")) as Record<
    string,
    unknown
  >;
  assert.deepEqual(
    [manifest["pooling"], manifest["dimensions"], manifest["licence"], manifest["languages"], manifest["prefixes"]],
    ["cls", 384, "mit", ["en"], { question: "Represent this sentence for searching relevant passages: ", passage: "" }],
  );
  const documents = pages(join(folder, "documents"));
  const found = await askDocsJson(
    "search",
    "When do those animals rest?",
    "--mode",
    "vector",
    "--folder",
    documents,
    ...settings,
  );
  const [first, second] = found.value["hits"] as { path: string; score: number }[];
  assert.deepEqual([first?.path, second?.path], ["tapirs.md", "backups.md"]);
}

// These weights are lent to some machines only; the model made for tests goes through the same code.
if (existsSync(bge)) test("bge-small-en-v1.5 is installed, embeds and searches as published", installsBge);
