import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "playwright-core";
import type { Scenario } from "../host/scenario.ts";
import type { Workbench } from "../host/workbench.ts";
import { openAskDocs } from "../product/openAskDocs.ts";
import { until } from "../product/until.ts";

const late = "A late parcel is paid back after ten days.";
const lateHebrew = "חבילה שלא הגיעה בתוך עשרה ימים מזכה בהחזר מלא.";
const handbook = `# Parcels\n\n## Late ones\n\n${late}\n`;
const hebrew = `# משלוחים\n\n${lateHebrew}\n`;

const provenance = (file: string, text: string, words: string): string => {
  const start = text.indexOf(words);
  const hash = createHash("sha256").update(text).digest("hex").slice(0, 16);
  return `@ ${file} ${start}-${start + words.length} sha256:${hash}`;
};

const shots = `---
shots: 1
task: Say what the sender of a message wants.
labels: [refund, delivery, other]
budget: 30
model: gpt-4.1-mini
selector:
---

=== late parcel
${provenance("handbook.md", handbook, late)} lang:en kind:faq
text: ${late}
label: refund

=== חבילה מאחרת
${provenance("he/משלוחים.md", hebrew, lateHebrew)} lang:he
text: ${lateHebrew}
label: refnd

# Nearly the same once more.
=== again
text: A late parcel was paid back after ten days
label: other

=== address
text: Send it to noa@example.co.il, please.
label: delivery
`;

/** A `.shots` document in the editor: what is wrong with it, where its words come from, and what mends it. */
export const scenario: Scenario = {
  name: "shots",
  async run(context) {
    const folder = await context.makeFolder({
      "handbook.md": handbook.replace("ten", "twenty"),
      "he/משלוחים.md": hebrew,
      "prompts.shots": shots,
    });
    const { window } = await openAskDocs(context, { open: folder, settings: { "files.autoSave": "off" } });
    const { page } = window;
    await window.openFile("prompts.shots");

    await window.runCommand("Problems: Focus on Problems View");
    const problems = page.locator(".markers-panel .monaco-list-row");
    for (const words of [
      /says this in other words now.*twenty days/,
      /"refnd" is not among the labels/,
      /says nearly the same as an earlier/,
      /may give something away \(email\)/,
      /takes \d+ tokens of a budget of 30, counted by o200k_base/,
    ]) {
      await problems.filter({ hasText: words }).first().waitFor();
    }
    await window.screenshot("shots-diagnostics");

    await window.openFile("prompts.shots");
    const source = await window.hoverOver("@ handbook.md", /edited since/);
    assert.match(source, /handbook\.md › Parcels › Late ones/);
    assert.match(source, /paid back after twenty days/);
    await window.screenshot("shots-hover");
    const hebrewSource = await window.hoverOver("@ he/", /unchanged/);
    assert.match(hebrewSource, /משלוחים/);
    await window.screenshot("shots-hover-hebrew");
    await window.hoverOver(
      "=== late",
      /\d+ tokens, of \d+ of the whole prompt, whose budget is 30; counted by o200k_base/,
    );
    await page.mouse.move(0, 0);

    await page.keyboard.press("Control+Shift+O");
    const symbols = page.locator(".quick-input-list .monaco-list-row");
    for (const name of ["front matter", "late parcel", "חבילה מאחרת", "again"]) {
      await symbols.filter({ hasText: name }).first().waitFor();
    }
    await window.screenshot("shots-outline");
    await page.keyboard.press("Escape");

    await window.openFile("prompts.shots", 7);
    await page.keyboard.press("End");
    await page.keyboard.type(" ");
    await page.keyboard.type("mm");
    await suggestion(page, "mmr").waitFor();
    await window.screenshot("shots-completion");
    await page.keyboard.press("Enter");
    await page
      .locator(".view-line")
      .filter({ hasText: /selector:\s+mmr/ })
      .waitFor();

    await mend(window, 26, "Mask what it gives away");
    await mend(window, 21, "Drop this demonstration");
    await mend(window, 18, 'Change to "refund"');
    await mend(window, 11, "Refresh from source");
    await window.runCommand("View: Hide Panel");
    await window.screenshot("shots-mended");
    await page.keyboard.press("Control+S");
    const file = path.join(folder, "prompts.shots");
    const saved = await until(
      "the document is saved as it was mended",
      () => readFile(file, "utf8"),
      (text) => !text.includes("again"),
    );
    assert.match(saved, /^selector: mmr$/m);
    assert.match(saved, /^text: A late parcel is paid back after twenty days\.$/m);
    assert.equal(saved.match(/^label: refund$/gm)?.length, 2);
    assert.match(saved, /^# Nearly the same once more\.\n=== address\ntext: Send it to \[email\], please\.$/m);

    // What the file says now is what the document says; a label without demonstrations is left to be told.
    await window.runCommand("Problems: Focus on Problems View");
    await problems
      .filter({ hasText: /No demonstration has the label "other"/ })
      .first()
      .waitFor();
    assert.equal(await problems.filter({ hasText: /other words|refnd|nearly|give something/ }).count(), 0);

    await writeFile(path.join(folder, "he/משלוחים.md"), "# משלוחים\n\nאין כאן דבר.\n");
    await problems
      .filter({ hasText: /not in "he\/משלוחים\.md" any more/ })
      .first()
      .waitFor();
    await window.screenshot("shots-source-gone");
  },
};

const suggestion = (page: Page, label: string) =>
  page.locator(".suggest-widget.visible .monaco-list-row").filter({ hasText: label }).first();

/** Takes a code action at a line by the keyboard, as a person does. */
async function mend(window: Workbench, line: number, title: string): Promise<void> {
  const { page } = window;
  await window.openFile("prompts.shots", line);
  await page.keyboard.press("End");
  await until(
    `"${title}" is offered at line ${line}`,
    async () => {
      await page.keyboard.press("Control+.");
      const row = page.locator(".action-widget .monaco-list-row").filter({ hasText: title }).first();
      const isThere = await row.waitFor({ timeout: 2000 }).then(
        () => true,
        () => false,
      );
      if (isThere) await row.click();
      else await page.keyboard.press("Escape");
      return isThere;
    },
    (isThere) => isThere,
  );
}
