import type { CDPSession, Page } from "playwright-core";
import { panelAnswerRefined } from "../../protocol/panelMessages.ts";
import type { AnswerView } from "../../protocol/views.ts";
import { answer, cite } from "./samples.ts";

/** What the page did while something went on. */
export interface Frames {
  /** Milliseconds between frames that were drawn, in their order. */
  readonly gaps: readonly number[];
  /** Milliseconds of each task longer than 50, as the browser reports them. */
  readonly longTasks: readonly number[];
  /** Milliseconds of processor time of the page's main thread. */
  readonly cpu: number;
}

/** Measures frames, long tasks and processor time of a page. */
export interface FrameMeter {
  during(work: () => Promise<void>): Promise<Frames>;
}

interface Recording {
  readonly gaps: number[];
  readonly longTasks: number[];
  stop(): void;
}

declare global {
  var recording: Recording;
}

export async function createFrameMeter(page: Page): Promise<FrameMeter> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Performance.enable", { timeDomain: "threadTicks" });
  return {
    async during(work) {
      const start = await cpuOf(devtools);
      await page.evaluate(startRecording);
      await work();
      const { gaps, longTasks } = await page.evaluate(() => {
        globalThis.recording.stop();
        return { gaps: globalThis.recording.gaps, longTasks: globalThis.recording.longTasks };
      });
      return { gaps, longTasks, cpu: (await cpuOf(devtools)) - start };
    },
  };
}

async function cpuOf(devtools: CDPSession): Promise<number> {
  const { metrics } = await devtools.send("Performance.getMetrics");
  return (metrics.find(({ name }) => name === "TaskDuration")?.value ?? 0) * 1000;
}

/** Runs in the page. */
function startRecording(): void {
  const [gaps, longTasks]: [number[], number[]] = [[], []];
  const observer = new PerformanceObserver((list) =>
    longTasks.push(...list.getEntries().map(({ duration }) => duration)),
  );
  observer.observe({ type: "longtask" });
  let last = 0;
  let frame = requestAnimationFrame(function next(now) {
    if (last !== 0) gaps.push(now - last);
    last = now;
    frame = requestAnimationFrame(next);
  });
  globalThis.recording = {
    gaps,
    longTasks,
    stop() {
      cancelAnimationFrame(frame);
      longTasks.push(...observer.takeRecords().map(({ duration }) => duration));
      observer.disconnect();
    },
  };
}

/** Sentences as a model writes them, about 17 tokens each: every tenth is a block of code, every fifteenth a list. */
export function longAnswer(sentences: number): AnswerView {
  const citations = Array.from({ length: 12 }, (_, at) =>
    cite(at + 1, `guide/part-${at}.md`, at * 7 + 1, `Part ${at} of the guide says how snapshots are taken and kept.`, {
      breadcrumb: ["Guide", `Part ${at}`],
    }),
  );
  const text = (at: number): string => {
    if (at % 10 === 9) return `\`\`\`sh\nlfkeep verify --part ${at}\nlfkeep status --part ${at}\n\`\`\``;
    if (at % 15 === 14) return `- Step ${at}: open the **job**\n- Choose *Verify* and wait for part ${at}`;
    return `Snapshot ${at} is taken at night, checked against \`part-${at}\`, and kept for **${at} days** in the second store.`;
  };
  return answer(
    "How are snapshots kept?",
    Array.from({ length: sentences }, (_, at) => [text(at), [(at % 12) + 1]]),
    citations,
    { model: "Local Model 3" },
  );
}

/**
 * Sends the page an answer as it grows from one sentence to another, at so many sentences a second, or all at once where
 * that is 0; resolves when what came last is drawn.
 */
export async function streamSentences(
  page: Page,
  given: {
    readonly id: string;
    readonly answer: AnswerView;
    readonly from: number;
    readonly to: number;
    readonly perSecond: number;
  },
): Promise<void> {
  await page.evaluate(
    async ({ id, answer: whole, from, to, perSecond, method }) => {
      const start = performance.now();
      for (let count = from + 1; count <= to; count += 1) {
        const wait = perSecond === 0 ? 0 : start + ((count - from) * 1000) / perSecond - performance.now();
        if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
        const grown = { ...whole, sentences: whole.sentences.slice(0, count) };
        window.postMessage({ jsonrpc: "2.0", method, params: { id, answer: grown, refining: true } }, "*");
      }
      const drawn = (): number =>
        document.querySelectorAll(`ask-docs-turn:last-of-type .answer :is(.sentence, .block)`).length;
      while (drawn() < to) await new Promise(requestAnimationFrame);
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    },
    { ...given, method: panelAnswerRefined.method },
  );
}

/** Scrolls from one end of the conversation to the other most of a screen a frame, at most so many frames. */
export async function scrollThrough(page: Page, direction: 1 | -1, most = 3000): Promise<void> {
  await page.evaluate(
    async ([way, frameCount]) => {
      const log = document.querySelector(".log");
      if (log === null) throw new Error("There is no conversation.");
      for (let frames = 0; frames < frameCount; frames += 1) {
        const before = log.scrollTop;
        log.scrollTop += way * 600;
        await new Promise(requestAnimationFrame);
        if (log.scrollTop === before && (way < 0 || before + log.clientHeight >= log.scrollHeight - 2)) return;
      }
    },
    [direction, most] as const,
  );
}

/** Runs in the page: shows every turn that is kept, and goes to the last. */
export async function showAll(): Promise<void> {
  for (;;) {
    const more = document.querySelector<HTMLElement>(".earlier");
    if (more === null) break;
    more.click();
    await new Promise(requestAnimationFrame);
  }
  const log = document.querySelector(".log");
  if (log !== null) log.scrollTop = log.scrollHeight;
}
