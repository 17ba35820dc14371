import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import type { FrameLocator } from "playwright-core";
import type { Scenario } from "../host/scenario.ts";
import type { Theme } from "../host/themes.ts";
import type { Workbench } from "../host/workbench.ts";
import { copyHandbook, openAskDocs, untilIndexed } from "../product/openAskDocs.ts";
import { saveReport } from "../product/saveReport.ts";

const set = { "askDocs.evaluation.folder": ".ask-docs-eval" };
const exclude = ["en/backups.md", "ru/**", "he/volunteers.md"];

/** A person's own set is measured: a report with links, saved as HTML; settings that make it worse are warned of. */
export const scenario: Scenario = {
  name: "evaluating",
  isLong: true,
  limit: 240_000,
  // The browser says of every frame without scripts that it runs none.
  expectedProblems: [/Blocked script execution in .* the 'allow-scripts' permission is not set/],
  async run(context) {
    const folder = await copyHandbook(context);
    await writeOwnSet(folder);
    const { window } = await openAskDocs(context, { open: folder, settings: set });
    await untilIndexed(window);

    await window.runCommand("Ask Docs: Evaluate Search");
    const report = await reportOf(window);
    await report.getByRole("heading", { name: "Search measured on my judgements" }).waitFor();
    const figures = report.getByRole("table").first();
    for (const mode of ["bm25", "vector", "hybrid", "question-first"])
      await figures.getByRole("row", { name: new RegExp(`^${mode}`) }).waitFor();
    await report.locator("figure svg").waitFor();
    assert.equal(await report.getByText("default settings").count(), 0);
    await looksWell(window, report);
    await followsALink(window, report);
    await savesAsHtml(window, folder);
    await warnsOfWorseSettings(window);
  },
};

interface AskedQuestion {
  readonly id: string;
  readonly question: string;
  readonly answerable: boolean;
  readonly path?: string;
}

/** The handbook's questions as a set of the workspace, judged by documents. */
async function writeOwnSet(folder: string): Promise<void> {
  const text = await readFile(path.resolve(import.meta.dirname, "../../fixtures/handbook-questions.jsonl"), "utf8");
  const asked = text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as AskedQuestion)
    .filter(({ answerable }) => answerable);
  const place = path.join(folder, ".ask-docs-eval");
  await mkdir(place);
  const questions = asked.map(({ id, question }) => `${JSON.stringify({ id, text: question })}\n`);
  await writeFile(path.join(place, "queries.jsonl"), questions.join(""));
  await writeFile(path.join(place, "qrels.tsv"), asked.map((each) => `${each.id}\t${each.path ?? ""}\t1\n`).join(""));
}

async function reportOf(window: Workbench): Promise<FrameLocator> {
  await window.page.locator('.tab.active[aria-label*="Search measured on my judgements"]').waitFor({ timeout: 60_000 });
  return window.webview("editor");
}

async function looksWell(window: Workbench, report: FrameLocator): Promise<void> {
  for (const theme of ["light", "high contrast", "high contrast light", "dark"] satisfies Theme[]) {
    await window.setTheme(theme);
    await window.screenshot(`evaluating-${theme.replaceAll(" ", "-")}`);
  }
  await report.getByRole("heading", { name: "What was missed" }).scrollIntoViewIfNeeded();
  await window.screenshot("evaluating-missed");
}

async function followsALink(window: Workbench, report: FrameLocator): Promise<void> {
  const link = report.locator("a.place").filter({ hasText: ":" }).first();
  const [file = "", line = ""] = (await link.innerText()).split(":");
  await link.click();
  await window.page.locator(`.tab.active[data-resource-name="${path.basename(file)}"]`).waitFor();
  // The selection ends somewhere below its first line; going to its start tells where that is.
  await window.statusBarItem(/\(\d+ selected\)/).waitFor();
  await window.screenshot("evaluating-link");
  await window.page.keyboard.press("ArrowLeft");
  await window.statusBarItem(new RegExp(`Ln ${line}, Col`)).waitFor();
  await window.page.keyboard.press("Control+W");
}

async function savesAsHtml(window: Workbench, folder: string): Promise<void> {
  const { page } = window;
  const saved = await saveReport(page, "Search measured on my judgements", path.join(folder, "search-report.html"));
  assert.match(saved, /^<!doctype html>/);
  assert.doesNotMatch(saved, /<script|command:/);
  const opened = await page.context().newPage();
  await opened.setContent(saved);
  await opened.screenshot({
    path: path.join(import.meta.dirname, "../../../.test-output/screenshots/evaluating-page.png"),
    fullPage: true,
  });
  await opened.close();
}

async function warnsOfWorseSettings(window: Workbench): Promise<void> {
  await window.setSettings({ ...set, "askDocs.exclude": exclude });
  await window.runCommand("Ask Docs: Show Index Status");
  // The list tells the state as it is.
  await window.page.locator(".quick-input-list .monaco-list-row").filter({ hasText: "34 pages" }).waitFor();
  await window.page.keyboard.press("Escape");
  await window.runCommand("Ask Docs: Evaluate Search");
  await window
    .notification("Search is worse on your questions: hybrid is worse than with the default settings")
    .waitFor({ timeout: 90_000 });
  await window.screenshot("evaluating-worse");
  const report = await reportOf(window);
  await report.getByRole("heading", { name: "Against the default settings" }).waitFor();
  await report
    .getByText('askDocs.exclude is ["en/backups.md","ru/**","he/volunteers.md"]; its default is [].')
    .waitFor();
  await report.getByText("not searched").first().waitFor();
  await window.page.keyboard.press("Escape");
  await window.screenshot("evaluating-worse-report");
}
