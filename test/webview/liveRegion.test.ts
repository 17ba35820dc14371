import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { panelAnswerRefined, panelAsk, panelStop } from "../../protocol/panelMessages.ts";
import type { AnswerView } from "../../protocol/views.ts";
import { findChromium, launchChromium } from "../e2e/host/chromium.ts";
import { bundlePanel, openPanelPage, type PanelPage } from "./panelPage.ts";
import { answer, cite, ready } from "./samples.ts";

let browser: Browser;
let script: string;
before(async () => {
  script = await bundlePanel();
  browser = await launchChromium(await findChromium(console.error));
});
after(async () => browser.close());

declare global {
  var announced: string[];
}

/** Runs in the page: keeps what a screen reader would say of live regions, in the order in which it comes. */
function listen(): void {
  globalThis.announced = [];
  new MutationObserver((changes) => {
    for (const { target, addedNodes } of changes) {
      const region = (target instanceof Element ? target : target.parentElement)?.closest("[aria-live]");
      if (region?.getAttribute("aria-live") !== "polite") continue;
      const isWhole = region.getAttribute("role") === "status";
      const said = isWhole
        ? [region.textContent]
        : [...addedNodes].filter((node) => node instanceof HTMLElement).map((node) => node.textContent);
      for (const words of said) if (words.trim() !== "") globalThis.announced.push(words.trim());
    }
  }).observe(document.body, { childList: true, subtree: true, characterData: true });
}

const sentences = {
  en: [
    "Backups are kept for 35 days.",
    "They are made **every night**.",
    "Run `lfkeep status` to see them.",
    "Nobody reads them.",
  ],
  he: [
    "הגיבויים נשמרים 35 ימים.",
    "הם נעשים **בכל לילה**.",
    "מריצים `lfkeep status` כדי לראות אותם.",
    "איש אינו קורא אותם.",
  ],
} as const;

const view = (texts: readonly string[], more: Partial<AnswerView> = {}): AnswerView =>
  answer(
    "How long?",
    texts.map((text) => [text, [1]]),
    [cite(1, "a.md", 1, "35 days")],
    { model: "Model", ...more },
  );

interface Stream {
  readonly page: Page;
  grow(given: AnswerView): Promise<void>;
  end(given: AnswerView): Promise<void>;
  /** What was said since the question. */
  said(): Promise<readonly string[]>;
}

async function withStream(language: "en" | "he", story: (stream: Stream) => Promise<void>): Promise<void> {
  const panel: PanelPage = await openPanelPage(browser, script, { status: ready, language });
  const { page, host } = panel;
  try {
    await page.locator("textarea").waitFor();
    await page.evaluate(listen);
    let id = "";
    let finish: (given: AnswerView) => void = () => undefined;
    host.onRequest(panelAsk, (params) => {
      id = params.id;
      return new Promise<AnswerView>((resolve) => (finish = resolve));
    });
    host.onNotification(panelStop, () => undefined);
    await page.locator("textarea").fill("How long?");
    await page.keyboard.press("Enter");
    await page.locator(".working").first().waitFor();
    while (id === "") await page.waitForTimeout(5);
    const drawn = (): Promise<void> =>
      page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))));
    await story({
      page,
      async grow(given) {
        await host.sendNotification(panelAnswerRefined, { id, answer: given, refining: true });
        await drawn();
      },
      async end(given) {
        finish(given);
        await page.locator(".working").first().waitFor({ state: "detached" });
        await drawn();
      },
      async said() {
        const [first, ...rest] = await page.evaluate(() => globalThis.announced);
        assert.notEqual(first, undefined);
        return rest;
      },
    });
    assert.deepEqual(panel.problems, []);
  } finally {
    await panel.close();
  }
}

for (const language of ["en", "he"] as const) {
  const all = sentences[language];

  test(`each finished sentence of a stream is heard once, in order: ${language}`, async () => {
    await withStream(language, async ({ page, grow, end, said }) => {
      await grow(view(["The documents' own words."], { model: null }));
      for (let count = 1; count < all.length; count += 1) {
        await grow(view(all.slice(0, count)));
        await grow(view(all.slice(0, count)));
      }
      await end(view(all));
      assert.deepEqual(await said(), all);
      const directions = await page
        .locator(".heard[role=log] p")
        .evaluateAll((found) => found.map((each) => getComputedStyle(each).direction));
      assert.ok(directions.every((direction) => direction === (language === "he" ? "rtl" : "ltr")));
    });
  });

  test(`a sentence that takes another's place is heard, and a stop ends the reading: ${language}`, async () => {
    const [first, second, third, fourth] = all;
    await withStream(language, async ({ grow, end, said }) => {
      await grow(view([first, second]));
      // A check has taken the second away, and the documents' own words for it stand at the end.
      await grow(view([first, third]));
      await end(view([first, third, fourth]));
      assert.deepEqual(await said(), [first, second, third, fourth]);
    });
    await withStream(language, async ({ page, grow, said }) => {
      await grow(view([first, second]));
      await page.keyboard.press("Escape");
      await page.locator(".stopped").waitFor();
      await grow(view([first, second, third]));
      const [one, two, ...end] = await said();
      assert.deepEqual([one, two, end.length], [first, second, 1]);
    });
  });
}

test("many sentences that come in one frame are all heard, in order", async () => {
  const many = Array.from({ length: 120 }, (_, at) => `Sentence ${at} is finished.`);
  await withStream("en", async ({ end, said }) => {
    await end(view(many));
    assert.deepEqual(await said(), many);
  });
});
