import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { findEnglishTexts } from "./englishTexts.ts";

const root = join(import.meta.dirname, "../..");

/** Files of `server/src` with English sentences that no person reads in the editor, and what they are. */
const excepted: Readonly<Record<string, string>> = {
  "cli/": "the command line speaks English",
  "mcp/": "is read by language models",
  "adapters/embedder/canary.ts": "a text to be embedded",
  "adapters/embedder/childHandle.ts": "the log's words, which endText translates",
  "adapters/embedder/embedderHost.ts": "names and versions",
  "adapters/embedder/embedderProcess.ts": "the log's words, and failures that are cancellations",
  "adapters/embedder/embedderTexts.ts": "the log's words, which it translates",
  "adapters/embedder/embeddingModel.ts": "words of a library",
  "adapters/embedder/modelManifest.ts": "details of a damaged file, beside those of the library that checks it",
  "adapters/evaluation/writeMadeSet.ts": "the command line's --make",
  "adapters/machine/power.ts": "a command of the system",
  "adapters/models/installFromFolder.ts": "is written into a model's description",
  "adapters/models/installFromHub.ts": "is written into a model's description",
  "adapters/models/knownModels.ts": "what models want before a text",
  "adapters/report/page.ts": "a policy",
  "adapters/report/reportStyle.ts": "a style sheet",
  "adapters/sqlite/encoding.ts": "names in errors of damaged rows",
  "core/answering/generation/prompt.ts": "is read by language models",
  "core/answering/verification/languageRules.ts": "codes of languages",
  "core/answering/verification/numbers.ts": "words of documents",
  "core/conversation/modelRewrite.ts": "is read by language models",
  "core/doctor/measureModel.ts": "a text to be embedded",
  "core/evaluation/making/": "words of documents and of made questions",
  "core/fewShot/export/": "programs and prompts in other tools' formats",
  "core/fewShot/mining/model/writeQuestions.ts": "is read by language models",
  "core/fewShot/mining/pages/": "words of documents",
  "core/fewShot/mining/refusals.ts": "outputs of demonstrations",
  "core/fewShot/mining/rows/columnNames.ts": "names of columns",
  "core/hover/": "words of documents",
  "core/search/generalQuestions.ts": "texts to be embedded",
  "core/search/tellingWords.ts": "words of questions",
};

const isExcepted = (path: string): boolean =>
  Object.keys(excepted).some((name) => path.startsWith(`server/src/${name}`));

void test("no sentence of the server stays English in another language", () => {
  assert.deepEqual(findEnglishTexts(root, "server/src", isExcepted), [], "Give people sentences by t() and plural().");
});

void test("every exception is one still", () => {
  for (const name of Object.keys(excepted)) {
    const found = findEnglishTexts(root, "server/src", (path) => !path.startsWith(`server/src/${name}`));
    assert.notEqual(found.length, 0, `${name} needs no exception any more.`);
  }
});

void test("a sentence is found in a literal, a template and markup; not in t(), an error, the log or SQL", (context) => {
  const folder = mkdtempSync(join(tmpdir(), "texts-"));
  context.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(
    join(folder, "some.ts"),
    [
      'const a = "The index is closed.";',
      "const b = `${a} cannot be read.`;",
      'const c = html`<p class="one two three">Nothing was found.</p>`;',
      'const d = t("The index is closed.");',
      'const e = new Error("The index is closed.");',
      'logError("The index is closed.");',
      'const f = "SELECT name FROM table";',
      'const g = "two words";',
    ].join("\n"),
  );
  const found = findEnglishTexts(folder, ".", () => false);
  assert.deepEqual(
    found.map((place) => Number(/:(\d+):/.exec(place)?.[1])),
    [1, 2, 3],
  );
});
