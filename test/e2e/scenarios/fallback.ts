import path from "node:path";
import { untilGone, untilRunning } from "../host/processes.ts";
import type { Scenario } from "../host/scenario.ts";
import { openPanel } from "../product/chatPanel.ts";
import { killDuringQuestion } from "../product/killDuringQuestion.ts";
import { openAskDocs, untilIndexed } from "../product/openAskDocs.ts";

const files = {
  "ferry.md": "# Ferry\n\nThe ferry Marigold has 212 seats.\n",
  "bakery.md": "# Bakery\n\nThe bakery on the quay opens at six in the morning.\n",
};
const seats = ["How many seats does the ferry have?", "The ferry Marigold has 212 seats."] as const;
const opening = [
  "When does the bakery on the quay open?",
  "The bakery on the quay opens at six in the morning.",
] as const;

/**
 * The model's process is killed twice while it works on a question: WebAssembly takes over and answers. So it stays in the
 * next window, until the settings say otherwise.
 */
export const scenario: Scenario = {
  name: "fallback",
  limit: 240_000,
  async run(context) {
    const folder = await context.makeFolder(files);
    const { window, extension } = await openAskDocs(context, { open: folder });
    const panel = await openPanel(window);
    await untilIndexed(window);
    const embedder = path.join(extension, "dist/embedder.js");
    // How the process with WebAssembly differs from the outside.
    const withWasm = `--expose-gc ${embedder}`;

    await panel.ask(seats[0]);
    await killDuringQuestion(embedder, panel, opening);
    await killDuringQuestion(embedder, panel, seats);
    await untilRunning(withWasm);
    await window.screenshot("fallback-answered");

    await window.reload();
    const again = await openPanel(window);
    await again.ask(opening[0]);
    await untilRunning(withWasm);

    await window.setSettings({ "askDocs.embedder.runtime": "native" });
    await untilGone(withWasm);
    await again.ask(seats[0]);
    await untilRunning(embedder);
  },
};
