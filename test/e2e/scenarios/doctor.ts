import assert from "node:assert/strict";
import type { Scenario } from "../host/scenario.ts";
import type { Theme } from "../host/themes.ts";
import { copyHandbook, openAskDocs, untilIndexed } from "../product/openAskDocs.ts";

/** The doctor's report, from the palette: a read-only tab that says how all is and names no document, and its copy. */
export const scenario: Scenario = {
  name: "doctor",
  limit: 180_000,
  async run(context) {
    const folder = await copyHandbook(context);
    const { window } = await openAskDocs(context, { open: folder, settings: { "askDocs.answers.caution": "bold" } });
    const { page } = window;
    await untilIndexed(window);
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);

    await window.runCommand("Ask Docs: Doctor");
    await page.locator('.tab.active[data-resource-name="Ask Docs Doctor.md"]').waitFor({ timeout: 60_000 });
    await page.locator(".editor-instance .view-line").filter({ hasText: "Versions" }).waitFor();
    for (const theme of ["light", "high contrast", "dark"] satisfies Theme[]) {
      await window.setTheme(theme);
      await window.screenshot(`doctor-${theme.replaceAll(" ", "-")}`);
    }
    await page.getByRole("button", { name: "Copy Report" }).first().click();
    await window.statusBarItem("the report is copied").waitFor();
    const report = await page.evaluate(() => navigator.clipboard.readText());
    assert.match(report, /^# Ask Docs: Doctor\n/u);
    assert.match(report, /- Editor: .+ in a browser/u);
    assert.match(report, /- Files: 43 \(en 18/u);
    assert.match(report, /- `askDocs\.answers\.caution`: bold/u);
    assert.doesNotMatch(report, /backups|glossary|volunteers/u);
    assert.ok(!report.includes(folder), "the folder's path is in the report");
    // Nothing can be typed into it, and nothing has to be saved.
    await page.keyboard.type("x");
    assert.equal(await page.locator(".tab.dirty").count(), 0);
  },
};
