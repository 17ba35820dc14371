import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Locator } from "playwright-core";
import type { Scenario } from "../host/scenario.ts";
import type { Workbench } from "../host/workbench.ts";
import { openPanel } from "../product/chatPanel.ts";
import { copyHandbook, openAskDocs, untilIndexed } from "../product/openAskDocs.ts";
import { openSearch } from "../product/searchList.ts";
import { until } from "../product/until.ts";

const question = "How long are backups kept?";
const query = "sealed copies tape";

interface JudgedRow {
  readonly doc_id: string;
  readonly grade: number;
  readonly quote: string;
}

/** Results are judged in the panel, in the search's list by pointer and by keys, and by selection; the set keeps it. */
export const scenario: Scenario = {
  name: "judging",
  limit: 180_000,
  async run(context) {
    const folder = await copyHandbook(context);
    const settings = { "askDocs.evaluation.folder": ".ask-docs-eval" };
    const { window } = await openAskDocs(context, { open: folder, settings });
    await untilIndexed(window);
    const rows = rowsOf(path.join(folder, ".ask-docs-eval/judgements.jsonl"));

    await judgesInThePanel(window, rows);
    await judgesInTheList(window, rows);
    await judgesASelection(window, rows);

    // Elsewhere, in the extension's own storage, nothing is judged yet.
    await window.setSettings({ "askDocs.evaluation.folder": "" });
    const list = await openSearch(window);
    const row = list.row("backups.md");
    await until(
      "the other set is asked",
      async () => {
        await list.search(query, "backups.md");
        // What was judged before is marked a moment later.
        await window.page.waitForTimeout(500);
        return row.innerText();
      },
      (text) => !text.includes("(right passage)"),
    );
    await window.page.keyboard.press("Control+K");
    await window.page.keyboard.press("Control+Y");
    await isSaid(row, "right passage");
    await window.page.keyboard.press("Escape");
    assert.equal((await rows(4)).length, 4);
  },
};

/** Reads a set's judgements once it has so many. */
const rowsOf = (file: string) => async (count: number) => {
  const text = await until(
    `${count} judgements`,
    () => readFile(file, "utf8").catch(() => ""),
    (read) => read.split("\n").filter((line) => line !== "").length === count,
  );
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as JudgedRow);
};

type Rows = ReturnType<typeof rowsOf>;

const isSaid = (row: Locator, what: string): Promise<void> => row.filter({ hasText: `(${what})` }).waitFor();

async function judgesInThePanel(window: Workbench, rows: Rows): Promise<void> {
  const panel = await openPanel(window);
  const turn = await panel.ask(question);
  const [right, wrong] = [turn.locator(".judge.right").first(), turn.locator(".judge.wrong").first()];
  await right.click();
  const [first] = await rows(1);
  assert.deepEqual([first?.doc_id, first?.grade], ["en/backups.md", 1]);
  assert.match(first?.quote ?? "", /^Backups are kept for 35 days/);
  await window.screenshot("judging-panel");
  await wrong.click();
  await until(
    "the judgement is turned round",
    () => rows(1),
    ([row]) => row?.grade === 0,
  );
  await wrong.click();
  await rows(0);
  await window.runCommand("Ask Docs: Undo Last Judgement");
  await window.statusBarItem("wrong passage for").waitFor();
  await wrong.and(panel.frame.locator('[aria-pressed="true"]')).waitFor();
  await right.click();
  await rows(1);
}

async function judgesInTheList(window: Workbench, rows: Rows): Promise<void> {
  const { page } = window;
  await window.openFile("en/index.md", 3);
  const list = await openSearch(window);
  const row = await list.search(query, "backups.md");
  await row.hover();
  await row.getByRole("button", { name: "Right passage", exact: true }).click();
  await isSaid(row, "right passage");
  await window.statusBarItem(`right passage for “${query}”`).waitFor();
  assert.match((await rows(2))[1]?.quote ?? "", /sealed copies/);
  await window.screenshot("judging-list");
  // The list stays, its row too, and what is active can be judged by keys.
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Control+K");
  await page.keyboard.press("Control+N");
  await window.statusBarItem(`wrong passage for “${query}”`).waitFor();
  await rows(3);
  await window.screenshot("judging-list-keys");
  await page.keyboard.press("Control+K");
  await page.keyboard.press("Control+N");
  await window.statusBarItem("taken back").waitFor();
  await rows(2);
  // The buttons can be reached by keys too, and the list stays open under them.
  for (const key of ["Tab", "Tab", "ArrowRight", "Enter"]) await page.keyboard.press(key);
  await window.statusBarItem(`right passage for “${query}”`).waitFor();
  await rows(3);
  await window.screenshot("judging-list-tab");
  await page.keyboard.press("ArrowUp");
  await list.row("backups.md").waitFor();
  await page.keyboard.press("Escape");
  await page.locator('.tab.active[data-resource-name="index.md"]').waitFor();

  const again = await openSearch(window);
  await isSaid(await again.search(query, "backups.md"), "right passage");
  // Of another question nothing was said.
  await again.input.fill(`${query} years`);
  await again.row("(right passage)").waitFor({ state: "detached" });
  await again.row("backups.md").waitFor();
  await page.keyboard.press("Escape");
}

async function judgesASelection(window: Workbench, rows: Rows): Promise<void> {
  const { page } = window;
  // Leaving the list led back to the file in front before, and to its place.
  await window.statusBarItem(/Ln 3, Col 1$/).waitFor();
  // The place is shown before the editor takes keys again.
  await until(
    "the line is selected",
    async () => {
      await page.keyboard.press("Shift+End");
      return window.statusBarItem(/\(\d+ selected\)/).count();
    },
    (count) => count > 0,
  );
  await window.runCommand("Ask Docs: Selection Is the Wrong Passage…");
  const widget = page.locator(".quick-input-widget:visible");
  await widget.getByText("Which question do the selected words not answer?").waitFor();
  await widget.locator(".monaco-list-row").filter({ hasText: question }).first().click();
  await window.statusBarItem(`wrong passage for “${question}”`).waitFor();
  assert.match((await rows(4))[3]?.quote ?? "", /^tags: /);
}
