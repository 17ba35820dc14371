import type { Locator } from "playwright-core";
import type { Workbench } from "../host/workbench.ts";

/** The list of `Search Documents`, as a person uses it. */
export interface SearchList {
  readonly input: Locator;
  /** The row of the first result whose text holds this. */
  row(text: string): Locator;
  /** Types a query, and waits until a row holds `expected`. */
  search(query: string, expected: string): Promise<Locator>;
}

/** Opens the list from the palette. */
export async function openSearch(window: Workbench): Promise<SearchList> {
  await window.runCommand("Ask Docs: Search Documents");
  const widget = window.page.locator(".quick-input-widget:visible");
  await widget.locator(".quick-input-title").filter({ hasText: "Search Documents" }).waitFor();
  const input = widget.locator("input").first();
  const rows = widget.locator(".monaco-list-row");
  const row = (text: string): Locator => rows.filter({ hasText: text }).first();
  return {
    input,
    row,
    async search(query, expected) {
      // What was found before stays until something else is.
      await input.fill("");
      await rows.first().waitFor({ state: "detached" });
      await input.fill(query);
      const found = row(expected);
      await found.waitFor();
      return found;
    },
  };
}
