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
