import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { repositoryRoot } from "../host/paths.ts";
import type { Scenario } from "../host/scenario.ts";
import type { Workbench } from "../host/workbench.ts";
import { copyHandbook, openAskDocs, untilIndexed } from "../product/openAskDocs.ts";
import { openSearch, type SearchList } from "../product/searchList.ts";

/** The search box: what is said of a query, words that are not typed to their end, and what is folded into a result. */
export const scenario: Scenario = {
  name: "searching",
  limit: 180_000,
  async run(context) {
    const backups = await readFile(path.join(repositoryRoot, "test/fixtures/handbook/en/backups.md"), "utf8");
    const folder = await copyHandbook(context, { "archive/backups-copy.md": backups });
    const { window } = await openAskDocs(context, { open: folder });
    await untilIndexed(window);

    const list = await openSearch(window);
    await correctsTyping(window, list);
    await completesTheLastWord(window, list);
    await foldsCopies(window, list);
    await saysWhatFiltersDid(window, list);
    await window.page.keyboard.press("Escape");
  },
};

async function correctsTyping(window: Workbench, list: SearchList): Promise<void> {
  await list.search("retetnion of backups", "No document holds “retetnion”");
  await list.row("backups").waitFor();
  // The notice stands above; the best result is chosen, and shown behind the list.
  assert.match((await list.row("backups").getAttribute("class")) ?? "", /focused/);
  await window.page.locator('.tab.active[data-resource-name^="backups"]').waitFor();
  await window.screenshot("searching-typo");
  await list.search("retetnion orphn labl wednesdys opened", "glossary.md");
  assert.equal(await list.row("No document holds").count(), 0);
  await window.screenshot("searching-many-typos");
}

async function completesTheLastWord(window: Workbench, list: SearchList): Promise<void> {
  await list.search("orph", "glossary.md");
  assert.equal(await list.row("No document holds").count(), 0);
  await window.screenshot("searching-beginning");
  // A word that is not typed to its end has no meaning to compare by.
  assert.match(await (await list.search("המתנד", ".md:")).innerText(), /^volunteers\.md/);
  await window.screenshot("searching-hebrew");
}

async function foldsCopies(window: Workbench, list: SearchList): Promise<void> {
  const row = await list.search("Backups are kept for 35 days", "backups-copy.md:19");
  const text = await row.innerText();
  assert.ok(text.includes("also in") && text.includes("backups.md:19"), text);
  await window.screenshot("searching-folded");
  await row.hover();
  await row.getByRole("button", { name: "Why this result?" }).click();
  await list.row("Its text also stands in").waitFor();
  await window.screenshot("searching-folded-why");
  await window.page.locator(".quick-input-widget:visible").getByRole("button", { name: /^Back/ }).click();
  await list.row("also in").waitFor();
}

async function saysWhatFiltersDid(window: Workbench, list: SearchList): Promise<void> {
  await list.search("backups modified:soon", "modified: was left out");
  await list.search("path:ru/", "The query holds no words, so what its filters leave is listed, newest first.");
  assert.match(await list.row(".md:").innerText(), /ru/);
  await list.search("backups path:nowhere/", "No document matches path:nowhere/");
  // What is said of the query stands first, though the row below is more like it.
  await list.row("Nothing found for backups path:nowhere/").waitFor();
  assert.match(await list.row("").innerText(), /No document matches/);
  await window.screenshot("searching-filters");
}
