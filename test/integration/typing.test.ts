import assert from "node:assert/strict";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { openFiles, type OpenFiles } from "../support/openFiles.ts";

const files: Readonly<Record<string, string>> = {
  "retention.md": "# Retention\n\nThe retention period of sealed copies is ten years, by the policies of the board.\n",
  "harbour.md": "# Harbour\n\nFerries leave the harbour at noon. Error ERR_1042 means that the gate is shut.\n",
  "fleet.md": "# Vehicles\n\nThe back office keeps a fleet of four vans; version v2.3.1 of the plan is current.\n",
  "ru.md": "# Хранение\n\nСрок хранения опечатанных копий составляет десять лет.\n",
  "he.md": "# שימור\n\nתקופת השמירה של העותקים החתומים היא עשר שנים, לפי החלטת הדירקטוריון.\n",
  "fr.md": "# Conservation\n\nLa durée de conservation des copies scellées est de dix années, selon le règlement.\n",
  "el.md": "# Λιμάνι\n\nΤα πλοία φεύγουν από το λιμάνι το μεσημέρι κάθε ημέρα της εβδομάδας.\n",
};

let opened: OpenFiles;
before(async () => {
  opened = await openFiles(files);
});
after(() => opened.close());

async function search(query: string, lastWordIsPrefix = false) {
  const options = { mode: "bm25", vectors: "none", depth: 10, lastWordIsPrefix } as const;
  const { hits, ...rest } = await opened.service.search(query, options);
  return { first: hits[0]?.file.path, hits, ...rest };
}

test("a word that no document holds is taken for the nearest, in any script, and that is said", async () => {
  for (const [query, path, word] of [
    ["rettention", "retention.md", "Retention"],
    ["retetnion", "retention.md", "Retention"],
    ["retentoin", "retention.md", "Retention"],
    ["polcies", "retention.md", "policies"],
    ["harbor", "harbour.md", "Harbour"],
    ["vehicels", "fleet.md", "Vehicles"],
    ["хранеиня", "ru.md", "хранения"],
    ["опечатаных", "ru.md", "опечатанных"],
    ["העוטקים", "he.md", "העותקים"],
    ["הדירקטריון", "he.md", "הדירקטוריון"],
    ["consrvation", "fr.md", "Conservation"],
    ["reglemnt", "fr.md", "règlement"],
    ["λιμάμι", "el.md", "Λιμάνι"],
  ] as const) {
    const { first, corrections, notices } = await search(query);
    assert.equal(first, path, query);
    assert.ok(corrections[0]?.taken.includes(word), `${query}: ${JSON.stringify(corrections)}`);
    assert.match(notices.join(), new RegExp(`No document holds “${query}”; .*“${word}”`, "u"));
  }
});

test("known words, short ones, codes, numbers and the words of phrases are taken as they are", async () => {
  for (const query of [
    "retention",
    "fleet",
    "bak",
    "ERR_1043",
    "v2.3.2",
    "2042",
    "ERR1042",
    "qzxwvk",
    '"retension period"',
  ])
    assert.deepEqual((await search(query)).corrections, [], query);
});

test("a question most of whose words are corrected is answered, and no list of its words is shown", async () => {
  const most = await search("retetnion priod sealled cpies ten");
  assert.equal(most.first, "retention.md");
  assert.equal(most.corrections.length, 4);
  assert.deepEqual(most.notices, []);
  const half = await search("retetnion priod of sealed copies ten years");
  assert.equal(half.notices.length, 2);
  // A search of a word or two is a typing mistake, however few they are.
  assert.equal((await search("retetnion polcies")).notices.length, 2);
  const long = await search(
    "retetnion ".concat("polcies harbor vehicels sealled cpies priod consrvation reglemnt opechat"),
  );
  assert.equal(long.corrections.length, 8);
});

test("a word that is written rightly counts more than one that is guessed", async () => {
  writeFileSync(join(opened.folder, "typo.md"), "# Notes\n\nA typing error: retetnion of sealed copies.\n");
  await opened.service.refreshFiles(["typo.md"]);
  assert.equal((await search("retetnion")).first, "typo.md");
  assert.deepEqual((await search("retetnion")).corrections, []);
  rmSync(join(opened.folder, "typo.md"));
  await opened.service.refreshFiles(["typo.md"]);
  assert.equal((await search("retetnion")).first, "retention.md");
});

test("the last word may be a beginning while it is typed", async () => {
  for (const [query, path] of [
    ["reten", "retention.md"],
    ["retentio", "retention.md"],
    ["sealed copies ret", "retention.md"],
    ["vehi", "fleet.md"],
    ["хране", "ru.md"],
    ["опечатанн", "ru.md"],
    ["הדירק", "he.md"],
    ["conserv", "fr.md"],
    ["règl", "fr.md"],
    ["regl", "fr.md"],
  ] as const) {
    const { first, corrections } = await search(query, true);
    assert.equal(first, path, query);
    assert.deepEqual(corrections, [], query);
  }
  assert.equal((await search("vehi")).first, undefined);
  assert.equal((await search("vehi ", true)).first, undefined);
});

test("one word that is not typed to its end is searched by its letters alone", async () => {
  const options = { mode: "hybrid", vectors: "question-first", depth: 10, lastWordIsPrefix: true } as const;
  const beginning = await opened.service.search("הדירק", options);
  assert.deepEqual([beginning.head, beginning.hits[0]?.file.path], ["withoutVectors", "he.md"]);
  assert.notEqual((await opened.service.search("retention", options)).head, "withoutVectors");
  assert.notEqual((await opened.service.search("sealed cop", options)).head, "withoutVectors");
});

test("a whole word outranks those that it is the beginning of", async () => {
  writeFileSync(join(opened.folder, "plan.md"), "# Words\n\nThe gate of the yard.\n");
  writeFileSync(join(opened.folder, "planet.md"), "# Words\n\nThe gateway of the yard.\n");
  await opened.service.refreshFiles(["plan.md", "planet.md"]);
  const paths = (await search("yard gate", true)).hits.map(({ file }) => file.path);
  assert.ok(paths.indexOf("plan.md") < paths.indexOf("planet.md"));
  assert.ok(paths.includes("planet.md"));
});

test("answers are found in spite of a misspelt word, with a notice", async () => {
  const answer = await opened.service.ask("How long is the retetnion priod of sealed copies?", {
    vectors: "none",
    threshold: 0,
  });
  assert.match(answer.answer, /ten years/u);
  assert.equal(answer.notices.length, 2);
});
