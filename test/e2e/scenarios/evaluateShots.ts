import assert from "node:assert/strict";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { FrameLocator } from "playwright-core";
import {
  startTestChatServer,
  writeCompletion,
  writeError,
  type ChatScript,
} from "../../../server/src/adapters/chat/testChatServer.ts";
import type { Scenario } from "../host/scenario.ts";
import type { Theme } from "../host/themes.ts";
import type { Workbench } from "../host/workbench.ts";
import { openAskDocs } from "../product/openAskDocs.ts";
import { saveReport } from "../product/saveReport.ts";
import { until } from "../product/until.ts";

const shots = `---
shots: 1
task: Say what the sender of a message wants.
labels: [refund, delivery]
---

===
text: My parcel is late, I want my money.
label: refund

===
text: איפה החבילה שלי?
label: delivery
`;

const rows = [
  ...Array.from({ length: 12 }, (_, at) => ({ text: `Parcel number ${at} has not come yet`, label: "delivery" })),
  ...Array.from({ length: 10 }, (_, at) => ({ text: `Pay me back what order ${at} cost`, label: "refund" })),
  { text: "מתי מגיעה ההזמנה <b>שלי</b>, מספר 12-34?", label: "delivery" },
  { text: "אני רוצה את הכסף בחזרה", label: "refund" },
];

/** Says what is likely in English, a refund in any other language; with shuffled labels and with none it is lost. */
const answering: ChatScript = ({ body: { messages } }, response) => {
  const prompt = messages.at(-1)?.content ?? "";
  const asked = prompt.slice(prompt.lastIndexOf("text:"));
  const isShuffled = prompt.includes("want my money.\nlabel: delivery");
  const isShown = prompt.includes("want my money.\nlabel:");
  writeCompletion(response, !isShown || isShuffled ? "hm" : asked.includes("Parcel") ? " delivery" : " refund");
};

/** A prompt is measured where it is written: with no model, stopped, left by its provider, and to the end. */
export const scenario: Scenario = {
  name: "evaluateShots",
  limit: 240_000,
  // The browser says of every frame without scripts that it runs none.
  expectedProblems: [
    /Blocked script execution in .* the 'allow-scripts' permission is not set/,
    /Evaluate Few-Shot Prompt… failed: The model does not answer any more/,
  ],
  async run(context) {
    const server = await startTestChatServer(answering);
    server.models = [{ id: "story-teller" }];
    try {
      const jsonl = rows.map((row) => JSON.stringify(row)).join("\n");
      const table = ["text,label", ...rows.map(({ text, label }) => `"${text}",${label}`)].join("\n");
      const folder = await context.makeFolder({
        "wants.shots": shots,
        "wants.test.jsonl": jsonl,
        "elsewhere/plain.shots": shots.replace("task:", "# task:"),
        "elsewhere/rows.csv": table,
      });
      const { window } = await openAskDocs(context, {
        open: folder,
        settings: { "askDocs.chat.url": server.address },
      });
      const { page } = window;
      const row = (words: string) =>
        page.locator(".quick-input-list .monaco-list-row").filter({ hasText: words }).first();
      const evaluate = async (file: string): Promise<void> => {
        await window.openFile(file);
        const lens = page.locator(".codelens-decoration a").filter({ hasText: "Evaluate" });
        await lens.waitFor();
        await lens.click();
      };

      await evaluate("wants.shots");
      const unchosen = window.notification(/No chat model is chosen/);
      await unchosen.waitFor();
      await window.screenshot("evaluate-shots-no-model");
      await unchosen.getByRole("button", { name: "Choose Chat Model…" }).click();
      await row("story-teller").click();
      await page.locator(".quick-input-widget").waitFor({ state: "hidden" });

      // The settings are written, and told to the server, a moment after the list has closed.
      await until(
        "the model is known",
        async () => {
          await evaluate("wants.shots");
          await sleep(500);
          const isAsked = await row("20 rows").isVisible();
          if (!isAsked) await page.keyboard.press("Escape");
          return isAsked;
        },
        (isAsked) => isAsked,
      );
      assert.match(await row("20 rows").innerText(), /at least 60 calls/);
      assert.match(await row("All 24 rows").innerText(), /at least 72 calls/);
      await window.screenshot("evaluate-shots-rows");
      assert.equal(server.chats.length, 0, "nothing is sent before the rows are chosen");

      server.script = async (request, response) => {
        await sleep(150);
        await answering(request, response);
      };
      await row("20 rows").click();
      const progress = window.notification(/Evaluating the prompt: \d+ of 60 answers/);
      await progress.waitFor();
      await until(
        "some answers are there",
        async () => server.chats.length,
        (count) => count > 5,
      );
      await window.screenshot("evaluate-shots-progress");
      await progress.getByRole("button", { name: "Cancel" }).click();
      await window.notification(/was stopped\. Its answers so far are kept/).waitFor();
      await window.screenshot("evaluate-shots-stopped");
      assert.equal(await page.locator(".tab", { hasText: "measured on" }).count(), 0);

      server.script = (request, response) => {
        if (server.chats.length <= 30) return answering(request, response);
        writeError(response, 400, "The model was unloaded");
      };
      await evaluate("wants.shots");
      await row("20 rows").click();
      const gone = window.notification(/does not answer any more/);
      await gone.waitFor({ timeout: 30_000 });
      assert.match(await gone.innerText(), /20 of 20 without demonstrations, \d+ of 20 with the demonstrations/);
      await window.screenshot("evaluate-shots-gone");
      assert.equal(await page.locator(".tab", { hasText: "measured on" }).count(), 0);

      await window.runCommand("Notifications: Clear All Notifications");
      server.script = answering;
      const before = server.chats.length;
      await evaluate("wants.shots");
      await row("All 24 rows").click();
      const report = await reportOf(window);
      assert.ok(server.chats.length - before < 60, "what was answered is not asked again");
      await report.getByText("measured as it stands").waitFor();
      await report
        .getByRole("row", { name: /^zero-shot/ })
        .first()
        .waitFor();
      await window.screenshot("evaluate-shots-report");
      await report.locator("summary", { hasText: "23 won" }).click();
      const won = report.locator("table.contrast").first();
      assert.equal(await won.locator("tbody tr").count(), 23);
      assert.equal(
        await won.getByText("אני רוצה את הכסף בחזרה").evaluate((cell) => getComputedStyle(cell).direction),
        "rtl",
      );
      for (const theme of ["high contrast", "light", "dark"] satisfies Theme[]) {
        await window.setTheme(theme);
        await window.screenshot(`evaluate-shots-${theme.replaceAll(" ", "-")}`);
      }
      await won.scrollIntoViewIfNeeded();
      await window.screenshot("evaluate-shots-won");
      await savesAsHtml(window, folder);

      // Rows in a table elsewhere, for a document that names none.
      await window.openFile("elsewhere/plain.shots");
      await window.runCommand("Ask Docs: Evaluate Few-Shot Prompt…");
      const place = page.locator(".quick-input-widget:visible input").first();
      await place.waitFor();
      await window.screenshot("evaluate-shots-file");
      await place.fill(path.join(folder, "elsewhere", "rows.csv"));
      await page.keyboard.press("Enter");
      await row("All 24 rows").waitFor();
      await window.screenshot("evaluate-shots-table");
      await page.keyboard.press("Escape");
    } finally {
      await server.close();
    }
  },
};

async function reportOf(window: Workbench): Promise<FrameLocator> {
  await window.page.locator('.tab.active[aria-label*="measured on story-teller"]').waitFor({ timeout: 60_000 });
  return window.webview("editor");
}

async function savesAsHtml({ page }: Workbench, folder: string): Promise<void> {
  const saved = await saveReport(page, "measured on story-teller", path.join(folder, "few-shot-report.html"));
  assert.match(saved, /^<!doctype html>/);
  assert.doesNotMatch(saved, /<script|command:|<b>שלי/);
}
