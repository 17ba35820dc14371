import assert from "node:assert/strict";
import {
  chmodSync,
  closeSync,
  cpSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "node:test";
import { DatabaseSync } from "node:sqlite";
import { askDocs, askDocsJson, temporaryFolder, textOf } from "./commandLine.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const bundledModel = join(root, "models", "multilingual-e5-small");
const original = join(bundledModel, "onnx", "model_quantized.onnx");

interface IndexJson {
  readonly files: number;
  readonly failed: readonly { readonly path: string; readonly reason: string }[];
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
}

async function indexLexically(folder: string): Promise<IndexJson> {
  const { code, value, stderr } = await askDocsJson("index", "--folder", folder, "--vectors", "none");
  assert.equal(code, 0, stderr);
  return value as unknown as IndexJson;
}

async function find(folder: string, query: string) {
  const { value } = await askDocsJson("search", query, "--mode", "bm25", "--folder", folder);
  interface Place {
    readonly path: string;
    readonly startOffset: number;
    readonly endOffset: number;
  }
  const hits = value["hits"] as readonly (Place & { readonly text: string; readonly alsoIn: readonly Place[] })[];
  const sliceOf = ({ path, startOffset, endOffset }: Place): string =>
    textOf(folder, path).slice(startOffset, endOffset);
  for (const hit of hits) {
    assert.equal(sliceOf(hit), hit.text);
    // What is folded says the same, whatever its encoding.
    for (const place of hit.alsoIn) assert.equal(sliceOf(place), hit.text);
  }
  return hits.flatMap((hit) => [hit, ...hit.alsoIn]);
}

test("no folder, and a file as folder, are named in one sentence; exit code 2", async (t) => {
  const folder = temporaryFolder(t);
  const missing = await askDocs("ask", "x", "--folder", join(folder, "nowhere"));
  assert.equal(missing.code, 2);
  assert.match(missing.stderr, /nowhere/);
  writeFileSync(join(folder, "file.md"), "text");
  const file = await askDocs("ask", "x", "--folder", join(folder, "file.md"));
  assert.equal(file.code, 2);
  assert.match(file.stderr, /is a file/);
});

test("an empty folder and one without documents are said to be so", async (t) => {
  const folder = temporaryFolder(t);
  const empty = await askDocs("ask", "Is there anything?", "--folder", folder, "--vectors", "none");
  assert.equal(empty.code, 3);
  assert.match(empty.stderr, /no documents/);
  writeFileSync(join(folder, "picture.png"), "not a document");
  assert.equal((await indexLexically(folder)).files, 0);
});

test("wrong usage: no question, no such command, mode, setting; exit code 2 and what to do", async (t) => {
  const folder = temporaryFolder(t);
  for (const args of [
    ["ask"],
    ["ask", "  "],
    ["nonsense"],
    ["search", "x", "--mode", "magic"],
    ["search", "x", "--limit", "0"],
  ]) {
    const { code, stderr } = await askDocs(...args);
    assert.equal(code, 2, args.join(" "));
    assert.ok(stderr.length > 0);
  }
  const setting = await askDocs("index", "--folder", folder, "--set", "askDocs.nothing=1");
  assert.equal(setting.code, 2);
  assert.match(setting.stderr, /askDocs\.nothing/);
  const value = await askDocs("index", "--folder", folder, "--set", "askDocs.maxFileSizeMb=-3");
  assert.equal(value.code, 2);
  assert.match(value.stderr, /askDocs\.maxFileSizeMb/);
});

test("a question of 100,000 characters is answered in bounded time", async (t) => {
  const folder = temporaryFolder(t);
  writeFileSync(join(folder, "note.md"), "The gate opens at nine.\n");
  const start = performance.now();
  const { code } = await askDocs("ask", "When does the gate open? ".repeat(4000), "--folder", folder);
  assert.ok(code === 0 || code === 3);
  assert.ok(performance.now() - start < 60_000);
});

test("unreadable, binary, huge and linked files are listed with their reasons, the others indexed", async (t) => {
  const folder = temporaryFolder(t);
  const outside = temporaryFolder(t);
  writeFileSync(join(folder, "good.md"), "# Good\n\nThe lighthouse keeper sleeps.\n");
  writeFileSync(join(folder, "binary.md"), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1, 2, 3]));
  writeFileSync(join(folder, "locked.md"), "secret");
  chmodSync(join(folder, "locked.md"), 0);
  const huge = openSync(join(folder, "huge.md"), "w");
  ftruncateSync(huge, 200_000_000);
  closeSync(huge);
  symlinkSync(folder, join(folder, "loop"));
  writeFileSync(join(outside, "elsewhere.md"), "outside");
  symlinkSync(join(outside, "elsewhere.md"), join(folder, "link.md"));
  const { files, failed, skipped } = await indexLexically(folder);
  const reasons = new Map([...failed, ...skipped].map(({ path, reason }) => [path, reason]));
  assert.match(reasons.get("binary.md") ?? "", /not a text file/);
  assert.match(reasons.get("huge.md") ?? "", /20 MB|larger|too large/i);
  assert.match(reasons.get("link.md") ?? "", /out/);
  assert.equal(files, process.getuid?.() === 0 ? 2 : 1);
  assert.equal((await find(folder, "lighthouse"))[0]?.path, "good.md");
  for (const path of ["huge.md", "link.md", "nothing.md", "binary.md"]) {
    const { value } = await askDocsJson("why", path, "--folder", folder);
    assert.equal(value["indexed"], false, path);
    assert.ok(String(value["reason"]).length > 10);
  }
});

test("encodings, marks and line ends: every passage slices back into its file", async (t) => {
  const folder = temporaryFolder(t);
  const text = "# Café\r\n\r\nLa clé du phare est sous le banc.\rUne autre ligne.\n\nשורה בעברית על המגדלור.\r\n";
  writeFileSync(join(folder, "bom.md"), `\uFEFF${text}`);
  writeFileSync(join(folder, "utf16le.md"), Buffer.from(`\uFEFF${text}`, "utf16le"));
  writeFileSync(join(folder, "utf16be.md"), Buffer.from(`\uFEFF${text}`, "utf16le").swap16());
  writeFileSync(
    join(folder, "invalid.md"),
    Buffer.concat([Buffer.from("Le phare brille "), Buffer.from([0xe9]), Buffer.from(" toute la nuit.\n")]),
  );
  writeFileSync(join(folder, "nul.md"), "a lighthouse\0with a NUL");
  const { files, failed } = await indexLexically(folder);
  assert.equal(files, 4);
  assert.deepEqual(
    failed.map(({ path }) => path),
    ["nul.md"],
  );
  const paths = (await find(folder, "phare")).map(({ path }) => path).sort();
  assert.deepEqual(paths, ["bom.md", "invalid.md", "utf16be.md", "utf16le.md"]);
  assert.equal((await find(folder, "מגדלור")).length, 3);
});

test("deep lists, an unclosed fence, bad front matter and a line of 5 MB are indexed in bounded time", async (t) => {
  const folder = temporaryFolder(t);
  writeFileSync(
    join(folder, "deep.md"),
    Array.from({ length: 60 }, (_, level) => `${"  ".repeat(level)}- level${level}`).join("\n"),
  );
  writeFileSync(join(folder, "fence.md"), "Before the fence.\n\n```\nnever closed lanternfish\n");
  writeFileSync(join(folder, "front.md"), "---\ntitle: [unclosed\n---\n\nBody with pelican.\n");
  writeFileSync(join(folder, "line.md"), "wide words in one line albatross ".repeat(160_000));
  const start = performance.now();
  assert.equal((await indexLexically(folder)).files, 4);
  assert.ok(performance.now() - start < 90_000);
  for (const [query, path] of [
    ["level59", "deep.md"],
    ["lanternfish", "fence.md"],
    ["pelican", "front.md"],
    ["albatross", "line.md"],
  ] as const) {
    assert.equal((await find(folder, query))[0]?.path, path);
  }
});

test("ignore files at every level, with what brings back and a reason for each", async (t) => {
  const folder = temporaryFolder(t);
  mkdirSync(join(folder, "private", "deep"), { recursive: true });
  mkdirSync(join(folder, "drafts"));
  writeFileSync(join(folder, ".gitignore"), "drafts/\n");
  writeFileSync(join(folder, ".askdocsignore"), "!drafts/\n");
  writeFileSync(join(folder, "private", ".gitignore"), "*.md\n");
  for (const path of ["a.md", "drafts/b.md", "private/deep/c.md", ".env.md"])
    writeFileSync(join(folder, path), `text of ${path}`);
  const { files } = await indexLexically(folder);
  assert.equal(files, 2);
  const { value } = await askDocsJson("why", "private/deep/c.md", "--folder", folder);
  assert.deepEqual(value["rule"], { file: "private/.gitignore", line: 1, pattern: "*.md" });
});

test("a damaged index is set aside and made again; one from a newer version is left alone", async (t) => {
  const folder = temporaryFolder(t);
  writeFileSync(join(folder, "note.md"), "The heron waits.\n");
  await indexLexically(folder);
  const file = join(folder, ".ask-docs", "index.db");
  writeFileSync(file, Buffer.from("this is no database at all ".repeat(500)));
  const mended = await askDocs("search", "heron", "--mode", "bm25", "--folder", folder);
  assert.equal(mended.code, 0);
  assert.match(mended.stderr, /damaged|set aside/);
  assert.match(mended.stdout, /heron/);
  const database = new DatabaseSync(file);
  database.exec("PRAGMA user_version = 999");
  database.close();
  const before = readFileSync(file);
  const newer = await askDocs("search", "heron", "--mode", "bm25", "--folder", folder);
  assert.equal(newer.code, 1);
  assert.match(newer.stderr, /newer version/);
  assert.deepEqual(readFileSync(file), before);
});

test("a truncated index is mended and nothing but time is lost", async (t) => {
  const folder = temporaryFolder(t);
  for (let number = 0; number < 50; number += 1)
    writeFileSync(join(folder, `n${number}.md`), `Bird number ${number} sings.\n`.repeat(40));
  await indexLexically(folder);
  truncateSync(join(folder, ".ask-docs", "index.db"), 9000);
  const { code, stdout } = await askDocs("search", "bird", "--mode", "bm25", "--folder", folder);
  assert.equal(code, 0);
  assert.match(stdout, /Bird/);
});

for (const [fault, alter] of [
  ["missing", (file: string) => rmSync(file)],
  ["cut short", (file: string) => writeFileSync(file, readFileSync(original).subarray(0, 5_000_000))],
  ["altered", (file: string) => writeFileSync(file, Buffer.from(readFileSync(original)).fill(7, 4_000_000, 4_000_100))],
] as const) {
  test(`with the model's file ${fault}, keywords answer and one sentence says what to do`, async (t) => {
    const product = temporaryFolder(t);
    const folder = temporaryFolder(t);
    writeFileSync(join(folder, "note.md"), "# Gate\n\nThe gate of the garden opens at nine in the morning.\n");
    const model = join(product, "models", "multilingual-e5-small");
    mkdirSync(join(model, "onnx"), { recursive: true });
    for (const name of readdirSync(bundledModel)) {
      if (name !== "onnx") symlinkSync(join(bundledModel, name), join(model, name));
    }
    const weights = join(model, "onnx", "model_quantized.onnx");
    writeFileSync(weights, "");
    alter(weights);
    cpSync(join(root, "dist"), join(product, "dist"), { recursive: true });
    symlinkSync(join(root, "node_modules"), join(product, "node_modules"));
    const args = [join(product, "dist", "cli.js"), "ask", "When does the gate of the garden open?", "--folder", folder];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
    assert.match(stdout, /opens at nine/, stderr);
    assert.match(stderr, /model_quantized\.onnx/);
    assert.match(stderr, /Clone the repository again|reinstall/);
    assert.equal(status, 0);
  });
}

test("queries that cannot be read are named with file and line", async (t) => {
  const folder = temporaryFolder(t);
  writeFileSync(join(folder, "note.md"), "text");
  writeFileSync(join(folder, "bad.jsonl"), '{"id": 1, "text": "x"}\n{broken\n');
  const { code, stderr } = await askDocs(
    "run",
    "--folder",
    folder,
    "--queries",
    join(folder, "bad.jsonl"),
    "--out",
    join(folder, "out.tsv"),
  );
  assert.equal(code, 2);
  assert.match(stderr, /bad\.jsonl, line 2/);
});

test("the index keeps itself out of git", async (t) => {
  const folder = temporaryFolder(t);
  cpSync(new URL("../fixtures/handbook/en", import.meta.url), folder, { recursive: true });
  await indexLexically(folder);
  assert.equal(readFileSync(join(folder, ".ask-docs", ".gitignore"), "utf8").trim(), "*");
});
