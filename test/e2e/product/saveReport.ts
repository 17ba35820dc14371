import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { until } from "./until.ts";

/** Saves the report of the tab with this title where the dialog offers it, which has to be `file`; gives the page as written. */
export async function saveReport(page: Page, title: string, file: string): Promise<string> {
  await page.locator(`.tab[aria-label*="${title}"]`).click();
  await page.getByRole("button", { name: "Save Report as HTML…" }).first().click();
  const input = page.locator(".quick-input-widget:visible input").first();
  await until(
    "the file is offered",
    () => input.inputValue(),
    (value) => value === file,
  );
  await page.keyboard.press("Enter");
  return until(
    "the page is written",
    () => readFile(file, "utf8").catch(() => ""),
    (text) => text !== "",
  );
}
