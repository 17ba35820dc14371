import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import type { Pair } from "../../server/src/core/fewShot/pair.ts";
import { startTestChatServer, writeAnswer } from "../../server/src/adapters/chat/testChatServer.ts";
import { askDocs, askDocsJson, handbook, temporaryFolder, textOf } from "./commandLine.ts";

const pairsOf = (file: string): readonly Pair[] =>
  readFileSync(file, "utf8")
    .split("\n")
    .filter((row) => row !== "")
    .map((row) => JSON.parse(row) as Pair);

function write(folder: string, path: string, text: string | Uint8Array): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

test("the handbook is mined in four languages, and every pair's words stand at its place", async (t) => {
  const out = join(temporaryFolder(t), "pairs.jsonl");
  const { code, value, stderr } = await askDocsJson(
    "shots",
    "mine",
    "--folder",
    handbook,
    "--out",
    out,
    "--allow-flagged",
  );
  assert.equal(code, 0, stderr);
  const pairs = pairsOf(out);
  assert.equal(value["pairs"], pairs.length);
  assert.deepEqual(new Set(pairs.map(({ language }) => language)), new Set(["en", "fr", "he", "ru"]));
  for (const kind of ["faq", "heading", "definition", "glossary", "error", "changelog", "translation", "table"])
    assert.ok(
      pairs.some((pair) => pair.kind === kind),
      kind,
    );
  for (const { input, output, kind, provenance, outputProvenance, confidence } of pairs) {
    const place = outputProvenance ?? provenance;
    assert.ok(place !== undefined && confidence > 0 && confidence <= 1);
    const text = textOf(handbook, place.path);
    const words = text.slice(place.startOffset, place.endOffset);
    if (kind !== "translation" && kind !== "folder") assert.ok(words.includes(output), `${input} at ${place.path}`);
    assert.equal(
      place.contentHash,
      createHash("sha256")
        .update(readFileSync(join(handbook, place.path)))
        .digest("hex"),
    );
  }
  // Every question of the four pages of frequently asked questions that has an answer.
  for (const language of ["en", "fr", "he", "ru"]) {
    const text = textOf(handbook, `${language}/faq.md`);
    const asked = [...text.matchAll(/^### (.+)$/gmu)].map(([, question]) => question);
    const found = new Set(pairs.filter(({ kind }) => kind === "faq").map(({ input }) => input));
    assert.deepEqual(
      asked.filter((question) => !found.has(question ?? "")),
      [],
      language,
    );
  }
});

test("secrets and personal data are left out and counted, or kept with their flags", async (t) => {
  const folder = temporaryFolder(t);
  const out = join(temporaryFolder(t), "pairs.jsonl");
  write(
    folder,
    "faq.md",
    [
      "# FAQ\n",
      "## Whom do I ask about the key?\n\nWrite to tamsin.okoro@lanternfold.org.\n",
      "## Which card pays for the van?\n\nThe one with 4111 1111 1111 1111.\n",
      "## How do I log in to the store?\n\nWith `password = Tr0ub4dor3xyz`.\n",
      "## Where is the quiet room?\n\nRoom 2.14.\n",
    ].join("\n"),
  );
  const { value } = await askDocsJson("shots", "mine", "--folder", folder, "--out", out);
  assert.equal(value["pairs"], 1);
  assert.deepEqual((value["leftOut"] as Record<string, unknown>)["flagged"], { email: 1, "card-number": 1, secret: 1 });
  const told = await askDocs("shots", "mine", "--folder", folder, "--out", out);
  assert.match(told.stdout, /Left out: 3 pairs with secrets or personal data \(.*card-number 1.*\); --allow-flagged/u);
  await askDocs("shots", "mine", "--folder", folder, "--out", out, "--allow-flagged");
  assert.deepEqual(
    pairsOf(out).map(({ flags }) => flags),
    [["email"], ["card-number"], ["secret"], []],
  );
});

test("bad input is named with file and line, and the rest goes on", async (t) => {
  const folder = temporaryFolder(t);
  const out = join(temporaryFolder(t), "pairs.jsonl");
  write(folder, "rows.jsonl", '{"text":"a good one","label":"x"}\n{"text":\n{"text":"another","label":"y"}\n');
  write(folder, "rows.csv", 'text,label\n"two\nlines",x\n"broken" so,y\nlast,y\n');
  write(folder, "utf16.tsv", Buffer.from("\uFEFFquestion\tanswer\nאיפה?\tכאן\n", "utf16le"));
  write(folder, "binary.csv", Uint8Array.from([0, 1, 2, 3, 0, 0]));
  write(folder, "plain.csv", "a_1,b_1,c_1\n1,2,3\n");
  write(folder, "locked.md", "# What is locked?\n\nThis.\n");
  chmodSync(join(folder, "locked.md"), 0o000);
  for (const label of ["spam", "ham"])
    for (const name of ["1", "2", "3"]) write(folder, `mail/${label}/${name}.txt`, `${label} number ${name}`);
  const { code, stdout, stderr } = await askDocs("shots", "mine", "--folder", folder, "--out", out, "--json");
  assert.equal(code, 0, stderr);
  assert.match(stderr, /^rows\.jsonl:2: It is no JSON/mu);
  assert.match(stderr, /^rows\.csv:4: Its quotes do not match/mu);
  assert.match(stderr, /^binary\.csv: This is not a text file/mu);
  assert.match(stderr, /^plain\.csv: Its columns \(a_1, b_1, c_1\) do not tell/mu);
  if (process.getuid?.() !== 0) assert.match(stderr, /^locked\.md/mu);
  assert.equal((JSON.parse(stdout) as { pairs: number }).pairs, pairsOf(out).length);
  const pairs = pairsOf(out).filter(({ provenance }) => provenance?.path !== "locked.md");
  assert.deepEqual(
    pairs.map(({ input, label }) => [input, label]),
    [
      ["two\nlines", "x"],
      ["last", "y"],
      ["a good one", "x"],
      ["another", "y"],
      ["איפה?", undefined],
      ...["ham", "spam"].flatMap((label) => ["1", "2", "3"].map((name) => [`${label} number ${name}`, label])),
    ],
  );
  assert.equal(pairs.length, 11);
  for (const { input, kind, provenance } of pairs)
    if (kind === "folder")
      assert.equal(textOf(folder, provenance?.path ?? "").slice(provenance?.startOffset, provenance?.endOffset), input);
});

test("an empty folder, one with nothing to mine, and wrong use are told apart", async (t) => {
  const folder = temporaryFolder(t);
  const out = join(temporaryFolder(t), "pairs.jsonl");
  const mine = (...args: readonly string[]) => askDocs("shots", "mine", "--folder", folder, ...args);
  const empty = await mine("--out", out);
  assert.deepEqual([empty.code, empty.stdout], [1, ""]);
  assert.match(empty.stderr, /There are no documents in /u);
  write(folder, "notes.md", "# Notes\n\nNothing much.\n");
  const nothing = await mine("--out", out);
  assert.equal(nothing.code, 1);
  assert.match(nothing.stderr, /Nothing could be mined from the 1 document in /u);
  assert.equal((await mine()).code, 2);
  assert.equal((await mine("--out", out, "--per-page", "-1")).code, 2);
  assert.equal((await askDocs("shots", "mine", "--folder", join(folder, "gone"), "--out", out)).code, 2);
  write(folder, "faq.md", "# FAQ\n\n## Where is it?\n\nHere.\n");
  const inside = join(folder, "pairs.jsonl");
  await mine("--out", inside);
  await mine("--out", inside);
  assert.equal(pairsOf(inside).length, 1, "what was mined before is not mined again");
  const unwritable = await mine("--out", join(folder, "no", "such", "folder.jsonl"));
  assert.equal(unwritable.code, 1);
  assert.match(unwritable.stderr, /The pairs cannot be written to /u);
});

test("a model's questions are kept where a paragraph answers them in its own words", async (t) => {
  const server = await startTestChatServer((_, response) =>
    writeAnswer(
      response,
      "Q: How long are copies of customers kept?\nA: 35 days\nWHY: The passage names the days.\nQ: How long do they last?\nA: 36 days\n",
    ),
  );
  t.after(() => server.close());
  const folder = temporaryFolder(t);
  const out = join(temporaryFolder(t), "pairs.jsonl");
  const kept =
    "Copies of customers' folders are kept for 35 days, counted from the moment the snapshot finishes, and then they go.";
  write(folder, "backups.md", `# Backups\n\n${kept}\n`);
  write(folder, "staff.md", `# Staff\n\n${kept} Write to nino.japaridze@lanternfold.org about it.\n`);
  const flags = ["--folder", folder, "--out", out, "--model", "any", "--model-url"];
  const { code, stdout, stderr } = await askDocs("shots", "mine", ...flags, server.address);
  assert.equal(code, 0, stderr);
  assert.match(stderr, /any at 127\.0\.0\.1:\d+ writes questions for 50 passages at most/u);
  assert.match(stdout, /Left out: 1 question of the model that the passage does not answer/u);
  const [pair, ...others] = pairsOf(out);
  assert.equal(others.length, 0);
  assert.deepEqual(
    [pair?.input, pair?.output, pair?.kind, pair?.explanation],
    ["How long are copies of customers kept?", "35 days", "model", "The passage names the days."],
  );
  const { startOffset, endOffset, path = "" } = pair?.provenance ?? {};
  assert.equal(textOf(folder, path).slice(startOffset, endOffset), "35 days");
  assert.equal(server.chats.length, 1, "what holds an address is not sent");
  await server.close();
  write(folder, "faq.md", "# FAQ\n\n## Where is it?\n\nHere.\n");
  const gone = await askDocs("shots", "mine", ...flags, server.address);
  assert.equal(gone.code, 0, "what needs no model is mined");
  assert.match(gone.stderr, /cannot be reached|does not answer|refused|unreachable/iu);
  assert.deepEqual(
    pairsOf(out).map(({ input }) => input),
    ["Where is it?"],
  );
  assert.equal((await askDocs("shots", "mine", ...flags, "ftp://nowhere")).code, 2);
});
