import assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import type { Scenario } from "../host/scenario.ts";
import type { Workbench } from "../host/workbench.ts";
import { copyHandbook, openAskDocs, untilIndexed } from "../product/openAskDocs.ts";
import { followLink } from "../product/followLink.ts";
import { until } from "../product/until.ts";

const notes = [
  "# To find out",
  "",
  "Q: How long are backups kept?",
  "More of the note.",
  "",
  "?: Who won the chess championship of Mars?",
  "",
  "See en/backups.md:19 too.",
].join("\n");
const code = ["# Q: How long are backups kept?", "days = 0", ""].join("\n");

/** A question in a note is answered below it, kept, asked again, discarded and undone; one in code becomes a comment. */
export const scenario: Scenario = {
  name: "inline",
  limit: 180_000,
  async run(context) {
    const folder = await copyHandbook(context, { "todo/ask me.md": notes, "todo/days.py": code });
    const { window } = await openAskDocs(context, { open: folder });
    await untilIndexed(window);
    const { page } = window;
    const lens = (title: string) => page.locator(".codelens-decoration a").filter({ hasText: title });
    const quote = page.locator(".view-line").filter({ hasText: /^>\sBackups\sare\skept\sfor\s35\sdays/ });

    await window.openFile("todo/ask me.md");
    await lens("Ask Docs").nth(1).waitFor();
    await clickTopmost(lens("Ask Docs"), 0);
    await quote.waitFor();
    await lens("Keep").waitFor();
    await window.screenshot("inline-proposed");
    await lens("Discard").click();
    await quote.waitFor({ state: "detached" });
    assert.equal(await written(window), notes);

    // Lenses are drawn a moment after the text.
    await lens("Keep").waitFor({ state: "detached" });
    await lens("Ask Docs").nth(1).waitFor();
    await clickTopmost(lens("Ask Docs"), 0);
    await quote.waitFor();
    await lens("Keep").click();
    await lens("Keep").waitFor({ state: "detached" });
    assert.match(
      await written(window),
      /\?\n(> .*\n)+> .*\[.*\]\(\.\.\/en\/backups\.md#L\d+\)\n(> .*\n)*\nMore of the note\./,
    );
    await asksAgain(window);
    for (let steps = 0; steps < 20 && (await quote.count()) > 0; steps++) await page.keyboard.press("Control+Z");
    assert.equal(await written(window), notes);

    await lens("Ask Docs").nth(1).waitFor();
    await clickTopmost(lens("Ask Docs"), 1);
    await window.notification("The documents do not answer this.").waitFor();
    assert.equal(await written(window), notes);

    const link = page.locator(".view-line .detected-link").filter({ hasText: /backups/ });
    await followLink(page, link, page.locator(".tab.active", { hasText: "backups.md" }));
    await page.locator(".line-numbers.active-line-number", { hasText: /^19$/ }).waitFor();

    await window.openFile("todo/days.py");
    await lens("Ask Docs").click();
    await lens("Keep").waitFor();
    await window.screenshot("inline-code");
    assert.match(await written(window), /^# Q: .*\n(# .*35 days.*\n)(# (?!Q:).*\n)*days = 0/);
  },
};

/** The same answer is not inserted twice; one that differs takes the kept one's place, which comes back when it is discarded. */
async function asksAgain(window: Workbench): Promise<void> {
  const { page } = window;
  const lens = (title: string) => page.locator(".codelens-decoration a").filter({ hasText: title });
  const kept = await written(window);
  await lens("Ask Again").click();
  await window.notification("The documents still give the answer that you kept.").waitFor();
  assert.equal(await written(window), kept);

  await page.keyboard.press("Control+Home");
  for (const key of ["ArrowDown", "ArrowDown", "ArrowDown", "End"]) await page.keyboard.press(key);
  await page.keyboard.type(" I think");
  const changed = await written(window);
  assert.match(changed, /I think/);
  await lens("Ask Again").click();
  await lens("Discard").waitFor();
  await window.screenshot("inline-again");
  assert.equal(await written(window), kept);
  await lens("Discard").click();
  await lens("Discard").waitFor({ state: "detached" });
  assert.equal(await written(window), changed);
}

/** Clicks the lens that is so far from the top: the document's order is none in the editor's elements. */
async function clickTopmost(lenses: Locator, at: number): Promise<void> {
  const all = await lenses.all();
  const placed = await Promise.all(all.map(async (lens) => ({ lens, top: (await lens.boundingBox())?.y ?? Infinity })));
  await placed.sort((a, b) => a.top - b.top)[at]?.lens.click();
}

/** What stands in the editor in front, through the clipboard. */
async function written(window: Workbench): Promise<string> {
  const { page } = window;
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.evaluate(() => navigator.clipboard.writeText(""));
  await page.locator(".editor-instance .view-lines").click();
  await page.keyboard.press("Control+A");
  await page.keyboard.press("Control+C");
  return until(
    "the text is copied",
    () => page.evaluate(() => navigator.clipboard.readText()),
    (text) => text.includes("Q: How long"),
  );
}
