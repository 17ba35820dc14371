import type { Locator, Page } from "playwright-core";

/** Milliseconds for one attempt; the palette opens well under a second once the window is up. */
const attempt = 1500;
/** Milliseconds for all attempts: an extension's commands appear only once it has been read. */
const limit = 30_000;

/** Runs the command that has exactly this title in the command palette, as `Category: Title`. */
export const runCommand = (page: Page, title: string): Promise<void> =>
  choose(page, `>${title}`, optionNamed(page, title), `the command "${title}"`);

/** Opens a file by its absolute path, at a line (from 1) if given, and waits until its tab is in front. */
export async function openFile(page: Page, file: string, line?: number): Promise<void> {
  const name = file.slice(file.lastIndexOf("/") + 1);
  await choose(page, line === undefined ? file : `${file}:${line}`, optionNamed(page, name), `the file ${file}`);
  await page.locator(`.tab.active[data-resource-name=${JSON.stringify(name)}]`).waitFor();
}

/** The row of the open quick input whose label is exactly this. */
const optionNamed = (page: Page, label: string): Locator =>
  page
    .locator(".quick-input-list .monaco-list-row")
    .filter({ has: page.locator(".label-name", { hasText: new RegExp(`^${escapePattern(label)}$`) }) })
    .first();

/**
 * Types into the quick input and takes one row. All of it is tried again and again, because the window swallows the key
 * while it is still restoring, and the list is made when the input opens and does not learn of later commands.
 */
async function choose(page: Page, query: string, row: Locator, what: string): Promise<void> {
  const input = page.locator(".quick-input-widget:visible input").first();
  const deadline = Date.now() + limit;
  while (Date.now() < deadline) {
    try {
      await page.keyboard.press("F1");
      await input.waitFor({ timeout: attempt });
      await input.fill(query);
      await row.waitFor({ timeout: attempt });
      await row.click({ timeout: attempt });
      return;
    } catch {
      await page.keyboard.press("Escape");
    }
  }
  throw new Error(`The quick input did not offer ${what} within ${limit / 1000} s.`);
}

const escapePattern = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
