import assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import type { Workbench } from "../host/workbench.ts";
import { until } from "./until.ts";

/** Copies a turn's code, finds no editor to insert it into, inserts it into one, and takes that back by one undo. */
export async function useCode(window: Workbench, turn: Locator, lines: readonly string[]): Promise<void> {
  const insert = turn.getByRole("button", { name: "Insert code at the cursor" });
  await insert.click();
  const refusal = window.notification("no text editor is open");
  await refusal.waitFor();
  await window.screenshot("code-no-editor");
  await refusal.hover();
  await refusal.getByRole("button", { name: /Clear Notification/ }).click();

  await window.runCommand("File: New Untitled Text File");
  const editor = window.page.locator(".editor-instance .view-lines").first();
  await editor.waitFor();
  await insert.click();
  const shown = async (): Promise<string> =>
    (await editor.locator(".view-line").allInnerTexts()).join("\n").replaceAll("\u00a0", " ");
  await until("the code is in the editor", shown, (text) => text === lines.join("\n"));
  await window.screenshot("code-inserted");
  await window.page.keyboard.press("Control+Z");
  await until("one undo takes it back", shown, (text) => text === "");

  await turn.getByRole("button", { name: "Copy code" }).click();
  await turn.getByRole("button", { name: "Copied." }).waitFor();
  await window.page.locator(".editor-instance .view-lines").first().click();
  await window.page.keyboard.press("Control+V");
  await until("what was copied is pasted", shown, (text) => text === lines.join("\n"));
  await window.runCommand("View: Revert and Close Editor");
  assert.equal(await turn.locator(".answer pre img").count(), 0);
}

/** A model's sentence with links; `address` is a place that answers. */
export const linksOf = (address: string): string =>
  `Backups are kept for 35 days, as [the terms](../reference/glossary.md#L9) and [a page](${address}/page?q=a%20b) say [1].`;

/** Follows a document's link, looks at a page's question and says no and yes, and asks for what may not be opened. */
export async function followLinks(window: Workbench, turn: Locator, address: string): Promise<void> {
  const { page } = window;
  await turn.getByRole("link", { name: "the terms" }).press("Enter");
  await page.locator('.tab.active[data-resource-name="glossary.md"]').waitFor();
  await window.statusBarItem("Ln 9, Col 1").waitFor();

  const link = turn.getByRole("link", { name: "a page" });
  assert.equal(await link.getAttribute("title"), `${address}/page?q=a%20b`);
  const asked = page.getByRole("dialog").filter({ hasText: `${address}/page?q=a%20b` });
  await link.click();
  await asked.getByText(`Open a page of ${new URL(address).host} outside of the editor?`).waitFor();
  await window.screenshot("link-question");
  await page.keyboard.press("Escape");
  await asked.waitFor({ state: "hidden" });
  assert.equal(page.context().pages().length, 1);

  await link.evaluate((element) => element.setAttribute("title", "command:workbench.action.quit"));
  await link.click();
  await window.notification("This link is not opened: command:workbench.action.quit.").waitFor();
  await link.evaluate((element) => element.setAttribute("title", "/../../etc/passwd"));
  await link.click();
  await window.notification("/../../etc/passwd is not in this workspace").waitFor();
  await window.screenshot("link-refused");
}
