import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import type { JudgeParams, Verdict, VerdictsParams } from "../../protocol/evaluationMessages.ts";
import {
  panelJudge,
  panelJudgementsChanged,
  panelVerdicts,
  type ConversationState,
} from "../../protocol/panelMessages.ts";
import type { AnswerView } from "../../protocol/views.ts";
import { findChromium, launchChromium } from "../e2e/host/chromium.ts";
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

const conversation = (...views: readonly AnswerView[]): ConversationState => ({
  version: 1,
  turns: views.map((view) => ({
    id: view.question,
    question: view.question,
    askedAt: 0,
    outcome: { kind: "answered", answer: view },
  })),
  draft: "",
});

/** A panel whose extension keeps judgements as the server does; `said` is what was judged, by question and quotation. */
async function withPanel(
  options: Partial<PanelPageOptions>,
  story: (panel: PanelPage, said: Map<string, Verdict>, asked: JudgeParams[]) => Promise<void>,
): Promise<void> {
  const said = new Map<string, Verdict>();
  const asked: JudgeParams[] = [];
  const panel = await openPanelPage(browser, script, { status: ready, ...options });
  try {
    panel.host.onRequest(panelVerdicts, ({ question, words }: VerdictsParams) =>
      words.map(({ quote = "" }) => said.get(question + quote) ?? null),
    );
    panel.host.onRequest(panelJudge, (params) => {
      asked.push(params);
      const { question, words, verdict } = params;
      if (verdict === null) said.delete(question + (words.quote ?? ""));
      else said.set(question + (words.quote ?? ""), verdict);
      return { question, path: words.place.path, verdict, questions: 3 };
    });
    await panel.page.locator("textarea:focus").waitFor();
    await story(panel, said, asked);
    assert.deepEqual(panel.problems, []);
  } finally {
    await panel.close();
  }
}

const button = (page: Page, verdict: Verdict, source: string) =>
  page.getByRole("button", { name: `${verdict === "right" ? "Right" : "Wrong"} passage: ${source}` });
const pressed = (page: Page, verdict: Verdict, source: string) =>
  button(page, verdict, source).and(page.locator('[aria-pressed="true"]'));

for (const [name, view] of Object.entries({ english, hebrew, nearest: abstained })) {
  test(`places are judged in every theme: ${name}`, async () => {
    await withPanel(
      { conversation: conversation(view), withoutCsp: true, reducedMotion: true },
      async ({ page, screenshot, setTheme }) => {
        await page.locator(".judge.right").first().click();
        await page.locator(".judge.wrong").last().click();
        await page.locator('.judge[aria-pressed="true"]').nth(1).waitFor();
        for (const theme of allThemes) {
          await setTheme(theme);
          await screenshot(`judging-${name}-${theme.replaceAll(" ", "-")}`);
          assert.deepEqual(await accessibilityProblems(page), [], theme);
        }
      },
    );
  });
}

test("a judgement goes with its question and words, changes, and is taken back by the same button", async () => {
  const first = "Source 1: en/backups.md, line 19";
  await withPanel({ conversation: conversation(english) }, async ({ page }, said, asked) => {
    const [citation] = english.citations;
    assert.ok(citation !== undefined);
    const { place, quote, before, after } = citation;
    await button(page, "right", first).click();
    await page.getByRole("status").getByText("Marked as the right passage. Your set has 3 questions.").waitFor();
    assert.deepEqual(asked, [{ question: english.question, words: { place, quote, before, after }, verdict: "right" }]);
    await button(page, "wrong", first).click();
    await pressed(page, "wrong", first).waitFor();
    assert.equal(await pressed(page, "right", first).count(), 0);
    await page.getByRole("status").getByText("Marked as the wrong passage.").waitFor();
    await button(page, "wrong", first).click();
    await page.getByRole("status").getByText("Judgement taken back.").waitFor();
    assert.equal(await page.locator('.judge[aria-pressed="true"]').count(), 0);
    assert.equal(said.size, 0);
  });
});

test("what was judged before, or elsewhere meanwhile, is shown", async () => {
  const said = new Map<string, Verdict>([[english.question + (english.citations[0]?.quote ?? ""), "right"]]);
  const panel = await openPanelPage(browser, script, { status: ready, conversation: conversation(english) });
  try {
    const { page, host } = panel;
    host.onRequest(panelVerdicts, ({ question, words }) =>
      words.map(({ quote = "" }) => said.get(question + quote) ?? null),
    );
    // The panel asks as it starts, perhaps before it is answered here; the change makes it ask again.
    await host.sendNotification(panelJudgementsChanged, {});
    await pressed(page, "right", "Source 1: en/backups.md, line 19").waitFor();
    said.clear();
    await host.sendNotification(panelJudgementsChanged, {});
    await page.locator('.judge[aria-pressed="true"]').waitFor({ state: "detached" });
    assert.deepEqual(panel.problems, []);
  } finally {
    await panel.close();
  }
});

test("the keyboard reaches both buttons of a place, and judges", async () => {
  await withPanel({ conversation: conversation(english) }, async ({ page }, _, asked) => {
    const wanted = button(page, "wrong", "Source 2: reference/configuration.md, line 31");
    const focused = (): Promise<boolean> => wanted.evaluate((element) => element === document.activeElement);
    for (let step = 0; step < 20 && !(await focused()); step += 1) await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Space");
    await pressed(page, "wrong", "Source 2: reference/configuration.md, line 31").waitFor();
    assert.equal(await focused(), true);
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Enter");
    await pressed(page, "right", "Source 2: reference/configuration.md, line 31").waitFor();
    assert.deepEqual(
      asked.map(({ verdict }) => verdict),
      ["wrong", "right"],
    );
  });
});

test("a judgement that is not kept is shown as none, and why is read aloud", async () => {
  await withPanel({ conversation: conversation(english) }, async ({ page, host }) => {
    host.onRequest(panelJudge, () => {
      throw new Error("The words are gone from en/backups.md, and cannot be judged.");
    });
    await page.locator(".judge.right").first().click();
    await page.getByRole("status").getByText("The words are gone").waitFor();
    assert.equal(await page.locator('.judge[aria-pressed="true"]').count(), 0);
  });
});

test("in the narrowest panel the buttons stay beside their place", async () => {
  const options = { conversation: conversation(hebrew), size: { width: 220, height: 520 } };
  await withPanel(options, async ({ page, screenshot }) => {
    await page.locator(".judge.right").first().click();
    await screenshot("judging-narrow");
    const boxes = await page.locator(".judge").evaluateAll((elements) =>
      elements.map((element) => {
        const { left, right } = element.getBoundingClientRect();
        return left >= 0 && right <= window.innerWidth;
      }),
    );
    assert.ok(boxes.length > 0 && boxes.every(Boolean));
  });
});
