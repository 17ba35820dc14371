import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { panelExplain, type ConversationState, type Turn } from "../../protocol/panelMessages.ts";
import type { ExplainParams } from "../../protocol/serverMessages.ts";
import type { AnswerView } from "../../protocol/views.ts";
import { findChromium, launchChromium } from "../e2e/host/chromium.ts";
import { explained, explainedHebrew } from "./explanationSamples.ts";
import { accessibilityProblems } from "./axe.ts";
import { bundlePanel, openPanelPage, type PanelPage, type PanelPageOptions, type ThemeName } from "./panelPage.ts";
import { abstained, english, hebrew, ready } from "./samples.ts";

const allThemes: readonly ThemeName[] = ["dark", "light", "high contrast", "high contrast light"];

let browser: Browser;
let script: string;
before(async () => {
  script = await bundlePanel();
  browser = await launchChromium(await findChromium(console.error));
});
after(async () => browser.close());

const answered = (view: AnswerView): Turn => ({
  id: view.question,
  question: view.question,
  askedAt: 0,
  outcome: { kind: "answered", answer: view },
});
const conversation = (...views: readonly AnswerView[]): ConversationState => ({
  version: 1,
  turns: views.map(answered),
  draft: "",
});

async function withPanel(
  options: Partial<PanelPageOptions>,
  story: (panel: PanelPage) => Promise<void>,
): Promise<void> {
  const panel = await openPanelPage(browser, script, { status: ready, ...options });
  try {
    await panel.page.locator("textarea:focus").waitFor();
    await story(panel);
    assert.deepEqual(panel.problems, []);
  } finally {
    await panel.close();
  }
}

const why = (page: Page, source: string) => page.getByRole("button", { name: `Why this result? ${source}` });
const card = (page: Page) => page.getByRole("dialog", { name: "Why this result?" });

for (const [name, view, explanation] of [
  ["english", english, explained],
  ["hebrew", hebrew, explainedHebrew],
  ["nearest", abstained, explained],
] as const) {
  test(`why a result was found is shown in every theme: ${name}`, async () => {
    await withPanel(
      { conversation: conversation(view), withoutCsp: true, reducedMotion: true },
      async ({ page, host, screenshot, setTheme }) => {
        host.onRequest(panelExplain, () => explanation);
        await page.locator(".why").first().click();
        await card(page).getByText(explanation.headline).waitFor();
        for (const theme of allThemes) {
          await setTheme(theme);
          await screenshot(`why-${name}-${theme.replaceAll(" ", "-")}`);
          assert.deepEqual(await accessibilityProblems(page), [], theme);
        }
      },
    );
  });
}

test("the keyboard opens, reads and closes an explanation, and is back where it was", async () => {
  await withPanel({ conversation: conversation(english) }, async ({ page, host, screenshot }) => {
    const asked: ExplainParams[] = [];
    host.onRequest(panelExplain, (params) => {
      asked.push(params);
      return explained;
    });
    const button = why(page, "Source 2: reference/configuration.md, line 31");
    const focused = (): Promise<boolean> => button.evaluate((element) => element === document.activeElement);
    for (let step = 0; step < 20 && !(await focused()); step += 1) await page.keyboard.press("Shift+Tab");
    assert.equal(await button.getAttribute("aria-expanded"), "false");
    await page.keyboard.press("Enter");
    await card(page).waitFor();
    assert.deepEqual(asked, [{ question: english.question, place: english.citations[1]?.place }]);
    assert.equal(await button.getAttribute("aria-expanded"), "true");
    assert.equal(await card(page).evaluate((element) => element === document.activeElement), true);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await card(page)
      .getByRole("row", { name: /^heading likeness \+2\.1/ })
      .waitFor();
    await screenshot("why-features");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await card(page).getByText("117 compared").waitFor();
    await screenshot("why-figures");
    await page.keyboard.press("Escape");
    await card(page).waitFor({ state: "hidden" });
    assert.equal(await focused(), true);
    assert.equal(await button.getAttribute("aria-expanded"), "false");
  });
});

test("nothing moves when an explanation opens, and its rows can be read one by one", async () => {
  await withPanel({ conversation: conversation(english, abstained) }, async ({ page, host }) => {
    let give = (_: typeof explained): void => assert.fail("it was not asked");
    host.onRequest(panelExplain, () => new Promise<typeof explained>((resolve) => (give = resolve)));
    const button = page.locator(".why").first();
    await button.scrollIntoViewIfNeeded();
    const places = (): Promise<unknown> =>
      page
        .locator(".source, .why, textarea")
        .evaluateAll((elements) => elements.map((element) => JSON.stringify(element.getBoundingClientRect())));
    const before = await places();
    await button.click();
    await page.locator('.why[aria-busy="true"]').waitFor();
    assert.equal(await card(page).isVisible(), false);
    give(explained);
    await card(page).waitFor();
    assert.deepEqual(await places(), before);
    await card(page).getByText("Not in it: kept").waitFor();
    const words = card(page).getByRole("table", { name: "The question's words" });
    assert.deepEqual(
      (await words.getByRole("row").allInnerTexts()).map((row) => row.replaceAll("\n", "")),
      [
        "Word\tShare\tStands in",
        "How\t\t24%\theadings",
        "long\t\t28%\theadings",
        "are\t\t19%\ttext ×2",
        "backups\t\t29%\ttitle ×3, path, text",
      ],
    );
  });
});

test("the card closes by its button, a press outside, its own button again, and when its place leaves the view", async () => {
  await withPanel({ conversation: conversation(english, abstained, hebrew, english) }, async ({ page, host }) => {
    host.onRequest(panelExplain, () => explained);
    const button = page.locator(".why").last();
    const open = async (): Promise<void> => {
      await button.click();
      await card(page).waitFor();
    };
    const closed = (): Promise<void> => card(page).waitFor({ state: "hidden" });
    await open();
    await card(page).getByRole("button", { name: "Close" }).click();
    await closed();
    await open();
    await button.click();
    await closed();
    await open();
    await page.locator("textarea").click();
    await closed();
    await open();
    await page.locator(".log").evaluate((log) => log.scrollTo(0, 0));
    await closed();
  });
});

test("it stays within the narrowest panel, and the words of a question keep to themselves", async () => {
  const options = { conversation: conversation(hebrew), size: { width: 220, height: 420 } };
  await withPanel(options, async ({ page, host, screenshot }) => {
    host.onRequest(panelExplain, () => explainedHebrew);
    await page.locator(".why").first().click();
    await card(page).waitFor();
    await screenshot("why-narrow");
    const box = await card(page).boundingBox();
    assert.ok(box !== null && box.x >= 0 && box.x + box.width <= 220 && box.y >= 0 && box.y + box.height <= 420);
    const sideways = await card(page).evaluate((element) => element.scrollWidth - element.clientWidth);
    assert.equal(sideways, 0);
    assert.doesNotMatch(await card(page).innerText(), /\u202E/u);
  });
});

test("a place that is not found any more, and a server that fails, are said", async () => {
  await withPanel({ conversation: conversation(english) }, async ({ page, host, screenshot }) => {
    host.onRequest(panelExplain, () => null);
    await page.locator(".why").first().click();
    await card(page).getByText("does not find this place any more").waitFor();
    host.onRequest(panelExplain, () => {
      throw new Error("The search process ended; ask again.");
    });
    await page.locator(".why").last().click();
    await card(page).getByText("The search process ended; ask again.").waitFor();
    await screenshot("why-failed");
  });
});
