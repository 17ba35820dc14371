import type { Workbench } from "../host/workbench.ts";
import { until } from "./until.ts";

/** What the editor in front offers while someone types in it. */
export interface NoteEditing {
  /** Types at the end of a new line, and gives the names offered once the first of them has these words. */
  complete(typed: string, offers: RegExp): Promise<readonly string[]>;
  /** Takes what is offered first, and gives the cursor's line. */
  accept(): Promise<string>;
  /** Takes the cursor's line away, with what is offered for it. */
  discard(): Promise<void>;
}

export function editNote({ page }: Workbench): NoteEditing {
  const rows = page.locator(".suggest-widget.visible .monaco-list-row");
  const lines = page.locator(".editor-instance .view-line");

  async function line(): Promise<string> {
    const { top } = await page
      .locator(".editor-instance .cursors-layer .cursor")
      .first()
      .evaluate((cursor) => cursor.getBoundingClientRect());
    for (const each of await lines.all()) {
      const box = await each.boundingBox();
      if (box !== null && Math.abs(box.y - top) < box.height / 2)
        return (await each.innerText()).replaceAll("\u00a0", " ");
    }
    return "";
  }

  return {
    async complete(typed, offers) {
      await page.keyboard.press("Control+End");
      await page.keyboard.press("Enter");
      await page.keyboard.type(typed);
      await until(
        "it is offered first",
        () =>
          rows
            .first()
            .innerText()
            .catch(() => ""),
        (first) => first.search(offers) >= 0,
      );
      return rows.evaluateAll((all) => all.map((row) => row.getAttribute("aria-label") ?? ""));
    },
    async discard() {
      await page.keyboard.press("Escape");
      await page.keyboard.press("Control+Shift+K");
    },
    async accept() {
      await page.keyboard.press("Enter");
      await until(
        "the list is closed",
        () => rows.count(),
        (count) => count === 0,
      );
      return line();
    },
  };
}
