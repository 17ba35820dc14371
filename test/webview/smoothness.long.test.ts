import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import type { Turn } from "../../protocol/panelMessages.ts";
import { findChromium, launchChromium } from "../e2e/host/chromium.ts";
import { createFrameMeter, longAnswer, scrollThrough, showAll, streamSentences, type FrameMeter } from "./frames.ts";
import { bundlePanel, openPanelPage, type PanelPage } from "./panelPage.ts";
import { english, ready, written } from "./samples.ts";

let browser: Browser;
let script: string;
before(async () => {
  script = await bundlePanel();
  browser = await launchChromium(await findChromium(console.error));
});
after(async () => browser.close());

async function withTurns<T>(
  turns: readonly Turn[],
  story: (panel: PanelPage, meter: FrameMeter) => Promise<T>,
): Promise<T> {
  const panel = await openPanelPage(browser, script, { status: ready, conversation: { version: 1, turns, draft: "" } });
  try {
    await panel.page.locator("ask-docs-turn").last().waitFor();
    const told = await story(panel, await createFrameMeter(panel.page));
    assert.deepEqual(panel.problems, []);
    return told;
  } finally {
    await panel.close();
  }
}

const answered = (count: number): readonly Turn[] =>
  Array.from({ length: count }, (_, at) => ({
    id: `t${at}`,
    question: `Question ${at}?`,
    askedAt: at,
    outcome: { kind: "answered", answer: at % 2 === 0 ? written : english },
  }));

/** Of 5,000 tokens. */
const whole = longAnswer(300);
const asked: Turn = { id: "long", question: whole.question, askedAt: 0, outcome: { kind: "searching" } };

// Limits are of processor time, and of one part of a run to another, so that they hold on a busy machine.

test("a thousand turns scroll at little more cost for each frame than sixty", async () => {
  const costOfFrame = (count: number): Promise<number> =>
    withTurns(answered(count), async ({ page }, meter) => {
      await page.evaluate(showAll);
      const { cpu, gaps } = await meter.during(() => scrollThrough(page, -1, 100));
      return cpu / gaps.length;
    });
  const [few, many] = [await costOfFrame(60), await costOfFrame(1000)];
  assert.ok(many < 3 * few, `${few.toFixed(1)} ms a frame with 60 turns, ${many.toFixed(1)} with 1,000`);
});

test("the last sentences of an answer of 5,000 tokens cost what the first ones do", async () => {
  await withTurns([...answered(30), asked], async ({ page }, meter) => {
    const part = async (from: number, to: number): Promise<number> => {
      const given = { id: "long", answer: whole, from, to, perSecond: 60 };
      return (await meter.during(() => streamSentences(page, given))).cpu / (to - from);
    };
    await part(0, 20);
    const first = await part(20, 80);
    await part(80, 240);
    const last = await part(240, 300);
    assert.ok(last < 2 * first, `${first.toFixed(1)} ms a sentence at the start, ${last.toFixed(1)} at the end`);
  });
});

test("an answer of 5,000 tokens that comes at once is drawn in several frames, and whole", async () => {
  await withTurns([asked], async ({ page }) => {
    const drawn = page.evaluate(async (all) => {
      const counts = new Set<number>();
      while (!counts.has(all)) {
        counts.add(document.querySelectorAll(".answer :is(.sentence, .block)").length);
        await new Promise(requestAnimationFrame);
      }
      return [...counts].sort((a, b) => a - b);
    }, whole.sentences.length);
    await streamSentences(page, { id: "long", answer: whole, from: 0, to: 300, perSecond: 0 });
    const counts = await drawn;
    const steps = counts.map((count, at) => count - (counts[at - 1] ?? 0));
    assert.ok(Math.max(...steps) <= 80, counts.join(" "));
    assert.ok(counts.length < 30, counts.join(" "));
    assert.equal(await page.locator(".answer .code-block ask-docs-code-tools").count(), 30);
  });
});
