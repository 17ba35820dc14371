import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { panelWithoutPassage, type WithoutPassageView } from "../../protocol/ablationMessages.ts";
import { panelVerdicts, type ConversationState } from "../../protocol/panelMessages.ts";
import type { AnswerView } from "../../protocol/views.ts";
import { findChromium, launchChromium } from "../e2e/host/chromium.ts";
import { accessibilityProblems } from "./axe.ts";
import { bundlePanel, openPanelPage, type PanelPage, type PanelPageOptions, type ThemeName } from "./panelPage.ts";
import { english, hebrew, ready, written } from "./samples.ts";

let browser: Browser;
let script: string;
before(async () => {
  script = await bundlePanel();
  browser = await launchChromium(await findChromium(console.error));
});
after(async () => browser.close());

const ablated: AnswerView = { ...written, ablation: { passages: 2, seconds: 3.4 } };
const conversation = (view: AnswerView): ConversationState => ({
  version: 1,
  turns: [{ id: "t", question: view.question, askedAt: 0, outcome: { kind: "answered", answer: view } }],
  draft: "",
});
const views: readonly WithoutPassageView[] = [
  {
    citations: [1],
    sentences: [
      { text: "The checksum does not match.", change: "lost", before: "supported" },
      {
        text: "Run it on the same snapshot.",
        change: "changed",
        becomes: "Run it on another snapshot.",
        before: "supported",
        after: "unsupported",
      },
    ],
  },
  {
    citations: [2],
    sentences: [{ text: "גיבויים נשמרים 35 ימים.", change: "unchanged", before: "supported", after: "supported" }],
  },
];

async function withPanel(
  view: AnswerView,
  options: Partial<PanelPageOptions>,
  story: (panel: PanelPage) => Promise<void>,
): Promise<void> {
  const panel = await openPanelPage(browser, script, { status: ready, conversation: conversation(view), ...options });
  try {
    panel.host.onRequest(panelVerdicts, ({ words }) => words.map(() => null));
    await panel.page.locator("textarea:focus").waitFor();
    await story(panel);
    assert.deepEqual(panel.problems, []);
  } finally {
    await panel.close();
  }
}

const name = "Which passages mattered";

test("what it costs is told first; then each passage is left out, by the keyboard alone", async () => {
  await withPanel(ablated, { withoutCsp: true, reducedMotion: true }, async ({ page, host, screenshot, setTheme }) => {
    const asked: number[] = [];
    host.onRequest(panelWithoutPassage, ({ id, passage }) => {
      assert.equal(id, "t");
      asked.push(passage);
      return views[passage] ?? assert.fail();
    });
    const button = page.getByRole("button", { name });
    await button.focus();
    await page.keyboard.press("Enter");
    const section = page.getByRole("region", { name });
    await section
      .getByText("Local Model 3 is asked 2 times more, without one cited passage each time: about 7 seconds.")
      .waitFor();
    assert.equal(await button.getAttribute("aria-expanded"), "true");
    assert.deepEqual(asked, [], "nothing is asked before the person says so");
    await section.getByRole("button", { name: "Ask the Model" }).focus();
    await page.keyboard.press("Enter");
    await section.getByText("Without [2]").waitFor();
    assert.deepEqual(asked, [0, 1]);
    await page.getByRole("status").getByText("2 passages left out: the answer changes without 1 of them.").waitFor();
    assert.deepEqual(await section.locator(".without-verdict").allInnerTexts(), [
      "2 of 2 sentences lost or changed.",
      "Nothing changes.",
    ]);
    assert.deepEqual(await section.locator(".change-kind").allInnerTexts(), ["lost", "changed", "unchanged"]);
    await section.getByText("in the sources before, now not in the sources").waitFor();
    const direction = await section.getByText("גיבויים").evaluate((node) => getComputedStyle(node).direction);
    assert.equal(direction, "rtl");
    for (const theme of ["dark", "light", "high contrast", "high contrast light"] satisfies ThemeName[]) {
      await setTheme(theme);
      await section.scrollIntoViewIfNeeded();
      await screenshot(`mattered-${theme.replaceAll(" ", "-")}`);
      assert.deepEqual(await accessibilityProblems(page), [], theme);
    }
    await button.click();
    await section.waitFor({ state: "detached" });
  });
});

test("stopping cancels the request under way, keeps what came, and starts anew", async () => {
  await withPanel(ablated, {}, async ({ page, host }) => {
    const cancelled = Promise.withResolvers<string>();
    let hangs = true;
    host.onRequest(panelWithoutPassage, ({ passage }, token) => {
      if (passage === 0 || !hangs) return views[passage] ?? assert.fail();
      token.onCancellationRequested(() => cancelled.resolve("cancelled"));
      return new Promise<never>(() => undefined);
    });
    await page.getByRole("button", { name }).click();
    const section = page.getByRole("region", { name });
    await section.getByRole("button", { name: "Ask the Model" }).click();
    await section.getByText("Leaving out passage 2 of 2…").waitFor();
    await section.getByRole("button", { name: "Stop" }).click();
    await cancelled.promise;
    await section.getByText("Stopped.").waitFor();
    assert.equal(await section.locator(".without").count(), 1);
    hangs = false;
    await section.getByRole("button", { name: "Ask from the Start" }).click();
    await section.getByText("Without [2]").waitFor();
    assert.equal(await section.locator(".without").count(), 2);
  });
});

test("a double click asks, and does not stop at once", async () => {
  await withPanel(ablated, {}, async ({ page, host }) => {
    host.onRequest(panelWithoutPassage, () => new Promise<never>(() => undefined));
    await page.getByRole("button", { name }).click();
    const section = page.getByRole("region", { name });
    await section.getByRole("button", { name: "Ask the Model" }).dblclick();
    await section.getByText("Leaving out passage 1 of 2…").waitFor();
    assert.equal(await section.getByText("Stopped.").count(), 0);
  });
});

test("a failure is told with its reason; nothing more is asked", async () => {
  await withPanel(ablated, { size: { width: 220, height: 600 } }, async ({ page, host, screenshot }) => {
    let calls = 0;
    host.onRequest(panelWithoutPassage, () => {
      calls += 1;
      throw new Error("What this answer was written from is not known any more. Ask the question again.");
    });
    await page.getByRole("button", { name }).click();
    await page.getByRole("button", { name: "Ask the Model" }).click();
    await page.locator(".mattered .failure-text").getByText("Ask the question again").waitFor();
    assert.equal(calls, 1);
    await page.locator(".mattered").scrollIntoViewIfNeeded();
    await screenshot("mattered-failed-narrow");
  });
});

for (const [kind, view] of Object.entries({ "documents' own words": english, "right-to-left": hebrew }))
  test(`an answer without a model has no such button: ${kind}`, async () => {
    await withPanel(view, {}, async ({ page }) => {
      assert.equal(await page.getByRole("button", { name }).count(), 0);
    });
  });
