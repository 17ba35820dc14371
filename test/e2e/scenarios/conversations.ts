import assert from "node:assert/strict";
import {
  startTestChatServer,
  writeAnswer,
  type TestChatServer,
} from "../../../server/src/adapters/chat/testChatServer.ts";
import type { Scenario } from "../host/scenario.ts";
import type { Workbench } from "../host/workbench.ts";
import { openPanel, sentencesOf, untilAnswered, visiblePanel, type ChatPanel } from "../product/chatPanel.ts";
import { openConversationList, shownConversationList } from "../product/conversationList.ts";
import { copyHandbook, openAskDocs, untilIndexed } from "../product/openAskDocs.ts";
import { untilStored } from "../product/storage.ts";
import { until } from "../product/until.ts";

const allowance = "What is the daily meal allowance in 2024?";
const followUp = "And in 2025?";
const backups = "How long are backups kept?";
const hebrew = "מה שעות הפתיחה של אולם הקריאה ביום ראשון?";
const written = "Backups are kept for 35 days, counted from the moment the snapshot finishes [1].";

/** Conversations apart: follow-ups, drafts and answers that are still coming stay in their own; renamed, deleted, brought back, reloaded. */
export const scenario: Scenario = {
  name: "conversations",
  limit: 180_000,
  async run(context) {
    const chat = await startTestChatServer((_, response) => writeAnswer(response, written));
    try {
      const folder = await copyHandbook(context, {});
      const { window } = await openAskDocs(context, { open: folder });
      const panel = await openPanel(window);
      await untilIndexed(window);
      await followsUpAlone(window, panel);
      await goesOnElsewhere(window, panel, chat);
      await isListed(window, panel);
      await recallsAndFindsAll(window, panel);
      await survivesReload(window, panel);
    } finally {
      await chat.close();
    }
  },
};

async function followsUpAlone(window: Workbench, panel: ChatPanel): Promise<void> {
  await panel.ask(allowance);
  assert.equal(await (await panel.ask(followUp)).locator(".asked-as").count(), 1);
  const bar = panel.frame.locator(".conversation-title");
  assert.equal(await bar.count(), 0, "one conversation alone needs no title");
  await panel.box.fill("left here");
  // By the keyboard, from the box for the question.
  await window.page.keyboard.press("Control+K");
  await window.page.keyboard.press("Control+N");
  await panel.turn(followUp).waitFor({ state: "detached" });
  await panel.frame.locator("textarea:focus").waitFor();
  assert.equal(await panel.box.inputValue(), "");
  assert.equal(await bar.innerText(), "New conversation");
  await window.screenshot("conversations-new");
  const alone = await panel.ask(followUp);
  assert.equal(await alone.locator(".asked-as").count(), 0);
  assert.equal(await bar.innerText(), followUp);
}

/** The model's answer is held back until the window is in another conversation. */
async function goesOnElsewhere(window: Workbench, panel: ChatPanel, chat: TestChatServer): Promise<void> {
  const gate = Promise.withResolvers<undefined>();
  chat.script = async (_, response) => {
    await gate.promise;
    await writeAnswer(response, written);
  };
  const settings = { "askDocs.chat.url": chat.address, "askDocs.chat.provider": "http" };
  await window.setSettings({ ...settings, "askDocs.chat.model": "scripted" });
  await window.runCommand("Ask Docs: New Conversation");
  await panel.turn(followUp).waitFor({ state: "detached" });
  await panel.put(backups);
  await until("the model is asked", async () => chat.chats.length, Boolean);
  await window.runCommand("Ask Docs: New Conversation");
  await panel.turn(backups).waitFor({ state: "detached" });
  assert.equal(await panel.frame.locator(".working-bar").count(), 0);
  const list = await openConversationList(window);
  await list.row(backups).getByText("being answered").waitFor();
  await window.screenshot("conversations-being-answered");
  await list.close();

  // One more is asked here; then it and its conversation are deleted, which stops it.
  await panel.put(hebrew);
  await until(
    "the model is asked again",
    async () => chat.chats.length,
    (count) => count > 1,
  );
  await window.runCommand("Ask Docs: Delete Conversation");
  await panel.turn(hebrew).waitFor({ state: "detached" });
  await until("the question is stopped", async () => chat.abandoned(), Boolean);

  gate.resolve(undefined);
  await until(
    "the answer is stored",
    async () => {
      await untilStored(window, "snapshot finishes [1]".slice(0, 17));
      return (await openConversationList(window)).row(backups).innerText();
    },
    (row) => !row.includes("being answered"),
  );
  assert.equal(await panel.frame.locator("ask-docs-turn").count(), 0, "nothing of it comes into another conversation");
  await (await shownConversationList(window)).choose(backups);
  const turn = await untilAnswered(panel.turn(backups));
  assert.match((await sentencesOf(turn)).join(" "), /35 days/);
  assert.match(await turn.locator(".footer").innerText(), /scripted/);
  assert.equal(await panel.frame.locator("ask-docs-turn").count(), 1);

  const undo = window.notification(/is deleted/).getByRole("button", { name: "Undo" });
  await window.screenshot("conversations-undo");
  await undo.click();
  await panel.turn(hebrew).getByText("Stopped").waitFor();
  await window.setSettings({});
}

async function isListed(window: Workbench, panel: ChatPanel): Promise<void> {
  const list = await openConversationList(window);
  assert.deepEqual(await list.titles(), [hebrew, backups, followUp, allowance]);
  await list.press(allowance, "Rename");
  const input = window.page.locator(".quick-input-widget:visible input").first();
  await until(
    "its title is offered",
    () => input.inputValue(),
    (value) => value === allowance,
  );
  await input.fill("$(bug) Travel <b>");
  await window.page.keyboard.press("Enter");
  const renamed = await shownConversationList(window);
  await renamed.press(backups, "Pin");
  await until("the pinned one is first", renamed.titles, ([first]) => first === backups);
  await window.screenshot("conversations-list");
  const [, , , title] = await renamed.titles();
  assert.equal(title, "$(bug) Travel <b>");
  // Words of any of its questions find it.
  await window.page.keyboard.type("2025");
  await until("two are found", renamed.titles, ({ length }) => length === 2);
  await window.page.keyboard.press("Control+A");
  await window.page.keyboard.type("Travel");
  await until("one is found", renamed.titles, ({ length }) => length === 1);
  await window.page.keyboard.press("Enter");
  await panel.turn(allowance).waitFor();
  assert.equal(await panel.box.inputValue(), "left here");
  assert.equal(await panel.frame.locator(".conversation-title").innerText(), "$(bug) Travel <b>");
}

async function recallsAndFindsAll(window: Workbench, panel: ChatPanel): Promise<void> {
  await panel.box.fill("");
  await panel.box.press("ArrowUp");
  assert.equal(await panel.box.inputValue(), followUp);
  for (let presses = 0; presses < 2; presses += 1) await panel.box.press("ArrowUp");
  assert.equal(await panel.box.inputValue(), hebrew, "after its own questions come those of the others");
  await panel.box.fill("left here");
  await window.runCommand("Ask Docs: Search History…");
  await window.page.keyboard.type("35 days");
  const row = window.page.locator(".quick-input-list .monaco-list-row").filter({ hasText: backups });
  await row.waitFor();
  await window.screenshot("conversations-search");
  await row.hover();
  await row.getByRole("button", { name: "Show in its conversation" }).click();
  await panel.turn(backups).waitFor();
}

async function survivesReload(window: Workbench, panel: ChatPanel): Promise<void> {
  await panel.box.fill("half a thought");
  await untilStored(window, "half a thought");
  await window.reload();
  const restored = await visiblePanel(window);
  await restored.turn(backups).waitFor();
  assert.equal(await restored.box.inputValue(), "half a thought");
  await restored.frame.locator(".conversation-title").click();
  const list = await shownConversationList(window);
  assert.equal((await list.titles())[0], backups);
  await list.choose(hebrew);
  await restored.turn(hebrew).waitFor();
}
