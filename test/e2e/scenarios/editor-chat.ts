import assert from "node:assert/strict";
import type { Scenario } from "../host/scenario.ts";
import { openPanel, sentencesOf, untilAnswered } from "../product/chatPanel.ts";
import { copyHandbook, openAskDocs, untilIndexed } from "../product/openAskDocs.ts";
import { until } from "../product/until.ts";

const question = "How long are backups kept?";
const manifest = JSON.stringify({
  name: "scripted-model",
  publisher: "test",
  version: "1.0.0",
  engines: { vscode: "^1.105.0" },
  main: "./main.js",
  activationEvents: ["onStartupFinished"],
  contributes: { languageModelChatProviders: [{ vendor: "scripted", displayName: "Scripted" }] },
});
const main = `
const vscode = require("vscode");
exports.activate = (context) => {
  context.subscriptions.push(vscode.lm.registerLanguageModelChatProvider("scripted", {
    provideLanguageModelChatInformation: async () => [{
      id: "parrot", name: "Parrot", family: "parrot", version: "1", maxInputTokens: 4000, maxOutputTokens: 1000,
      capabilities: {}, isUserSelectable: true,
    }],
    provideLanguageModelChatResponse: async (model, messages, options, progress) => {
      for (const part of ["Backups are kept for 35 ", "days [1]. They are burnt after 99 days [1]."])
        progress.report(new vscode.LanguageModelTextPart(part));
    },
    provideTokenCount: async (model, text) => Math.ceil((typeof text === "string" ? text : JSON.stringify(text)).length / 4),
  }));
};
`;

/** A model that another extension gives to the editor writes, once the person has agreed that passages go to it. */
export const scenario: Scenario = {
  name: "editor-chat",
  limit: 180_000,
  async run(context) {
    const provider = await context.makeFolder({ "package.json": manifest, "main.js": main });
    const folder = await copyHandbook(context, {});
    const { window } = await openAskDocs(context, {
      open: folder,
      extensions: [provider],
      settings: { "askDocs.chat.patience": 60 },
    });
    const { page } = window;
    const panel = await openPanel(window);
    await untilIndexed(window);
    await window.runCommand("Ask Docs: Choose Chat Model…");
    const row = page.locator(".quick-input-list .monaco-list-row").filter({ hasText: "Parrot" });
    await row.waitFor();
    await window.screenshot("editor-chat-choose");
    await row.click();

    const consent = page.getByRole("dialog").filter({ hasText: "Send passages of this workspace to" });
    // The choice is in force a moment after the list has closed.
    await until(
      "the person is asked",
      async () => {
        await panel.put(question);
        return consent.waitFor({ timeout: 5000 }).then(
          () => true,
          () => false,
        );
      },
      (asked) => asked,
    );
    await window.screenshot("editor-chat-consent");
    assert.match(await consent.innerText(), /scripted/);
    await consent.getByRole("button", { name: "Send", exact: true }).click();
    const editorsOwn = page.getByRole("dialog").filter({ hasText: "language model" });
    const allow = editorsOwn.getByRole("button", { name: "Allow" });
    const written = panel.turn(question);
    await Promise.race([allow.waitFor().then(() => allow.click()), written.locator(".sentence.unsupported").waitFor()]);
    await written.locator(".sentence.unsupported").waitFor();
    await untilAnswered(written);
    await window.screenshot("editor-chat-answer");
    const [first = "", second = ""] = await sentencesOf(written);
    assert.match(first, /^Backups are kept for 35 days/);
    assert.match(second, /burnt after 99 days/);
    assert.equal(await written.locator(".sentence.supported").count(), 1);
    assert.match(await written.locator(".footer").innerText(), /Parrot/);
  },
};
