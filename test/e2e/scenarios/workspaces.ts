import assert from "node:assert/strict";
import path from "node:path";
import type { Scenario } from "../host/scenario.ts";
import { openPanel, placesOf, sentencesOf } from "../product/chatPanel.ts";
import { openAskDocs, untilIndexed } from "../product/openAskDocs.ts";

const ferry = "How many seats does the ferry have?";
const bakery = "When does the bakery on the quay open?";

/** A workspace of several folders is asked as one; a restricted one answers, and says what it does not obey. */
export const scenario: Scenario = {
  name: "workspaces",
  async run(context) {
    const folder = await context.makeFolder({
      "both.code-workspace": JSON.stringify({ folders: [{ path: "harbour" }, { path: "town" }] }),
      "harbour/ferry.md": "# Ferry\n\nThe ferry Marigold has 212 seats.\n",
      "town/bakery.md": "# Bakery\n\nThe bakery on the quay opens at six in the morning.\n",
    });
    const { window: several } = await openAskDocs(context, { open: path.join(folder, "both.code-workspace") });
    await untilIndexed(several);
    const panel = await openPanel(several);
    const turn = await panel.ask(ferry);
    assert.equal((await sentencesOf(turn))[0], "The ferry Marigold has 212 seats.");
    assert.equal((await placesOf(turn))[0], "harbour/ferry.md:3");
    assert.equal((await placesOf(await panel.ask(bakery)))[0], "town/bakery.md:3");
    await panel.turn(bakery).locator(".chip").first().click();
    await several.page.locator('.tab.active[data-resource-name="bakery.md"]').waitFor();
    await several.screenshot("workspaces-several");
    await several.close();

    const { window: restricted } = await openAskDocs(context, {
      open: path.join(folder, "harbour"),
      trust: "restricted",
    });
    await restricted.statusBarItem("Restricted Mode").waitFor();
    await untilIndexed(restricted);
    const careful = await openPanel(restricted);
    await careful.frame.getByText("Restricted workspace").waitFor();
    assert.equal((await sentencesOf(await careful.ask(ferry)))[0], "The ferry Marigold has 212 seats.");
    await restricted.screenshot("workspaces-restricted");
    await careful.frame.getByRole("button", { name: "Manage Trust" }).click();
    await restricted.page.locator(".workspace-trust-editor").waitFor();
    await restricted.close();

    // Without a folder there is nothing to ask, and a way to open one.
    const { window: empty } = await openAskDocs(context, {});
    await empty.runCommand("Ask Docs: Ask a Question");
    const frame = await empty.webview("view");
    await frame.getByRole("button", { name: "Open Folder" }).waitFor();
    assert.ok(await frame.getByRole("textbox").isDisabled());
    await empty.screenshot("workspaces-no-folder");
  },
};
