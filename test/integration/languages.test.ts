import assert from "node:assert/strict";
import { test } from "node:test";
import { languagePages } from "../support/languagePages.ts";
import { openMemoryFolder } from "../support/memoryFolder.ts";

for (const [language, { pages, questions }] of Object.entries(languagePages)) {
  test(`keywords alone find the page: ${language}`, async (t) => {
    const files = new Map(pages.map((page, number) => [`${number}.md`, `${page}\n`]));
    const service = await openMemoryFolder(t, files);
    assert.deepEqual([...service.status().languages.keys()], [language], "the language is told");
    const wrong: string[] = [];
    for (const [question, page] of questions) {
      const { hits } = await service.search(question, { mode: "bm25", vectors: "none", depth: 3 });
      const [best, next] = hits;
      if (best?.file.path !== `${page}.md` || best.lexical <= (next?.lexical ?? 0))
        wrong.push(`${question}: ${hits.map(({ file, lexical }) => `${file.path} ${lexical.toFixed(2)}`).join(", ")}`);
    }
    assert.deepEqual(wrong, []);
  });
}
