import assert from "node:assert/strict";
import type { TestChatServer } from "../../../server/src/adapters/chat/testChatServer.ts";
import type { Workbench } from "../host/workbench.ts";
import { sentencesOf, untilAnswered, type ChatPanel } from "./chatPanel.ts";

/** Asks a question that a model has answered once more of the documents alone, then of the model; all answers stay. */
export async function tryAgain(
  window: Workbench,
  panel: ChatPanel,
  question: string,
  server: TestChatServer,
): Promise<void> {
  const turns = panel.frame.getByRole("article", { name: question, exact: true });
  const before = await turns.count();
  const chats = server.chats.length;
  const choose = async (name: string): Promise<void> => {
    await turns.last().getByRole("button", { name: "Try again with…" }).click();
    const row = window.page.locator(".quick-input-list .monaco-list-row").filter({ hasText: name });
    await row.waitFor();
    await window.screenshot("try-again-choose");
    await row.click();
  };

  await choose("The documents' own words");
  await turns.nth(before).waitFor();
  const own = await untilAnswered(turns.last());
  assert.match(await own.innerText(), /Tried again with:\s*The documents' own words/);
  assert.match(await own.locator(".freshness").innerText(), /the documents' own words/);
  assert.equal(server.chats.length, chats, "no model is asked for the documents' own words");
  assert.match((await sentencesOf(own)).join(" "), /^Backups are kept for 35 days/);
  assert.match(
    await turns
      .nth(before - 1)
      .locator(".freshness")
      .innerText(),
    /written by story-teller/,
  );

  await choose("story-teller");
  await turns.nth(before + 1).waitFor();
  const written = await untilAnswered(turns.last());
  assert.match(await written.locator(".freshness").innerText(), /written by story-teller/);
  assert.equal(server.chats.length, chats + 1);
  await window.screenshot("try-again");
}
