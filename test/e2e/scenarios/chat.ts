import assert from "node:assert/strict";
import { startTestChatServer, writeAnswer } from "../../../server/src/adapters/chat/testChatServer.ts";
import type { Scenario } from "../host/scenario.ts";
import { followLinks, linksOf, useCode } from "../product/answerContent.ts";
import { isKeptNowhere, setKey } from "../product/keptNowhere.ts";
import { showsWhatLeft } from "../product/whatLeft.ts";
import { openPanel, sentencesOf } from "../product/chatPanel.ts";
import { tryAgain } from "../product/tryAgain.ts";
import { until } from "../product/until.ts";
import { copyHandbook, openAskDocs, untilIndexed } from "../product/openAskDocs.ts";

const question = "How long are backups kept?";
const faithful = "Backups are kept for 35 days, counted from the moment the snapshot finishes [1].";
const invented = "They are also sent to the Moon by carrier pigeon every 17 minutes [1].";

const code = ["for b in $(ls); do", "    echo \"${b}\" '<img src=x>'", "  done"];

const key = "sk-kept-nowhere-e2e-4711";
const [marker, asked] = ["quixotrefle", "Zembladine"];

/** A model on this machine writes: chosen from the list, each sentence held against its passage, failures said in one line. */
export const scenario: Scenario = {
  name: "chat",
  limit: 240_000,
  // The browser says of every frame without scripts that it runs none.
  expectedProblems: [/Blocked script execution in .* the 'allow-scripts' permission is not set/],
  async run(context) {
    const server = await startTestChatServer((_, response) => writeAnswer(response, `${faithful} ${invented}`));
    server.models = [{ id: "story-teller" }];
    try {
      const folder = await copyHandbook(context, {
        "valve.md": `# Valve\n\nThe ${marker} valve of ${asked} is opened on Mondays.\n`,
      });
      const { window } = await openAskDocs(context, {
        open: folder,
        settings: { "askDocs.chat.url": server.address },
      });
      const panel = await openPanel(window);
      await untilIndexed(window);
      await panel.ask(question);
      assert.equal(server.chats.length, 0, "nothing is sent before a model is chosen");

      await window.runCommand("Ask Docs: Choose Chat Model…");
      const row = window.page.locator(".quick-input-list .monaco-list-row").filter({ hasText: "story-teller" });
      await row.waitFor();
      await window.screenshot("chat-choose");
      await row.click();
      await window.page.locator(".quick-input-widget").waitFor({ state: "hidden" });

      // The settings are written, and told to the server, a moment after the list has closed.
      const written = await until(
        "the model writes",
        () => panel.ask(question),
        () => server.chats.length > 0,
      );
      await window.screenshot("chat-answer");
      const [first = "", second = ""] = await sentencesOf(written);
      assert.match(first, /^Backups are kept for 35 days/);
      assert.match(second, /carrier pigeon/);
      assert.equal(await written.locator(".sentence.supported").count(), 1);
      assert.equal(await written.locator(".sentence.unsupported").count(), 1);
      assert.equal(await written.locator(".sentence.unsupported .chip").count(), 0);
      const line = await written
        .locator(".sentence.unsupported")
        .evaluate((node) => getComputedStyle(node).textDecorationLine);
      assert.match(line, /line-through/);
      assert.match(await written.locator(".footer").innerText(), /story-teller/);
      assert.match(server.chats[0]?.body.messages.at(-1)?.content ?? "", /Backups are kept for 35 days/);

      await tryAgain(window, panel, question, server);

      server.script = (_, response) => writeAnswer(response, `${faithful}\n\n\`\`\`sh\n${code.join("\n")}\n\`\`\`\n`);
      await useCode(window, await panel.ask("How long are backups kept, in code?"), code);
      server.script = (_, response) => writeAnswer(response, linksOf(server.address));
      await followLinks(window, await panel.ask("How long are backups kept, with links?"), server.address);
      server.script = (_, response) => writeAnswer(response, `${faithful} ${invented}`);

      await written.getByRole("button", { name: "Show what was sent" }).click();
      await window.page.locator(".view-lines").getByText("story-teller").first().waitFor();
      await window.screenshot("chat-sent");

      const calls = server.chats.length;
      await written.getByRole("button", { name: "Which passages mattered" }).click();
      const mattered = written.getByRole("region", { name: "Which passages mattered" });
      await mattered.getByText("story-teller is asked").waitFor();
      assert.equal(server.chats.length, calls, "nothing more is sent before the person says so");
      server.script = (_, response) => writeAnswer(response, "Snapshots are taken every night [1].");
      await mattered.getByRole("button", { name: "Ask the Model" }).click();
      await mattered.locator(".change").first().waitFor();
      await mattered.scrollIntoViewIfNeeded();
      await window.screenshot("chat-mattered");
      assert.equal(server.chats.length, calls + 1);
      assert.match(await mattered.locator(".change.lost").first().innerText(), /Backups are kept for 35 days/);

      server.script = (_, response) => writeAnswer(response, `${faithful} ${invented}`);
      await window.setSettings({
        "askDocs.chat.url": server.address,
        "askDocs.chat.provider": "http",
        "askDocs.chat.model": "story-teller",
        "askDocs.chat.strict": true,
      });
      const strict = await until(
        "what the documents do not bear out is left out",
        async () => {
          const turn = await panel.ask(question);
          return { turn, text: (await sentencesOf(turn)).join(" ") };
        },
        ({ text }) => !text.includes("carrier pigeon"),
      );
      await window.screenshot("chat-strict");
      assert.match(strict.text, /Backups are kept for 35 days/);
      assert.equal(await strict.turn.locator(".sentence.unsupported").count(), 0);

      await setKey(window, key);
      server.script = (_, response) => writeAnswer(response, `The ${marker} valve is opened on Mondays [1].`);
      await panel.ask(`When is the valve of ${asked} opened?`);
      assert.equal(server.chats.at(-1)?.authorization, `Bearer ${key}`);
      server.script = (_, response) => void response.writeHead(500).end("broken");
      const fallen = await panel.ask("How long are sealed copies kept?");
      assert.match(
        await fallen
          .locator(".notice")
          .allInnerTexts()
          .then((all) => all.join(" ")),
        /The documents' own words are shown/,
      );
      await window.screenshot("chat-failed");
      await isKeptNowhere(window, { key, words: [marker, asked, faithful] });
      await showsWhatLeft(window, {
        requests: 0,
        answerBytes: server.chats.map(({ body }) => Buffer.byteLength(JSON.stringify(body))),
        where: new URL(server.address).host,
      });
    } finally {
      await server.close();
    }
  },
};
