import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Workbench } from "../host/workbench.ts";

/**
 * Waits until a file is in front with exactly these words selected, which must stand in it once. The end of the selection
 * and its length, as the status bar has them, together name one range.
 */
export async function untilSelected(window: Workbench, file: string, words: string): Promise<void> {
  const text = await readFile(file, "utf8");
  const start = text.indexOf(words);
  assert.ok(start >= 0, `"${words}" does not stand in ${path.basename(file)}.`);
  assert.equal(text.indexOf(words, start + 1), -1, `"${words}" stands in ${path.basename(file)} more than once.`);
  const before = text.slice(0, start + words.length);
  const line = before.split("\n").length;
  const column = before.length - before.lastIndexOf("\n");
  await window.page.locator(`.tab.active[data-resource-name=${JSON.stringify(path.basename(file))}]`).waitFor();
  await window.statusBarItem(`Ln ${line}, Col ${column} (${words.length} selected)`).waitFor();
}
