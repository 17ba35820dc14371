import assert from "node:assert/strict";
import { cp, readFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "playwright-core";
import { prepareExtension } from "../host/extensionFolder.ts";
import { repositoryRoot } from "../host/paths.ts";
import type { Scenario, ScenarioContext } from "../host/scenario.ts";
import type { Theme } from "../host/themes.ts";
import type { Workbench } from "../host/workbench.ts";
import { sentencesOf, visiblePanel } from "../product/chatPanel.ts";
import { openAskDocs, untilIndexed } from "../product/openAskDocs.ts";
import { until } from "../product/until.ts";

const pictures = [
  "The sample folder in the explorer, and Ask Docs in the status bar",
  "A question, and its answer in the documents’ own words with its source",
  "A citation opens the document with its very words selected",
  "A question in a note with its answer below, to be kept or discarded",
];

/** The walkthrough as a newcomer meets it: each picture, each button, and the sample folder; then its words in Hebrew. */
export const scenario: Scenario = {
  name: "walkthrough",
  isLong: true,
  limit: 300_000,
  async run(context) {
    const { window } = await openAskDocs(context, {});
    await openWalkthrough(window);
    await showsItsPictures(window);
    await opensTheSample(window);
    await asksASample(window);
    await searchesIt(window);
    await asksInANote(window);
    await window.close();
    await speaksHebrew(context);
  },
};

const stepAt = (page: Page, at: number) => page.locator(".getting-started-step").nth(at);
const buttonOf = (page: Page, name: string) =>
  page.locator(".getting-started-step.expanded .monaco-button", { hasText: name });

/** Opens it by the palette, where the editor lists all walkthroughs. */
async function openWalkthrough(window: Workbench, product = "Ask Docs"): Promise<void> {
  const { page } = window;
  await window.runCommand("Welcome: Open Walkthrough...");
  await page.locator(".quick-input-list .monaco-list-row", { hasText: product }).first().click();
  await stepAt(page, 3).waitFor();
}

async function showsItsPictures(window: Workbench): Promise<void> {
  const { page } = window;
  for (const [at, title] of pictures.entries()) {
    if (at > 0) await stepAt(page, at).click();
    const picture = await untilPicture(window, title);
    assert.match(picture, /<svg/);
    for (const theme of ["light", "high contrast", "high contrast light", "dark"] satisfies Theme[]) {
      await window.setTheme(theme);
      await window.screenshot(`walkthrough-${at + 1}-${theme.replaceAll(" ", "-")}`);
    }
  }
  await stepAt(page, 0).click();
}

/** The editor puts pictures into a page of their own. */
async function untilPicture(window: Workbench, title: string): Promise<string> {
  const shown = async (): Promise<string> => {
    const all = await Promise.all(window.page.frames().map((frame) => frame.content().catch(() => "")));
    return all.find((content) => content.includes(title)) ?? "";
  };
  return until(`the picture “${title}”`, shown, (content) => content !== "");
}

async function opensTheSample(window: Workbench): Promise<void> {
  const { page } = window;
  window.record.setLeaving(true);
  await buttonOf(page, "Open the sample folder").click();
  await page.waitForURL(/folder=.*sample/);
  await window.statusBarItem("Ask Docs").waitFor();
  window.record.setLeaving(false);
  await page.locator(".explorer-folders-view .monaco-list-row", { hasText: "questions.md" }).waitFor();
  await untilIndexed(window);
  // The walkthrough is there again, its first step done.
  await stepAt(page, 0).locator(".codicon-getting-started-step-checked").waitFor();
  await window.screenshot("walkthrough-sample");
}

async function asksASample(window: Workbench): Promise<void> {
  await stepAt(window.page, 1).click();
  await buttonOf(window.page, "Ask a question").click();
  const panel = await visiblePanel(window);
  const turn = await panel.ask("How often are the raised beds watered?");
  assert.match((await sentencesOf(turn))[0] ?? "", /twice a week, on Tuesday and Friday/);
  await turn.locator(".chip").first().click();
  await window.page.locator('.tab.active[data-resource-name="watering.md"]').waitFor();
  await window.screenshot("walkthrough-cited");
  await window.page.locator(".tab", { hasText: "Welcome" }).click();
  await stepAt(window.page, 1).locator(".codicon-getting-started-step-checked").waitFor();
}

async function searchesIt(window: Workbench): Promise<void> {
  const { page } = window;
  await stepAt(page, 2).click();
  await buttonOf(page, "Search documents").click();
  const widget = page.locator(".quick-input-widget:visible");
  await widget.locator(".quick-input-title", { hasText: "Search Documents" }).waitFor();
  await page.keyboard.type("rain barrels");
  await widget.locator(".monaco-list-row", { hasText: "watering.md" }).first().waitFor();
  await page.keyboard.press("Escape");
}

async function asksInANote(window: Workbench): Promise<void> {
  const { page } = window;
  await page.locator(".tab", { hasText: "Welcome" }).click();
  await stepAt(page, 3).click();
  await buttonOf(page, "Open a new note").click();
  await page.locator(".tab.active", { hasText: "Untitled-1" }).waitFor();
  await page.keyboard.type("Q: How often are the raised beds watered?");
  await page.locator(".codelens-decoration a", { hasText: "Ask Docs" }).click();
  await page.locator(".codelens-decoration a", { hasText: "Keep" }).waitFor();
  await page.locator(".view-line", { hasText: "twice" }).waitFor();
  await window.screenshot("walkthrough-note");
}

/** The editor has no Hebrew of its own where no language pack is installed: the manifest's Hebrew texts take English's place. */
async function speaksHebrew(context: ScenarioContext): Promise<void> {
  const extension = await prepareExtension(await context.makeFolder({}));
  const hebrew = path.join(repositoryRoot, "package.nls.he.json");
  await cp(hebrew, path.join(extension, "package.nls.json"));
  const texts = JSON.parse(await readFile(hebrew, "utf8")) as Readonly<Record<string, string>>;
  const window = await context.openWorkbench({ extensions: [extension] });
  await window.statusBarItem("Ask Docs").waitFor();
  await openWalkthrough(window);
  const { page } = window;
  for (const [at, id] of ["folder", "ask", "citation", "notes"].entries()) {
    if (at > 0) await stepAt(page, at).click();
    const step = stepAt(page, at);
    await step.filter({ hasText: texts[`walkthrough.${id}.title`] ?? "?" }).waitFor();
    const description = texts[`walkthrough.${id}.description`] ?? "?";
    for (const [, name = ""] of description.matchAll(/\[(.+?)\]\(/g)) await buttonOf(page, name).waitFor();
    await window.screenshot(`walkthrough-he-${at + 1}`);
  }
}
