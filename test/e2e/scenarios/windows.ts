import assert from "node:assert/strict";
import path from "node:path";
import { prepareExtension } from "../host/extensionFolder.ts";
import { untilGone, untilRunning } from "../host/processes.ts";
import type { Scenario } from "../host/scenario.ts";
import type { Workbench } from "../host/workbench.ts";
import { openPanel, sentencesOf } from "../product/chatPanel.ts";

/** Windows open at once; ASK_DOCS_E2E_WINDOWS asks for more. */
const windows = Number(process.env["ASK_DOCS_E2E_WINDOWS"] ?? 3);

/** Windows on the same folder, opened side by side, all answer; when they are closed no process of theirs is left. */
export const scenario: Scenario = {
  name: "windows",
  limit: 60_000 + windows * 40_000,
  async run(context) {
    const extension = await prepareExtension(await context.makeFolder({}));
    const folder = await context.makeFolder({ "ferry.md": "# Ferry\n\nThe ferry Marigold has 212 seats.\n" });
    const opened: Workbench[] = [];
    for (let count = 0; count < windows; count++) {
      opened.push(await context.openWorkbench({ open: folder, extensions: [extension] }));
    }
    for (const window of opened) {
      const panel = await openPanel(window);
      const [sentence] = await sentencesOf(await panel.ask("How many seats does the ferry have?"));
      assert.equal(sentence, "The ferry Marigold has 212 seats.");
    }
    await untilRunning(path.join(extension, "dist/server.js"));
    await Promise.all(opened.map((window) => window.close()));
    assert.deepEqual(await untilGone(path.join(extension, "dist")), []);
  },
};
