import assert from "node:assert/strict";
import { test } from "node:test";
import { pageOf } from "../testPage.ts";
import { createLabelFolders } from "./labelFolders.ts";
import { createLanguageVersions } from "./languageVersions.ts";
import { createSheets } from "./sheets.ts";

const hashed = (path: string, text: string, language = "en") => ({
  ...pageOf(text, language, path),
  contentHash: path,
});

test("a page in two languages gives headings and paragraphs as translations, with both places", () => {
  const versions = createLanguageVersions();
  const [en, ru] = [
    "# Backups\n\nCopies are kept for 35 days.\n\n## Where\n\nIn 2 halls.\n",
    "# Резервные копии\n\nКопии хранятся 35 дней.\n\n## Где\n\nВ 2 залах.\n",
  ];
  versions.add(hashed("en/backups.md", en));
  versions.add(hashed("ru/backups.md", ru, "ru"));
  const pairs = versions.pairs();
  assert.deepEqual(
    pairs.map(({ input, output }) => [input, output]),
    [
      ["Backups", "Резервные копии"],
      ["Copies are kept for 35 days.", "Копии хранятся 35 дней."],
      ["Where", "Где"],
      ["In 2 halls.", "В 2 залах."],
    ],
  );
  for (const { input, output, provenance, outputProvenance, language, outputLanguage } of pairs) {
    assert.ok(en.slice(provenance?.startOffset, provenance?.endOffset).endsWith(input));
    assert.ok(ru.slice(outputProvenance?.startOffset, outputProvenance?.endOffset).endsWith(output));
    assert.deepEqual([language, outputLanguage], ["en", "ru"]);
  }
});

test("pages of one name that say different things are no translations", () => {
  const versions = createLanguageVersions();
  versions.add(hashed("en/faq.md", "# FAQ\n\n## Who?\n\nMe, at 10.\n"));
  versions.add(hashed("fr/faq.md", "# FAQ\n\n## Combien ?\n\nDouze, à 11 h.\n", "fr"));
  versions.add(hashed("ru/faq.md", "# Вопросы\n\nНи о чём.\n", "ru"));
  assert.deepEqual(versions.pairs(), []);
});

test("folders beside each other that hold short texts are labels", () => {
  const folders = createLabelFolders();
  for (const label of ["spam", "ham", "שאלה"])
    for (const name of ["1", "2", "3"]) folders.add(hashed(`mails/${label}/${name}.txt`, ` ${label} ${name}\n`));
  const pairs = folders.pairs();
  assert.equal(pairs.length, 9);
  assert.deepEqual(
    pairs.slice(0, 2).map(({ input, output, label, provenance }) => [input, output, label, provenance?.startOffset]),
    [
      ["spam 1", "spam", "spam", 1],
      ["spam 2", "spam", "spam", 1],
    ],
  );
});

test("folders of documents, languages and versions are no labels", () => {
  const folders = createLabelFolders();
  for (const name of ["1", "2", "3"]) {
    for (const folder of ["en", "fr", "v1.0", "v2.0"])
      folders.add(hashed(`docs/${folder}/${name}.txt`, `text ${name}`));
    for (const folder of ["guides", "reference"])
      folders.add(hashed(`handbook/${folder}/${name}.md`, `# A\n\nb\n\n## C\n\nd ${name}\n`));
    folders.add(hashed(`lone/only/${name}.txt`, `text ${name}`));
  }
  assert.deepEqual(folders.pairs(), []);
});

test("where most pages of a folder ask in their title, the others answer too", () => {
  const sheets = createSheets();
  for (const name of ["1", "2", "3", "4"])
    sheets.add(hashed(`help/${name}.md`, `# What is ${name}?\n\nIt is ${name}.\n`));
  sheets.add(hashed("help/5.md", "# Cookies and the law\n\nAsk first.\n"));
  sheets.add(hashed("notes/1.md", "# Notes\n\nNothing asks here.\n"));
  assert.deepEqual(
    sheets.pairs().map(({ page, pair }) => [page.path, pair.input, pair.output]),
    [["help/5.md", "Cookies and the law", "Ask first."]],
  );
});
