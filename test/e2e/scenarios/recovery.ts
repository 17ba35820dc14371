import assert from "node:assert/strict";
import path from "node:path";
import { untilGone, untilRunning } from "../host/processes.ts";
import type { Scenario } from "../host/scenario.ts";
import { openPanel, sentencesOf, type ChatPanel } from "../product/chatPanel.ts";
import { killDuringQuestion } from "../product/killDuringQuestion.ts";
import { openAskDocs, untilIndexed } from "../product/openAskDocs.ts";
import { until } from "../product/until.ts";

const files = {
  "ferry.md": "# Ferry\n\nThe ferry Marigold has 212 seats.\n",
  "bakery.md": "# Bakery\n\nThe bakery on the quay opens at six in the morning.\n",
  "library.md": "# Library\n\nThe library lends out books for four weeks.\n",
};
const answers = [
  ["How many seats does the ferry have?", "The ferry Marigold has 212 seats."],
  ["When does the bakery on the quay open?", "The bakery on the quay opens at six in the morning."],
  ["For how long does the library lend out books?", "The library lends out books for four weeks."],
] as const;
/** One more stop than the extension mends by itself. */
const stopsTooMany = 6;

/** The embedder and the server are killed while they work on a question: it is answered all the same, and so is the next. */
export const scenario: Scenario = {
  name: "recovery",
  limit: 180_000,
  // What the language client's library says of a server that is killed while it starts.
  expectedProblems: [/Ask Docs client: couldn't create connection to server/],
  async run(context) {
    const folder = await context.makeFolder(files);
    const { window, extension } = await openAskDocs(context, { open: folder });
    const panel = await openPanel(window);
    await untilIndexed(window);
    const embedder = path.join(extension, "dist/embedder.js");
    const server = path.join(extension, "dist/server.js");

    for (const program of [embedder, server]) {
      await panel.ask(answers[0][0]);
      await killDuringQuestion(program, panel, answers[1]);
      await expectAnswer(panel, answers[2]);
    }
    await window.screenshot("recovery-answered");
    assert.deepEqual(await window.notifications(), []);

    // A server that stops again and again is left alone, and there is a way out.
    let pid = await untilRunning(server);
    for (let stops = 2; stops <= stopsTooMany; stops++) {
      process.kill(pid, "SIGKILL");
      if (stops < stopsTooMany) pid = await untilRunning(server, [pid]);
    }
    const restart = panel.frame.getByRole("button", { name: "Restart" });
    await restart.waitFor();
    await panel.put(answers[0][0]);
    const left = panel.turn(answers[0][0]);
    await left.getByText("was not started again").waitFor();
    // The newest turn stays in sight to its end, though the answer came at once.
    const log = panel.frame.getByRole("log", { name: "Conversation" });
    await until(
      "the log is at its end",
      () => log.evaluate((node) => node.scrollHeight - node.clientHeight - node.scrollTop),
      (rest) => rest < 2,
      3000,
    );
    await window.screenshot("recovery-left-alone");
    assert.deepEqual(await untilGone(embedder), []);
    await restart.click();
    await untilIndexed(window);
    await expectAnswer(panel, answers[1]);
    await window.screenshot("recovery-restarted");
  },
};

async function expectAnswer(panel: ChatPanel, [question, answer]: (typeof answers)[number]): Promise<void> {
  assert.equal((await sentencesOf(await panel.ask(question)))[0], answer);
}
