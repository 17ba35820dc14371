import assert from "node:assert/strict";
import type { Scenario } from "../host/scenario.ts";
import { openPanel, placesOf, untilAnswered } from "../product/chatPanel.ts";
import { copyHandbook, openAskDocs, untilIndexed } from "../product/openAskDocs.ts";
import { until } from "../product/until.ts";

const first = "What is the daily meal allowance in 2024?";
const followUp = "And in 2025?";
const rewritten = "What is the daily meal allowance in 2025?";
const hebrew = "מה שעות הפתיחה של אולם הקריאה ביום ראשון?";
const hebrewFollowUp = "ובשלישי?";
const newTopic = "How long are backups kept?";

/** Follow-ups that say as what they were asked, are edited and asked as written; a new topic that is left alone. */
export const scenario: Scenario = {
  name: "conversation",
  limit: 180_000,
  async run(context) {
    const folder = await copyHandbook(context, {});
    const { window } = await openAskDocs(context, { open: folder });
    const panel = await openPanel(window);
    await untilIndexed(window);

    await panel.ask(first);
    const turn = await panel.ask(followUp);
    assert.equal(await turn.locator(".asked-as bdi").textContent(), rewritten);
    assert.match((await placesOf(turn))[0] ?? "", /^en\/travel-policy-2025\.md/);
    await window.screenshot("conversation-asked-as");

    await panel.box.fill("half a question");
    await turn.getByRole("button", { name: "Edit" }).click();
    await panel.frame.locator("textarea:focus").waitFor();
    assert.equal(await panel.box.inputValue(), rewritten);
    await panel.box.fill("");

    await panel.ask(hebrew);
    const other = await panel.ask(hebrewFollowUp);
    assert.equal(await other.locator(".asked-as bdi").textContent(), "מה שעות הפתיחה של אולם הקריאה ביום שלישי?");
    await window.screenshot("conversation-hebrew");

    const fresh = await panel.ask(newTopic);
    assert.equal(await fresh.locator(".asked-as").count(), 0);

    await turn.getByRole("button", { name: "Ask as written" }).click();
    await until(
      "the question is asked as written",
      () => panel.turn(followUp).locator(".asked-as").count(),
      (count) => count === 0,
    );
    await untilAnswered(panel.turn(followUp));
    assert.equal(await panel.frame.locator("ask-docs-turn").count(), 5);
    await window.screenshot("conversation-as-written");

    await window.runCommand("Ask Docs: Unanswered Questions");
    await window.page
      .getByRole("tab", { name: /Unanswered questions|Untitled/ })
      .first()
      .waitFor();
    await window.screenshot("conversation-unanswered");
    await window.runCommand("Ask Docs: Search History…");
    await window.page.locator(".quick-input-widget:visible input").first().fill("meal allowance");
    await until(
      "only the question with these words is listed",
      () => window.page.locator(".quick-input-list .monaco-list-row").allTextContents(),
      (rows) => rows.length === 1 && (rows[0] ?? "").includes(first),
    );
    await window.screenshot("conversation-history");
    await window.page.keyboard.press("Escape");
  },
};
