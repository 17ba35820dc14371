import assert from "node:assert/strict";
import path from "node:path";
import type { Workbench } from "../host/workbench.ts";
import type { Scenario } from "../host/scenario.ts";
import { openPanel } from "../product/chatPanel.ts";
import { openAskDocs, untilIndexed } from "../product/openAskDocs.ts";
import { followLink } from "../product/followLink.ts";
import { until } from "../product/until.ts";

const ferry = "How many seats does the ferry have?";
const bakery = "When does the bakery on the quay open?";
const unanswerable = "Which trees grow in the botanical garden of Lisbon?";

/** Questions of a workspace of two folders: exported with links that lead, searched and deleted one by one; those without an answer outlive the conversation, until they are forgotten. */
export const scenario: Scenario = {
  name: "history",
  limit: 180_000,
  async run(context) {
    const folder = await context.makeFolder({
      "both.code-workspace": JSON.stringify({ folders: [{ path: "harbour" }, { path: "town" }] }),
      "harbour/ferry.md": "# Ferry\n\nThe ferry Marigold has 212 seats.\n",
      "town/bakery (old).md": "# Bakery\n\nThe bakery on the quay opens at six in the morning.\n",
    });
    const { window } = await openAskDocs(context, { open: path.join(folder, "both.code-workspace") });
    await untilIndexed(window);
    const panel = await openPanel(window);
    await panel.ask(ferry);
    await panel.ask(bakery);
    await panel.ask(unanswerable);

    await window.runCommand("Ask Docs: Export Conversation");
    const exported = await untilText(window, /botanical/);
    assert.match(exported, /\(ferry\.md#L3\)/);
    assert.match(exported, /\(\.\.\/town\/bakery%20%28old%29\.md#L3\)/);
    await window.screenshot("history-exported");
    // The editor finds links once its Markdown extension is up.
    const link = window.page.locator(".detected-link").filter({ hasText: "../town/bakery" });
    const bakeryTab = window.page.locator('.tab.active[data-resource-name="bakery (old).md"]');
    await followLink(window.page, link.last(), bakeryTab);

    await window.runCommand("Ask Docs: Search History…");
    const rows = window.page.locator(".quick-input-list .monaco-list-row");
    const row = rows.filter({ hasText: ferry }).first();
    await row.hover();
    await row.getByRole("button", { name: "Delete" }).click();
    await until(
      "the deleted question is listed no more",
      () => rows.allTextContents(),
      (all) => all.length === 2 && all.every((text) => !text.includes(ferry)),
    );
    await window.page.keyboard.press("Escape");
    await panel.turn(ferry).waitFor({ state: "detached" });

    await window.runCommand("Ask Docs: Clear Conversation");
    await panel.turn(bakery).waitFor({ state: "detached" });
    await window.runCommand("Ask Docs: Unanswered Questions");
    assert.match(await untilText(window, /Unanswered questions/), new RegExp(unanswerable.slice(0, -1)));
    await window.screenshot("history-unanswered");

    await window.runCommand("Ask Docs: Clear Unanswered Questions…");
    await rows.filter({ hasText: unanswerable }).waitFor();
    await window.screenshot("history-forgetting");
    await window.page.keyboard.press("Enter");
    await rows.first().waitFor({ state: "hidden" });
    await window.runCommand("Ask Docs: Unanswered Questions");
    await untilText(window, /answered every question/);
  },
};

/** The text of the editor in front, once it matches. */
const untilText = (window: Workbench, expected: RegExp): Promise<string> =>
  until(
    `the editor shows ${String(expected)}`,
    async () => {
      const lines = await window.page.locator(".editor-group-container.active .view-line").allTextContents();
      return lines.join("\n").replaceAll("\u00a0", " ");
    },
    (text) => expected.test(text),
  );
