import assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import type { Scenario } from "../host/scenario.ts";
import type { Theme } from "../host/themes.ts";
import type { Workbench } from "../host/workbench.ts";
import { openPanel, type ChatPanel } from "../product/chatPanel.ts";
import { copyHandbook, openAskDocs, untilIndexed } from "../product/openAskDocs.ts";

const english = "How long are backups kept?";
const hebrew = "מי מרכזת את המתנדבים ומה מספר השלוחה שלה?";
const unanswerable = "Where may I park my car at the Leeds office?";

/** Why a result was found: beside a source and a nearest place, by keyboard, in every theme; and in the search's list. */
export const scenario: Scenario = {
  name: "explaining",
  isLong: true,
  limit: 180_000,
  async run(context) {
    const folder = await copyHandbook(context);
    const { window } = await openAskDocs(context, { open: folder });
    const panel = await openPanel(window);
    await untilIndexed(window);

    await explainsASource(window, panel);
    await explainsANearestPlace(window, panel);
    await explainsHebrew(window, panel);
    await explainsAResult(window);
  },
};

const cardOf = ({ frame }: ChatPanel): Locator => frame.getByRole("dialog", { name: "Why this result?" });

/** Opens the explanation of a turn's first place by keyboard alone. */
async function openByKeyboard({ page }: Workbench, turn: Locator): Promise<void> {
  const button = turn.locator(".why").first();
  for (let presses = 0; presses < 12 && (await turn.locator(".why:focus").count()) === 0; presses++)
    await page.keyboard.press("Shift+Tab");
  for (let presses = 0; presses < 12 && !(await hasFocus(button)); presses++) await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Enter");
}

const hasFocus = (element: Locator): Promise<boolean> => element.evaluate((node) => node === document.activeElement);

async function explainsASource(window: Workbench, panel: ChatPanel): Promise<void> {
  const turn = await panel.ask(english);
  await openByKeyboard(window, turn);
  const card = cardOf(panel);
  await card.getByText(/^Found by its words \(\d of 5\) and by its meaning\.$/).waitFor();
  const words = card.getByRole("table", { name: "The question's words" });
  assert.match(await words.getByRole("row", { name: /^backups/ }).innerText(), /title/);
  await window.screenshot("explaining-source");
  await window.page.keyboard.press("Escape");
  await card.waitFor({ state: "hidden" });
  assert.equal(await hasFocus(turn.locator(".why").first()), true);
}

async function explainsANearestPlace(window: Workbench, panel: ChatPanel): Promise<void> {
  const turn = await panel.ask(unanswerable);
  await turn.locator(".why").first().click();
  await cardOf(panel).getByText("Figures").click();
  await cardOf(panel)
    .getByText(/^1 of \d+ compared$/)
    .waitFor();
  await window.screenshot("explaining-nearest");
  await window.page.keyboard.press("Escape");
  await cardOf(panel).waitFor({ state: "hidden" });
}

async function explainsHebrew(window: Workbench, panel: ChatPanel): Promise<void> {
  const turn = await panel.ask(hebrew);
  await turn.locator(".why").first().click();
  const card = cardOf(panel);
  await card.getByRole("row", { name: /המתנדבים/ }).waitFor();
  for (const theme of ["light", "high contrast", "high contrast light", "dark"] satisfies Theme[]) {
    await window.setTheme(theme);
    await card.waitFor();
    await window.screenshot(`explaining-hebrew-${theme.replaceAll(" ", "-")}`);
  }
  await card.getByRole("button", { name: "Close" }).click();
  await card.waitFor({ state: "hidden" });
}

async function explainsAResult(window: Workbench): Promise<void> {
  const { page } = window;
  await window.runCommand("Ask Docs: Search Documents");
  const widget = page.locator(".quick-input-widget:visible");
  const rows = widget.locator(".monaco-list-row");
  await widget.locator("input").first().fill("המתנדבים");
  const row = rows.filter({ hasText: "volunteers.md" }).first();
  await row.waitFor();
  for (const key of ["Tab", "Tab", "Enter"]) await page.keyboard.press(key);
  await rows.filter({ hasText: "Found by its words" }).waitFor();
  await window.screenshot("explaining-search");
  await page.keyboard.press("ArrowUp");
  await rows.filter({ hasText: "Back to the results" }).and(page.locator(".focused")).waitFor();
  await page.keyboard.press("Enter");
  await row.waitFor();
  await row.hover();
  await row.getByRole("button", { name: "Why this result?" }).click();
  await rows.filter({ hasText: "Found by its words" }).waitFor();
  await widget.getByRole("button", { name: /^Back/ }).click();
  await row.waitFor();
  await page.keyboard.press("Escape");
  await widget.waitFor({ state: "hidden" });
}
