import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import {
  panelAction,
  panelAnswerRefined,
  panelAsk,
  panelConversationChanged,
  panelSaveConversation,
  type PanelAskParams,
  type SavedConversation,
  type ShownConversation,
  type Turn,
  type TurnOutcome,
} from "../../protocol/panelMessages.ts";
import { findChromium, launchChromium } from "../e2e/host/chromium.ts";
import { accessibilityProblems } from "./axe.ts";
import { bundlePanel, openPanelPage, type PanelPage, type PanelPageOptions, type ThemeName } from "./panelPage.ts";
import { abstained, english, hebrew, ready, written } from "./samples.ts";

const allThemes: readonly ThemeName[] = ["dark", "light", "high contrast", "high contrast light"];
const longName = "Everything that was ever asked about backups, their copies, their keys and who may open them";

let browser: Browser;
let script: string;
before(async () => {
  script = await bundlePanel();
  browser = await launchChromium(await findChromium(console.error));
});
after(async () => browser.close());

async function withPanel(options: Partial<PanelPageOptions>, story: (panel: PanelPage) => Promise<void>) {
  const panel = await openPanelPage(browser, script, { status: ready, ...options });
  try {
    await panel.page.locator("textarea:focus").waitFor();
    await story(panel);
    assert.deepEqual(panel.problems, []);
  } finally {
    await panel.close();
  }
}

const turnOf = (outcome: TurnOutcome, question: string): Turn => ({ id: question, question, askedAt: 0, outcome });
const [answered, hebrewTurn, other] = [english, hebrew, abstained].map((view) =>
  turnOf({ kind: "answered", answer: view }, view.question),
) as [Turn, Turn, Turn];
const shown = (id: string, turns: readonly Turn[], more: Partial<ShownConversation> = {}): ShownConversation => ({
  ...{ version: 1, id, turns, draft: "", hasOthers: true, pastQuestions: [] },
  ...more,
});

test("the bar says which conversation it is, in all themes, both directions and narrow", async () => {
  for (const [name, language, conversation, says] of [
    ["first-question", "en", shown("a", [other]), other.question],
    ["named", "en", shown("a", [other], { name: longName }), longName],
    ["new", "fr", shown("a", []), "Nouvelle conversation"],
    ["hebrew", "he", shown("a", [hebrewTurn]), hebrewTurn.question],
    ["mixed", "he", shown("a", [hebrewTurn], { name: longName }), longName],
  ] as const) {
    const size = { width: 320, height: 640 };
    await withPanel({ conversation, language, size, withoutCsp: true }, async ({ page, setTheme, screenshot }) => {
      const title = page.getByRole("button", { name: says });
      await title.waitFor();
      for (const theme of allThemes) {
        await setTheme(theme);
        await screenshot(`conversation-bar-${name}-${theme.replaceAll(" ", "-")}`);
        if (name === "new" || name === "mixed") assert.deepEqual(await accessibilityProblems(page), []);
      }
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false);
      // It begins where lines begin, whatever its words are.
      const [box, width] = [await title.boundingBox(), page.viewportSize()?.width ?? 0];
      const start = language === "he" ? width - (box?.x ?? 0) - (box?.width ?? 0) : box?.x;
      assert.ok((start ?? width) < 16, `${name} begins ${start} pixels from the side`);
    });
  }
});

test("a conversation that is alone has no bar; the bar leads to the list by pointer and by keyboard", async () => {
  await withPanel({ conversation: shown("a", [], { hasOthers: false }) }, async ({ page, host }) => {
    assert.equal(await page.locator(".conversation-bar").count(), 0);
    const heard: unknown[] = [];
    host.onNotification(panelAction, ({ action }) => void heard.push(action));
    await host.sendNotification(panelConversationChanged, shown("a", []));
    const title = page.locator(".conversation-title");
    await title.click();
    await page.locator("textarea").focus();
    await page.keyboard.press("Shift+Tab");
    while ((await page.locator(".conversation-title:focus").count()) === 0) await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Enter");
    while (heard.length < 2) await page.waitForTimeout(10);
    assert.deepEqual(heard, ["showConversations", "showConversations"]);
    assert.equal(await title.getAttribute("title"), "Show conversations");
  });
});

test("another conversation takes its place whole, and nothing of the one before comes into it", async () => {
  const searching = turnOf({ kind: "searching" }, "Still being answered?");
  await withPanel({ conversation: shown("a", [answered, searching]) }, async ({ page, host }) => {
    const [saved, asked]: [SavedConversation[], PanelAskParams[]] = [[], []];
    host.onNotification(panelSaveConversation, (state) => void saved.push(state));
    host.onRequest(panelAsk, (params) => {
      asked.push(params);
      return new Promise<never>(() => undefined);
    });
    await page.locator(".working-bar").waitFor();
    await page.keyboard.type("half a thought");
    const there = shown("b", [other], { draft: "theirs", pastQuestions: ["Of another?", answered.question] });
    await host.sendNotification(panelConversationChanged, there);
    await page.getByRole("article", { name: other.question }).waitFor();
    assert.equal(await page.locator("ask-docs-turn").count(), 1);
    assert.equal(await page.locator(".working-bar").count(), 0);
    assert.equal(await page.getByRole("status").innerText(), `Conversation: ${other.question}`);
    await page.waitForFunction(() => document.querySelector("textarea")?.value === "theirs");
    assert.deepEqual([saved.at(-1)?.id, saved.at(-1)?.draft, saved.at(-1)?.turns.length], ["a", "half a thought", 2]);

    await host.sendNotification(panelAnswerRefined, { id: searching.id, answer: english, refining: false });
    await page.locator("textarea").fill("");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowUp");
    assert.equal(await page.locator("textarea").inputValue(), "Of another?");
    await page.keyboard.press("Enter");
    await page.getByRole("article", { name: "Of another?" }).waitFor();
    assert.deepEqual([asked[0]?.conversation, asked[0]?.previous?.question], ["b", other.question]);
    assert.equal(await page.locator("ask-docs-turn").count(), 2);

    // Back in the first, what was under way is there with what has come of it.
    const back = shown("a", [answered, turnOf({ kind: "refining", answer: english }, searching.question)]);
    await host.sendNotification(panelConversationChanged, back);
    await page.getByRole("article", { name: searching.question }).getByText("Refining…").waitFor();
    await host.sendNotification(panelAnswerRefined, { id: searching.id, answer: english, refining: false });
    await page.locator(".working-bar").waitFor({ state: "detached" });
  });
});

test("a conversation of a thousand turns opens like one of thirty", async () => {
  const turnsOf = (count: number): readonly Turn[] =>
    Array.from({ length: count }, (_, index) => ({
      ...turnOf({ kind: "answered", answer: written }, written.question),
      id: String(index),
    }));
  async function openingTime(count: number): Promise<number> {
    let time = 0;
    await withPanel({ conversation: shown("a", turnsOf(count)) }, async ({ page }) => {
      await page.locator("ask-docs-turn").first().waitFor();
      time = await page.evaluate(() => performance.now());
    });
    return time;
  }
  // In turns, so that whatever else the machine does meets both.
  const [few, many]: [number[], number[]] = [[], []];
  for (let round = 0; round < 2; round += 1) {
    few.push(await openingTime(30));
    many.push(await openingTime(1000));
  }
  const [fewest, most] = [Math.min(...few), Math.min(...many)];
  assert.ok(most < 4 * fewest, `1,000 turns in ${most} ms, where 30 take ${fewest} ms`);
});
