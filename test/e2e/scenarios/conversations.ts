import assert from "node:assert/strict";
import type { Scenario } from "../host/scenario.ts";
import { openPanel } from "../product/chatPanel.ts";
import { copyHandbook, openAskDocs, untilIndexed } from "../product/openAskDocs.ts";

const allowance = "What is the daily meal allowance in 2024?";
const followUp = "And in 2025?";

/** A follow-up leans on its own conversation alone. */
export const scenario: Scenario = {
  name: "conversations",
  async run(context) {
    const folder = await copyHandbook(context, {});
    const { window } = await openAskDocs(context, { open: folder });
    const panel = await openPanel(window);
    await untilIndexed(window);
    await panel.ask(allowance);
    assert.equal(await (await panel.ask(followUp)).locator(".asked-as").count(), 1);
    await window.runCommand("Ask Docs: New Conversation");
    await panel.turn(followUp).waitFor({ state: "detached" });
    await window.screenshot("conversations-new");
    const alone = await panel.ask(followUp);
    assert.equal(await alone.locator(".asked-as").count(), 0);
  },
};
