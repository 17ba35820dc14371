import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { Workbench } from "../host/workbench.ts";

/** Where documents' words and questions are kept: the index and the conversations. */
const kept = /globalStorage\/ask-docs\.ask-docs\/(?:folders|conversations)\//;

/** Gives the chosen server a key, as a person does. */
export async function setKey(window: Workbench, key: string): Promise<void> {
  await window.runCommand("Ask Docs: Set Chat Model Key…");
  const box = window.page.locator(".quick-input-widget:visible input[type=password]");
  await box.fill(key);
  await box.press("Enter");
  await window.page.locator(".quick-input-widget").waitFor({ state: "hidden" });
}

/** All that the editor and its extensions keep is searched: the key stands nowhere, the words in index and conversations alone. */
export async function isKeptNowhere(
  { userData }: Workbench,
  { key, words }: { readonly key: string; readonly words: readonly string[] },
): Promise<void> {
  const names = await readdir(userData, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  const log = files.find((file) => /logs\/.*Ask Docs\.log$/.test(file));
  assert.ok(log !== undefined && (await readFile(log, "utf8")).includes("Activated in"), files.join("\n"));
  assert.ok(files.some((file) => kept.test(file)) && files.some((file) => file.includes("/egress/egress-")));
  for (const file of files) {
    const text = (await readFile(file, "latin1").catch(() => "")).toLowerCase();
    assert.ok(!text.includes(key.toLowerCase()), `the key stands in ${file}`);
    if (kept.test(file)) continue;
    for (const word of words) assert.ok(!text.includes(word.toLowerCase()), `“${word}” stands in ${file}`);
  }
}
