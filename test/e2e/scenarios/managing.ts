import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Scenario } from "../host/scenario.ts";
import type { Workbench } from "../host/workbench.ts";
import { openPanel, sentencesOf } from "../product/chatPanel.ts";
import { copyHandbook, openAskDocs, untilIndexed, untilStatus } from "../product/openAskDocs.ts";

const question = "How long are backups kept?";

/** Search with preview, why a file is not indexed, pause and resume, the index deleted and made again: from the palette. */
export const scenario: Scenario = {
  name: "managing",
  isLong: true,
  limit: 180_000,
  async run(context) {
    const folder = await copyHandbook(context, {
      ".gitignore": "*.log.md\nbuild/\n",
      "build.log.md": "# Log\n\nNothing to see.\n",
    });
    const { window } = await openAskDocs(context, { open: folder });
    await untilIndexed(window);

    await searchesWithPreview(window);
    await saysWhy(window);
    await pausesAndResumes(window, folder);
    await deletesAndRebuilds(window);
  },
};

async function searchesWithPreview(window: Workbench): Promise<void> {
  const { page } = window;
  await window.openFile("en/index.md", 3);
  await window.runCommand("Ask Docs: Search Documents");
  const input = page.locator(".quick-input-widget:visible input").first();
  await page.locator(".quick-input-title").filter({ hasText: "Search Documents" }).waitFor();
  await input.fill("sealed copies tape");
  const rows = page.locator(".quick-input-list .monaco-list-row");
  await rows.filter({ hasText: "backups.md" }).first().waitFor();
  // The row that is active is shown in the editor behind the list, its passage selected.
  await page.locator('.tab.active[data-resource-name="backups.md"]').waitFor();
  await window.statusBarItem(/\(\d+ selected\)/).waitFor();
  await window.screenshot("managing-search");
  await page.keyboard.press("Escape");
  await page.locator('.tab.active[data-resource-name="index.md"]').waitFor();
  await window.statusBarItem(/Ln 3, Col 1$/).waitFor();

  await window.runCommand("Ask Docs: Search Documents");
  await input.fill("запирают в сейфовой комнате в Лидсе");
  await rows.filter({ hasText: "ru — Резервные копии" }).first().waitFor();
  await page.keyboard.press("Enter");
  await page.locator(".quick-input-widget").waitFor({ state: "hidden" });
  await window.statusBarItem(/\(\d+ selected\)/).waitFor();
}

async function saysWhy(window: Workbench): Promise<void> {
  await window.openFile("build.log.md");
  await window.runCommand("Ask Docs: Why Is This File Not Indexed?");
  const message = window.notification("build.log.md is not indexed.");
  await message.waitFor();
  await window.screenshot("managing-why");
  await message.getByRole("button", { name: "Open the rule" }).click();
  await window.page.locator('.tab.active[data-resource-name=".gitignore"]').waitFor();
  await window.statusBarItem("Ln 1, Col 9 (8 selected)").waitFor();
  await window.openFile("en/backups.md");
  await window.runCommand("Ask Docs: Why Is This File Not Indexed?");
  await window.notification("backups.md is indexed.").waitFor();
  await window.runCommand("Notifications: Clear All Notifications");
}

async function pausesAndResumes(window: Workbench, folder: string): Promise<void> {
  await window.runCommand("Ask Docs: Pause or Resume Indexing");
  await mkdir(path.join(folder, "new"));
  await writeFile(path.join(folder, "new/tapir.md"), "# Tapirs\n\nTapirs sleep through the afternoon.\n");
  await untilStatus(window, "Indexing is paused");
  const panel = await openPanel(window);
  await panel.frame.getByText("Indexing is paused").waitFor();
  assert.equal((await sentencesOf(await panel.ask("When do tapirs sleep?")))[0], "Tapirs sleep through the afternoon.");
  await window.screenshot("managing-paused");
  await window.page.keyboard.press("Escape");
  await panel.frame.getByRole("button", { name: "Resume" }).click();
  await untilIndexed(window);
}

async function deletesAndRebuilds(window: Workbench): Promise<void> {
  const panel = await openPanel(window);
  await window.runCommand("Ask Docs: Delete Index");
  const dialog = window.page.getByRole("dialog").filter({ hasText: "Delete the index of this workspace?" });
  await dialog.waitFor();
  await window.screenshot("managing-delete");
  await dialog.getByRole("button", { name: "Delete", exact: true }).click();
  await untilStatus(window, "The index was deleted");
  const turn = await panel.put(question);
  await turn.locator(".failure-text").filter({ hasText: "The index was deleted" }).waitFor();
  await window.screenshot("managing-deleted");
  await panel.frame.getByRole("button", { name: "Rebuild Index" }).click();
  await untilIndexed(window);
  assert.match((await sentencesOf(await panel.ask(question)))[0] ?? "", /35 days/);
  await window.runCommand("Ask Docs: Show Index Status");
  await window.page.locator(".quick-input-list .monaco-list-row").filter({ hasText: "pages" }).first().waitFor();
  await window.screenshot("managing-status");
  await window.page.keyboard.press("Escape");
}
