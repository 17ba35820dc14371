/**
 * Measures how smoothly the chat panel draws, in Chromium on the bundle of the panel: scrolling through 1,000 turns, and an
 * answer of 5,000 tokens that streams in, at 100 tokens a second and all at once; beside an empty panel.
 *
 *   node bench/panel/frames.ts [--turns 1000] [--sentences 300] [--rate 6]
 *
 * Prints for each the frames, the longest gap between two (16.7 is none left out), the gap that 99 of 100 stay within, the
 * tasks longer than 50 ms, and processor time of the page's main thread; for the stream also what a sentence costs at the
 * start and at the end.
 */
import { parseArgs } from "node:util";
import type { Turn } from "../../protocol/panelMessages.ts";
import { findChromium, launchChromium } from "../../test/e2e/host/chromium.ts";
import {
  createFrameMeter,
  longAnswer,
  scrollThrough,
  showAll,
  streamSentences,
  type Frames,
} from "../../test/webview/frames.ts";
import { bundlePanel, openPanelPage, type PanelPage } from "../../test/webview/panelPage.ts";
import { english, ready, written } from "../../test/webview/samples.ts";

const { values: args } = parseArgs({
  options: {
    turns: { type: "string", default: "1000" },
    sentences: { type: "string", default: "300" },
    rate: { type: "string", default: "6" },
  },
});
const [turnCount, sentences, rate] = [Number(args.turns), Number(args.sentences), Number(args.rate)];

const browser = await launchChromium(await findChromium(console.error));
const script = await bundlePanel();
const answered = (at: number): Turn => ({
  id: `t${at}`,
  question: `Question ${at}?`,
  askedAt: at,
  outcome: { kind: "answered", answer: at % 2 === 0 ? written : english },
});

async function withTurns(turns: readonly Turn[], story: (panel: PanelPage) => Promise<void>): Promise<void> {
  const panel = await openPanelPage(browser, script, { status: ready, conversation: { version: 1, turns, draft: "" } });
  try {
    await panel.page.locator("textarea").waitFor();
    await story(panel);
  } finally {
    await panel.close();
  }
}

function print(name: string, { gaps, longTasks, cpu }: Frames): void {
  const sorted = [...gaps].sort((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(1);
  const total = longTasks.reduce((sum, each) => sum + each, 0);
  console.log(
    `${name.padEnd(34)} frames ${String(gaps.length).padStart(5)}  gap p50 ${at(0.5)} p99 ${at(0.99)} max ${at(1)} ms` +
      `  long tasks ${longTasks.length} (${total.toFixed(0)} ms, longest ${Math.max(0, ...longTasks).toFixed(0)})  cpu ${cpu.toFixed(0)} ms`,
  );
}

await withTurns([], async ({ page }) => {
  const meter = await createFrameMeter(page);
  print("empty panel, 5 s", await meter.during(() => page.waitForTimeout(5000)));
});

await withTurns(
  Array.from({ length: turnCount }, (_, at) => answered(at)),
  async ({ page }) => {
    const meter = await createFrameMeter(page);
    const start = performance.now();
    await page.evaluate(showAll);
    console.log(
      `${await page.locator("ask-docs-turn").count()} turns shown after ${(performance.now() - start).toFixed(0)} ms`,
    );
    print(`scroll up through ${turnCount} turns`, await meter.during(() => scrollThrough(page, -1)));
    print(`scroll down through ${turnCount} turns`, await meter.during(() => scrollThrough(page, 1)));
  },
);

const whole = longAnswer(sentences);
const asked: Turn = { id: "long", question: whole.question, askedAt: 0, outcome: { kind: "searching" } };
for (const [name, before] of [
  ["", []],
  [`, after ${turnCount} turns`, Array.from({ length: turnCount }, (_, at) => answered(at))],
] as const)
  await withTurns([...before, asked], async ({ page }) => {
    const meter = await createFrameMeter(page);
    const quarter = Math.floor(sentences / 4);
    const part = (from: number, to: number, perSecond: number): Promise<Frames> =>
      meter.during(() => streamSentences(page, { id: "long", answer: whole, from, to, perSecond }));
    const first = await part(0, quarter, rate);
    const middle = await part(quarter, sentences - quarter, rate);
    const last = await part(sentences - quarter, sentences, rate);
    print(`stream${name}: first quarter`, first);
    print(`stream${name}: middle`, middle);
    print(`stream${name}: last quarter`, last);
    console.log(
      `  a sentence costs ${(first.cpu / quarter).toFixed(1)} ms at the start, ${(last.cpu / quarter).toFixed(1)} ms at the end`,
    );
  });

await withTurns([asked], async ({ page }) => {
  const meter = await createFrameMeter(page);
  const burst = { id: "long", answer: whole, from: 0, to: sentences, perSecond: 0 };
  print(`burst of ${sentences} sentences`, await meter.during(() => streamSentences(page, burst)));
});

await browser.close();
