import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, globSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { openStore } from "../../adapters/sqlite/openStore.ts";
import { sampleFile } from "../../adapters/sqlite/testSamples.ts";
import { createMarkdownParser } from "../documents/markdown/markdownParser.ts";
import { createFileCatalogue } from "../indexing/fileCatalogue.ts";
import { createAnalyser } from "../language/analyse.ts";
import { collectDefinitions } from "./collectDefinitions.ts";
import { createDefinitionIndex } from "./definitionIndex.ts";
import { createHover, type HoverRequest } from "./hover.ts";

const root = mkdtempSync(join(tmpdir(), "ask-docs-hover-"));
after(() => rmSync(root, { recursive: true, force: true }));

const parser = createMarkdownParser();
const analyser = createAnalyser();
const languageOf = (path: string): string => /^(?:fr|he|ru)(?=\/)/u.exec(path)?.[0] ?? "en";

/** Indexes the definitions of some files in a real store; `common` are words that many passages hold. */
function hoverOver(texts: Map<string, string>, common: readonly string[] = []) {
  const opened = openStore({ indexDir: mkdtempSync(join(root, "index-")) });
  assert.ok(opened.ok);
  const store = opened.value;
  after(() => store.close());
  const definitions = createDefinitionIndex();
  const files = createFileCatalogue();
  for (const [path, text] of texts) {
    const document = parser.parse(text);
    const collected = collectDefinitions({ path, text, document, language: languageOf(path) }, analyser);
    const { fileId } = store.replaceFile(sampleFile(path), [], collected);
    files.put({ ...sampleFile(path), id: fileId });
  }
  for (const definition of store.loadDefinitions()) definitions.add(definition);
  const { hoverAt } = createHover({
    ...{ definitions, store, analyser, fileById: files.byId },
    readText: async (path) => texts.get(path),
    languages: () => ["en", "he", "ru", "fr"],
    isRare: (word) => !common.includes(word.toLowerCase()),
  });
  /** The hover at `|` in `marked`. */
  const at = (marked: string, path = "elsewhere.md", more: Partial<HoverRequest> = {}) =>
    hoverAt({ path, text: marked.replace("|", ""), offset: marked.indexOf("|"), ...more });
  return { at, hoverAt, definitions, files };
}

const handbook = fileURLToPath(new URL("../../../../test/fixtures/handbook", import.meta.url));
const pages = new Map(
  globSync("**/*.md", { cwd: handbook }).map((path) => [
    path.replaceAll("\\", "/"),
    readFileSync(join(handbook, path), "utf8"),
  ]),
);
const { at, hoverAt } = hoverOver(pages);

test("terms, identifiers, error codes and flags are explained, in four languages", async () => {
  const cases = [
    ["The snaps|hots are kept.", "Snapshot", "reference/glossary.md"],
    ["Open the se|aled copies.", "Sealed copy", "reference/glossary.md"],
    ["Our R|PO is a day.", "RPO", "reference/glossary.md"],
    ["the recovery time obj|ective of the service", "RTO", "reference/glossary.md"],
    ["lfkeep says ERR_10|42 again", "ERR_1042", "reference/error-codes.md"],
    ["raise `maxRet|ryCount` to 8", "maxRetryCount", "reference/configuration.md"],
    ["lfkeep run --sin|ce 2025-03-01", "--since", "reference/configuration.md"],
    ["la deuxième t|ournée longue", "Tournée longue", "fr/lexique.md"],
    ["לכל חט|יבה יש מספר", "חטיבה", "he/glossary.md"],
    ["בתרגיל הש|חזור האחרון", "תרגיל שחזור", "he/glossary.md"],
  ] as const;
  for (const [text, term, path] of cases) {
    const found = await at(text);
    assert.deepEqual(found && [found.term, found.path], [term, path], text);
  }
});

test("the range is the definition's, the excerpt its words, the hovered range the words under the pointer", async () => {
  const text = "the newest snapshot of it";
  const found = await hoverAt({ path: "x.md", text, offset: 12 });
  assert.ok(found);
  assert.equal(text.slice(found.hovered.start, found.hovered.end), "snapshot");
  const page = pages.get(found.path) ?? "";
  assert.equal(page.slice(found.start, found.end).replaceAll("*", ""), found.excerpt.replaceAll("\n", " "));
});

test("other words are silent, and so is a definition of itself", async () => {
  for (const text of [
    "T|he copy",
    "a nic|e day",
    "over|view",
    "12|34",
    "see https://x.example/snap|shot/a",
    "no |",
    "|",
  ]) {
    assert.equal(await at(text), undefined, text);
  }
  const glossary = pages.get("reference/glossary.md") ?? "";
  const offset = glossary.indexOf("**Wet list**") + 4;
  assert.equal(await hoverAt({ path: "reference/glossary.md", text: glossary, offset }), undefined);
});

test("in programs only identifiers and short forms are looked up", async () => {
  const program = { languageId: "typescript" };
  assert.equal((await at("const max|RetryCount = 8;", "a.ts", program))?.term, "maxRetryCount");
  assert.equal(await at("// the snap|shot is old", "a.ts", program), undefined);
});

test("the same file comes first, then terms before tables before headings, then the nearest", async () => {
  const heading = "# About\n\n## Ledger\n\nA ledger is a bound book of payments.\n";
  const bold = (words: string): string => `Some text.\n\n**Ledger**: the ${words} of all payments.\n`;
  const competing = hoverOver(
    new Map([
      ["a/heading.md", heading],
      ["a/b/near.md", bold("near list")],
      ["c/far.md", bold("far list")],
    ]),
  );
  assert.equal((await competing.at("a led|ger", "a/b/other.md"))?.path, "a/b/near.md");
  assert.equal((await competing.at("a led|ger", "c/other.md"))?.path, "c/far.md");
  assert.equal((await competing.at("a led|ger", "a/other.md"))?.path, "a/b/near.md");
  const own = await competing.hoverAt({
    path: "a/heading.md",
    text: `${heading}\nThe ledger.`,
    offset: heading.length + 6,
  });
  assert.equal(own?.path, "a/heading.md");
});

test("a label of many files defines nothing, nor does a common word's label elsewhere", async () => {
  const label = (at: number): readonly [string, string] => [
    `n/${at}.md`,
    `**Ledger**: the list number ${at} of all payments.\n`,
  ];
  const many = hoverOver(new Map([1, 2, 3, 4, 5].map(label)));
  assert.equal(await many.at("a led|ger"), undefined);
  const once = new Map([label(1)]);
  assert.equal((await hoverOver(once).at("a led|ger"))?.path, "n/1.md");
  assert.equal(await hoverOver(once, ["ledger"]).at("a led|ger"), undefined);
});

test("words of code are looked up in code alone, and verbs are not their nouns", async () => {
  const table =
    "| Key | Meaning |\n|---|---|\n| `state` | the current state of the job |\n\n**Backup** — a second copy of a file.\n";
  const code = hoverOver(new Map([["keys.md", table]]));
  assert.equal((await code.at("set `sta|te` now"))?.term, "state");
  assert.equal(await code.at("the sta|te of it"), undefined);
  assert.equal((await code.at("two back|ups"))?.term, "Backup");
  assert.equal(await code.at("back|ing it"), undefined);
});

test("what its file no longer holds word for word is not shown, and a removed file has no terms", async () => {
  const texts = new Map([["a.md", "**Ledger**: the list of all payments.\n"]]);
  const changing = hoverOver(texts);
  texts.set("a.md", "**Ledger**: the book of all payments.\n");
  assert.equal(await changing.at("a led|ger"), undefined);
  const removing = hoverOver(new Map([["a.md", "**Ledger**: the list of all payments.\n"]]));
  const [file] = removing.files.all();
  removing.definitions.removeFile(file?.id ?? -1);
  assert.equal(removing.definitions.size, 0);
  assert.equal(await removing.at("a led|ger"), undefined);
});

test("Chinese terms are found without spaces around them", async () => {
  const chinese = hoverOver(new Map([["术语.md", "# 术语\n\n**快照**：某一时刻文件夹的完整状态记录。\n"]]));
  assert.equal((await chinese.at("每天都会保存快|照以便恢复"))?.term, "快照");
  assert.equal(await chinese.at("每天都会保|存快照以便恢复"), undefined);
});
