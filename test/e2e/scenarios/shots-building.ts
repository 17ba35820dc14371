import assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import type { Scenario } from "../host/scenario.ts";
import type { Workbench } from "../host/workbench.ts";
import { openPanel } from "../product/chatPanel.ts";
import { openAskDocs, untilIndexed } from "../product/openAskDocs.ts";
import { openSearch } from "../product/searchList.ts";
import { until } from "../product/until.ts";

const handbook = `# Parcels

## When is a late parcel paid back?

A late parcel is paid back after ten days.

## Who answers for a broken parcel?

The carrier answers for it, unless the sender packed it badly.

## מתי מחזירים כסף?

הכסף מוחזר בתוך עשרה ימים מיום הפנייה.
`;
const story = "# The office\n\nThe office in Leeds opens at eight in the morning, except on Fridays.\n";
const rows =
  "text,label\nWhere is it?,delivery\nMoney back please,refund\nStill nothing here,delivery\nI want my money,refund\n";

/** Few-shot prompts built in the panel: from a file, a selection, a folder, a search result and an answer; opened and inserted. */
export const scenario: Scenario = {
  name: "shots-building",
  isLong: true,
  limit: 240_000,
  async run(context) {
    const folder = await context.makeFolder({
      "handbook.md": handbook,
      "office.md": story,
      "mails/wants.csv": rows,
      "notes.txt": "Here it is to stand:\n",
    });
    const { window } = await openAskDocs(context, { open: folder, settings: { "files.autoSave": "off" } });
    const { page } = window;
    const panel = await openPanel(window);
    await untilIndexed(window);
    const form = panel.frame.getByRole("form", { name: "Build a few-shot prompt" });
    const build = builderOf(form);

    // From the file in front, by the keyboard alone: one command, one button.
    await window.openFile("handbook.md");
    await window.runCommand("Ask Docs: Build Few-Shot Prompt…");
    assert.match(await build.source(), /^File handbook\.md$/);
    await build.untilReady(/question: Who answers for a broken parcel\?/);
    assert.equal(await form.locator(".preview-demonstrations li").count(), 3);
    await form.getByText("There are only 3 pairs to choose from, not 8.").waitFor();
    await window.screenshot("shots-building-file");
    await form.getByText("Chosen by words alone").waitFor({ state: "detached" });
    await form.getByRole("button", { name: /handbook\.md:7/ }).click();
    await page.locator(".view-line").filter({ hasText: "## Who answers" }).waitFor();
    await build.press("Open as .shots");
    await page.locator(".tab.active", { hasText: "Untitled-1" }).waitFor();
    await lineOf(window, "question: Who answers for a broken parcel?").waitFor();
    assert.equal(await lineOf(window, "@ handbook.md").count(), 3);
    await window.screenshot("shots-building-opened");

    // What was built, and not saved, is inserted as text; then from the panel, as a snippet.
    await window.runCommand("File: New Untitled Text File");
    await page.locator(".tab.active", { hasText: "Untitled-2" }).waitFor();
    await window.runCommand("Ask Docs: Insert Few-Shot Prompt…");
    await page.locator(".quick-input-list .monaco-list-row").filter({ hasText: "As text" }).click();
    await lineOf(window, "question: When is a late parcel paid back?").waitFor();
    assert.equal(await lineOf(window, "@ handbook.md").count(), 0);
    await window.screenshot("shots-building-inserted-unsaved");

    await window.openFile("notes.txt", 2);
    await window.runCommand("Ask Docs: Ask a Question");
    await form.locator("select:focus").waitFor();
    await form.getByLabel("Choose them for this input").fill("Who pays for a box that is late?");
    await build.untilReady(/question: Who pays for a box that is late\?\nanswer:$/);
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await build.press("Copy");
    await until(
      "the prompt is copied",
      () => page.evaluate(() => navigator.clipboard.readText()),
      (text) => text.endsWith("question: Who pays for a box that is late?\nanswer:"),
    );
    await build.press("Try…");
    const told = window.notification(/The prompt takes \d+ tokens, counted by/);
    await told.waitFor();
    await lineOf(window, "question: Who pays for a box that is late?").waitFor();
    await told.hover();
    await told.getByRole("button", { name: "Clear Notification" }).click();
    await window.openFile("notes.txt", 2);
    await build.press("Insert as text");
    await lineOf(window, "question: Who pays for a box that is late?").waitFor();
    await page.locator(".tab.active", { hasText: "notes.txt" }).waitFor();
    await window.screenshot("shots-building-inserted-text");
    await window.runCommand("Undo");
    await form.getByLabel("Choose them for this input").fill("");
    await build.untilReady(/question: \nanswer:$/);
    await build.press("Insert as snippet");
    await lineOf(window, "question: question").waitFor();
    await page.keyboard.type("Who lost it?");
    await lineOf(window, "question: Who lost it?").waitFor();
    await window.screenshot("shots-building-inserted-snippet");
    await window.runCommand("Undo");

    // A selection, then what the panel offers besides.
    await window.openFile("handbook.md", 7);
    for (let line = 0; line < 3; line += 1) await page.keyboard.press("Shift+ArrowDown");
    await window.runCommand("Ask Docs: Build Few-Shot Prompt…");
    await until("the selection is the source", build.source, (source) => source === "Selection in handbook.md, line 7");
    await build.untilReady(/Who answers/);
    assert.equal(await form.locator(".preview-demonstrations li").count(), 1);
    await form.getByLabel("From").selectOption({ label: "File handbook.md" });
    await build.untilReady(/מתי מחזירים כסף/);

    // A folder, from the explorer's menu: rows with labels.
    await window.runCommand("View: Show Explorer");
    await page.locator(".explorer-folders-view .monaco-list-row", { hasText: "mails" }).click({ button: "right" });
    // A click that comes too soon after the menu does is not taken.
    await page.locator(".monaco-menu .action-item", { hasText: "Build Few-Shot Prompt" }).hover();
    await page.keyboard.press("Enter");
    await until("the folder is the source", build.source, (source) => source === "Folder mails");
    await build.untilReady(/Say which label the text has: delivery, refund\./);
    await window.screenshot("shots-building-folder");
    await page.keyboard.press("Escape");
    await form.waitFor({ state: "detached" });
    await panel.frame.locator("textarea:focus").waitFor();

    // A search result, by its key: its page is mined, and where it holds nothing, that is said.
    const list = await openSearch(window);
    await list.search("late parcel", "handbook.md");
    await page.keyboard.press("Control+K");
    await page.keyboard.press("Control+B");
    await until("the result is the source", build.source, (source) =>
      source.startsWith("Search result in handbook.md"),
    );
    await build.untilReady(/When is a late parcel paid back/);
    await window.screenshot("shots-building-result");
    await page.keyboard.press("Escape");
    await form.waitFor({ state: "detached" });
    const row = await (await openSearch(window)).search("late parcel", "handbook.md");
    await row.hover();
    await row.getByRole("button", { name: "Build a few-shot prompt from it" }).click();
    await build.untilReady(/When is a late parcel paid back/);
    await page.keyboard.press("Escape");
    await form.waitFor({ state: "detached" });

    // An answer whose page has no pair: it is the demonstration itself.
    const turn = await panel.ask("When does the office in Leeds open?");
    await turn.getByRole("button", { name: "Build a few-shot prompt from this answer" }).click();
    await build.untilReady(/passage: .*opens at eight[^]*question: When does the office in Leeds open\?/);
    await window.setTheme("light");
    await window.screenshot("shots-building-answer-light");
    await window.setTheme("high contrast");
    await window.screenshot("shots-building-answer-high-contrast");
    await build.press("Open as .shots");
    await lineOf(window, "@ office.md").waitFor();
    await window.screenshot("shots-building-answer-opened");
    assert.deepEqual(await window.notifications(), []);
  },
};

const lineOf = ({ page }: Workbench, text: string): Locator => page.locator(".view-line").filter({ hasText: text });

/** The builder, as a person uses it. */
function builderOf(form: Locator) {
  return {
    /** The chosen source, once there is a builder. */
    source: (): Promise<string> =>
      form.locator("[name=source]").evaluate((node) => (node as HTMLSelectElement).selectedOptions[0]?.text ?? ""),
    /** Waits until the preview is of the present choices, and reads so. */
    async untilReady(prompt: RegExp): Promise<void> {
      await until(
        `the prompt is previewed as ${String(prompt)}`,
        async () =>
          (await form.locator(".preview[aria-busy=false]").count()) > 0
            ? ((await form
                .locator(".preview-prompt")
                .textContent({ timeout: 1000 })
                .catch(() => "")) ?? "")
            : "",
        (text) => prompt.test(text),
      );
    },
    async press(name: string): Promise<void> {
      const button = form.getByRole("button", { name });
      await button.focus();
      await button.press("Enter");
    },
  };
}
