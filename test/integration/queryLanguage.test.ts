import assert from "node:assert/strict";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { filtersOf } from "../../server/src/core/search/query/query.ts";
import { openFiles, type OpenFiles } from "../support/openFiles.ts";
import { askDocs, askDocsJson, handbook } from "./commandLine.ts";

const files: Readonly<Record<string, string>> = {
  "docs/backups.md":
    "---\ntitle: Backup rules\ntags: [ops, ops/storage]\n---\n\nThe retention period of backups is 35 days.\n\n## Tapes\n\nBackups on tape are kept for ten years.\n",
  "docs/old/backups.md": "# Former rules\n\nBackups had no period of retention. Résumé of the rules: keep all.\n",
  "notes.txt": "Backups of my notes are made by hand with backup --dry-run first.\n",
  "he/גיבויים.md": "# גיבויים\n\nתְּקוּפַת השמירה של הגיבויים היא 35 ימים. דובר צה״ל אישר.\n",
  "fr/sauvegardes.md": "# Sauvegardes\n\nLa durée de conservation des sauvegardes est de 35 jours.\n",
  "ru/kopii.md": "# Копии\n\nСрок хранения резервных копий составляет 35 дней.\n",
};

let opened: OpenFiles;
before(async () => {
  opened = await openFiles(files);
});
after(() => opened.close());

async function search(query: string) {
  const { hits, notices } = await opened.service.search(query, { mode: "bm25", vectors: "none", depth: 20 });
  return { paths: [...new Set(hits.map(({ file }) => file.path))], notices, hits };
}

const finds = async (query: string, paths: readonly string[]): Promise<void> =>
  assert.deepEqual([...(await search(query)).paths].sort(), [...paths].sort(), query);

test("a phrase leaves the passages where its words stand together, in any language and quotation marks", async () => {
  await finds('"retention period"', ["docs/backups.md"]);
  await finds("“Retention  Period” backups", ["docs/backups.md"]);
  await finds('backups "resume of the rules"', ["docs/old/backups.md"]);
  await finds("«durée de conservation»", ["fr/sauvegardes.md"]);
  await finds("„срок хранения“", ["ru/kopii.md"]);
  await finds('"תקופת השמירה"', ["he/גיבויים.md"]);
  await finds('"דובר צה"ל אישר"', ["he/גיבויים.md"]);
  await finds('"--dry-run"', ["notes.txt"]);
  await finds('"backups.md"', ["docs/backups.md", "docs/old/backups.md"]);
});

test("a phrase that stands nowhere is searched by its words, and that is said", async () => {
  const { paths, notices } = await search('"period retention"');
  assert.ok(paths.includes("docs/backups.md"));
  assert.deepEqual(notices, ["No passage holds “period retention” word for word; the words were searched one by one."]);
});

test("the phrases of a question are preferred, not demanded", async () => {
  const { paths } = await search('How long is the "period of retention" of backups?');
  assert.equal(paths[0], "docs/old/backups.md");
  assert.ok(paths.includes("docs/backups.md"));
});

test("words and phrases are left out", async () => {
  await finds("backups -retention", ["notes.txt"]);
  await finds("backups -tapes", ["docs/old/backups.md", "notes.txt"]);
  const { hits, notices } = await search("backups -retention");
  assert.ok(hits.every(({ passage }) => !/retention/iu.test(passage.plain)));
  assert.match(notices.join(), /“retention” were left out/u);
  await finds('backups -"period of retention"', ["docs/backups.md", "notes.txt"]);
  await finds("גיבויים -תקופת", []);
});

test("filters by path, ending, language, tag, title and date", async () => {
  await finds("backups path:docs/ -path:old", ["docs/backups.md"]);
  await finds("backups ext:txt", ["notes.txt"]);
  await finds("35 lang:he,French", ["he/גיבויים.md", "fr/sauvegardes.md"]);
  await finds("backups tag:ops", ["docs/backups.md"]);
  await finds('backups title:"former rules"', ["docs/old/backups.md"]);
  await finds("backups modified:2024-01", ["docs/backups.md"]);
  await finds("backups modified:>2024-01 modified:<2024-03", ["docs/old/backups.md"]);
  await finds("backups modified:2024-02..2024-03", ["docs/old/backups.md", "notes.txt"]);
  await finds("backups modified:<7d", []);
});

test("filters alone list what they leave, files changed last first", async () => {
  assert.deepEqual((await search("ext:md")).paths, [
    "ru/kopii.md",
    "fr/sauvegardes.md",
    "he/גיבויים.md",
    "docs/old/backups.md",
    "docs/backups.md",
  ]);
  const places = (await search("path:docs/backups.md")).hits.map(({ passage }) => passage.start);
  assert.deepEqual(
    places,
    [...places].sort((a, b) => a - b),
  );
});

test("a filter that leaves nothing, or cannot be understood, is said to be so", async () => {
  const nothing = await search("backups path:nowhere/ ext:md");
  assert.deepEqual(nothing.paths, []);
  assert.deepEqual(nothing.notices, [
    "No document matches path:nowhere/ ext:md; change or leave out a filter to find more.",
  ]);
  const bad = await search("backups modified:soon lang:en");
  assert.ok(bad.paths.includes("docs/backups.md"));
  assert.match(bad.notices.join(), /modified: was left out: “soon” is no date; write/u);
});

test("every passage can be reached through a filter, however many others match better", async () => {
  const many = join(opened.folder, "many");
  mkdirSync(many);
  for (let number = 0; number < 300; number += 1)
    writeFileSync(join(many, `${number}.md`), "Backups, backups and backups of backups.\n");
  await opened.service.refresh();
  await finds("backups path:notes", ["notes.txt"]);
  await finds('"backups of my notes"', ["notes.txt"]);
  assert.equal((await search("backups -many")).notices.length, 1);
  rmSync(many, { recursive: true });
  await opened.service.refresh();
});

test("answers come from what the filters leave", async () => {
  const options = { vectors: "none", threshold: 0 } as const;
  const all = await opened.service.ask("How long are backups kept on tape?", options);
  assert.equal(all.citations[0]?.path, "docs/backups.md");
  const some = await opened.service.ask("path:old How long are backups kept on tape?", options);
  assert.deepEqual([...new Set(some.citations.map(({ path }) => path))], ["docs/old/backups.md"]);
  const filtersOnly = await opened.service.ask("path:old", { vectors: "none" });
  assert.equal(filtersOnly.abstained, true);
  assert.equal(filtersOnly.nearest[0]?.path, "docs/old/backups.md");
});

test("the outcome shows the filters", async () => {
  const { query } = await opened.service.search("backups path:docs/ -ext:txt", {
    mode: "bm25",
    vectors: "none",
    depth: 1,
  });
  assert.deepEqual(
    filtersOf(query).map(({ key, excluded, values }) => [key, excluded, values]),
    [
      ["path", false, ["docs/"]],
      ["ext", true, ["txt"]],
    ],
  );
});

test("the command line: the same filters, notices on stderr", async () => {
  const indexDir = join(opened.folder, ".index");
  const place = ["--folder", handbook, "--index-dir", indexDir, "--vectors", "none"];
  for (const [query, path] of [
    ['"restore drill" path:runbooks/', "runbooks/restore-drill.md"],
    ["lang:hebrew מתנדבים", "he/volunteers.md"],
    ["lang:ru резервные копии", "ru/backups.md"],
    ["title:télétravail jours", "fr/teletravail.md"],
  ] as const) {
    const { code, value } = await askDocsJson("search", query, ...place);
    assert.equal(code, 0);
    assert.equal((value["hits"] as { path: string }[])[0]?.path, path, query);
  }
  const { code, stdout, stderr } = await askDocs("search", "backups modified:soon", ...place);
  assert.equal(code, 0);
  assert.match(stderr, /modified: was left out/u);
  assert.match(stdout, /backups\.md/u);
});
