import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { startTestChatServer, writeAnswer } from "../../../server/src/adapters/chat/testChatServer.ts";
import type { Scenario } from "../host/scenario.ts";
import { openAskDocs } from "../product/openAskDocs.ts";
import { until } from "../product/until.ts";

const shots = `---
shots: 1
task: Say what the sender of a message wants.
template: chat
labels: [refund, delivery]
---

===
text: My parcel is late, I want my money.
label: refund

===
text: איפה החבילה שלי?
label: delivery
`;

/** A few-shot prompt put to use: tried with an input, copied, sent to a model, exported. */
export const scenario: Scenario = {
  name: "shotsFlow",
  limit: 180_000,
  async run(context) {
    const server = await startTestChatServer((_, response) => writeAnswer(response, "delivery"));
    server.models = [{ id: "story-teller" }];
    try {
      const folder = await context.makeFolder({ "wants.shots": shots });
      const { window } = await openAskDocs(context, {
        open: folder,
        settings: {
          "askDocs.chat.provider": "http",
          "askDocs.chat.url": server.address,
          "askDocs.chat.model": "story-teller",
        },
      });
      const { page } = window;
      await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
      const input = page.locator(".quick-input-widget input");

      await window.openFile("wants.shots");
      const lens = page.locator(".codelens-decoration a").filter({ hasText: "Try" });
      await lens.waitFor();
      await lens.click();
      await input.waitFor();
      await page.keyboard.type("Where is my order?");
      await window.screenshot("shots-try-input");
      await page.keyboard.press("Enter");
      const prompt = page.locator(".view-line").filter({ hasText: "user: Where is my order?" });
      await prompt.waitFor();
      assert.match(await page.locator(".tab", { hasText: "Prompt," }).innerText(), /Prompt, \d+ tokens/);
      const told = window.notification(/The prompt takes \d+ tokens, counted by/);
      await told.waitFor();
      await window.screenshot("shots-try-prompt");
      await told.getByRole("button", { name: "Send to the Model" }).click();
      await page.locator(".tab", { hasText: "story-teller wrote" }).waitFor();
      await page
        .locator(".view-line")
        .filter({ hasText: /^delivery$/ })
        .waitFor();
      await window.screenshot("shots-try-written");
      assert.deepEqual(
        server.chats[0]?.body.messages.map(({ role }) => role),
        ["system", "user", "assistant", "user", "assistant", "user"],
      );

      await window.openFile("wants.shots");
      await page.locator(".codelens-decoration a").filter({ hasText: "Export" }).click();
      await page.locator(".quick-input-list .monaco-list-row").filter({ hasText: "Prompt file of VS Code" }).click();
      const place = page.locator(".quick-input-widget:visible input").first();
      const exported = path.join(folder, "wants.prompt.md");
      await until(
        "the file is offered",
        () => place.inputValue(),
        (value) => value === exported,
      );
      await page.keyboard.press("Enter");
      await page.locator(".tab.active", { hasText: "wants.prompt.md" }).waitFor();
      await window.screenshot("shots-exported");
      assert.match(await readFile(exported, "utf8"), /My parcel is late/);

      await window.openFile("wants.shots");
      await window.runCommand("Ask Docs: Try Few-Shot Prompt…");
      await input.waitFor();
      await page.keyboard.type("Money back");
      await page.keyboard.press("Enter");
      await window
        .notification(/The prompt takes/)
        .getByRole("button", { name: "Copy" })
        .click();
      await until(
        "the prompt is copied",
        () => page.evaluate(() => navigator.clipboard.readText()),
        (text) => text.endsWith("assistant: delivery\nuser: Money back"),
      );
    } finally {
      await server.close();
    }
  },
};
