import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Locator } from "playwright-core";
import { panelAsk, panelStatusChanged, type ConversationState, type Turn } from "../../protocol/panelMessages.ts";
import type { AskParams, SuggestParams } from "../../protocol/serverMessages.ts";
import type { AnswerView } from "../../protocol/views.ts";
import { findChromium, launchChromium } from "../e2e/host/chromium.ts";
import { bundlePanel, openPanelPage } from "./panelPage.ts";
import { english, hebrew, ready } from "./samples.ts";

let browser: Browser;
let script: string;
before(async () => {
  script = await bundlePanel();
  browser = await launchChromium(await findChromium(console.error));
});
after(async () => browser.close());

const fourLanguages = [
  { question: "Who approves a purchase?", language: "en" },
  { question: "האם יש השתתפות בנסיעות?", language: "he" },
  { question: "Когда обращение закрывается само?", language: "ru" },
  { question: "Les transports en commun sont-ils remboursés ?", language: "fr" },
];

const conversationOf = (view: AnswerView): ConversationState => {
  const turn: Turn = { id: "t", question: view.question, askedAt: 0, outcome: { kind: "answered", answer: view } };
  return { version: 1, turns: [turn], draft: "" };
};

const directionOf = (element: Locator): Promise<string> => element.evaluate((one) => getComputedStyle(one).direction);

test("questions to begin with read in their own direction, are reached by keyboard and asked as new topics", async () => {
  const wanted: SuggestParams[] = [];
  const asked: AskParams[] = [];
  const panel = await openPanelPage(browser, script, {
    status: ready,
    size: { width: 300, height: 760 },
    suggest: async (params) => (wanted.push(params), params.near.length === 0 ? fourLanguages : []),
  });
  panel.host.onRequest(panelAsk, (params) => (asked.push(params), english));
  const list = panel.page.getByRole("list", { name: "Questions to try" });
  await list.getByRole("button").nth(3).waitFor();
  assert.deepEqual(wanted, [{ asked: [], near: [], locale: "en" }]);
  assert.equal(await directionOf(list.getByRole("button").nth(1)), "rtl");
  assert.equal(await directionOf(list.getByRole("button").nth(2)), "ltr");
  assert.equal(await list.getByRole("button").nth(1).getAttribute("lang"), "he");
  await panel.screenshot("suggesting-welcome");
  await panel.page.locator("textarea:focus").waitFor();
  await panel.page.keyboard.press("Shift+Tab");
  await panel.page.keyboard.press("Shift+Tab");
  await panel.page.keyboard.press("Shift+Tab");
  await panel.page.keyboard.press("Enter");
  await panel.page.locator(".answer").first().waitFor();
  assert.deepEqual(
    asked.map(({ question, previous }) => ({ question, previous })),
    [{ question: "האם יש השתתפות בנסיעות?", previous: undefined }],
  );
  await panel.page.locator("textarea:focus").waitFor();
  assert.equal(await list.count(), 0);
  assert.deepEqual(panel.problems, []);
  await panel.close();
});

test("related questions stand under the last answer, stand alone when they are asked, and give way to a question", async () => {
  const wanted: SuggestParams[] = [];
  const asked: AskParams[] = [];
  const panel = await openPanelPage(browser, script, {
    status: ready,
    conversation: conversationOf(english),
    suggest: async (params) => (wanted.push(params), fourLanguages.slice(0, 3)),
  });
  const waiting = Promise.withResolvers<AnswerView>();
  panel.host.onRequest(panelAsk, (params) => (asked.push(params), waiting.promise));
  const list = panel.page.getByRole("list", { name: "Related questions" });
  await list.getByRole("button").nth(2).waitFor();
  assert.deepEqual(wanted[0]?.asked, [english.question]);
  assert.deepEqual(wanted[0].near[0], english.citations[0]?.place);
  await panel.screenshot("suggesting-related");
  await list.getByRole("button").nth(1).click();
  await panel.page.locator(".working").first().waitFor();
  assert.equal(await list.count(), 0);
  assert.equal(asked[0]?.previous, undefined);
  waiting.resolve(hebrew);
  await list.waitFor();
  assert.deepEqual(wanted[1]?.asked, [english.question, "האם יש השתתפות בנסיעות?"]);
  assert.deepEqual(panel.problems, []);
  await panel.close();
});

test("suggesting waits for the documents, is called off by a question, and its failure shows nothing", async () => {
  let calls = 0;
  let calledOff = false;
  const panel = await openPanelPage(browser, script, {
    status: { ...ready, activity: "reading", files: 3 },
    async suggest(params, token) {
      calls += 1;
      if (params.near.length > 0) throw new Error("The server is gone.");
      await new Promise<void>((resolve) => token.onCancellationRequested(() => resolve()));
      calledOff = true;
      return fourLanguages;
    },
  });
  panel.host.onRequest(panelAsk, () => english);
  await panel.page.locator("textarea:focus").waitFor();
  assert.equal(calls, 0);
  await panel.host.sendNotification(panelStatusChanged.method, ready);
  await panel.page.waitForFunction(() => true);
  await panel.page.locator("textarea").fill("How long are backups kept?");
  await panel.page.keyboard.press("Enter");
  await panel.page.locator(".answer").first().waitFor();
  await panel.page.waitForTimeout(100);
  assert.equal(calledOff, true);
  assert.equal(calls, 2);
  assert.equal(await panel.page.locator(".suggestion").count(), 0);
  assert.deepEqual(panel.problems, []);
  await panel.close();
});
