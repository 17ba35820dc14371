import assert from "node:assert/strict";
import { test } from "node:test";
import { openMemoryFolder } from "../../../../test/support/memoryFolder.ts";
import { loadLanguageDetector } from "../../adapters/languageDetector.ts";
import { passageLanguages } from "./passageLanguages.ts";

const english =
  "The backups of our members are kept in the hall for thirty-five days, and after that they are deleted without asking anyone; sealed copies stay for seven years, as the members decided.";
const french =
  "Les sauvegardes de nos membres sont conservées dans la salle pendant trente-cinq jours, puis elles sont supprimées sans demander à personne ; les copies scellées restent sept ans chez nous.";
const russian = "Резервные копии хранятся в зале тридцать пять дней, потом они удаляются без вопросов.";
const code =
  'const retries = { max: 3, wait: [1, 2, 4], on: ["ETIMEDOUT", "ECONNRESET"] }; run(retries, { log: true });';

test("each passage is told its own language, code and short lines the document's", async () => {
  const detect = await loadLanguageDetector();
  const told = (passages: readonly string[], language: string) => passageLanguages(passages, language, detect);
  assert.deepEqual(told([english, french, russian, code, "Merci bien !"], "en"), ["en", "fr", "ru", "en", "en"]);
  assert.deepEqual(told([french, french, english], "fr"), ["fr", "fr", "en"]);
  assert.deepEqual(told([english, code, english], "en"), ["en", "en", "en"]);
  assert.deepEqual(told([], "en"), []);
});

test("a page of two languages is found by inflected words of both", async (t) => {
  const page = `# Bilingual\n\n## English\n\n${english.repeat(5)}\n\n## Français\n\n${french.repeat(5)}\n`;
  const service = await openMemoryFolder(
    t,
    new Map([
      ["both.md", page],
      ["other.md", "# Other\n\nNothing else.\n"],
    ]),
  );
  for (const [query, words] of [
    ["deleting a sealed copy", "sealed copies"],
    ["conservation d'une copie supprimé", "conservées"],
  ] as const) {
    const { hits } = await service.search(query, { mode: "bm25", vectors: "none", depth: 3 });
    assert.ok(hits[0]?.passage.plain.includes(words), query);
  }
  const { hits } = await service.search("sauvegarde conservé", { mode: "bm25", vectors: "none", depth: 9 });
  assert.equal(hits[0]?.passage.language, "fr");
});
