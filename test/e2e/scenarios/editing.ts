import assert from "node:assert/strict";
import { rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Locator } from "playwright-core";
import type { Scenario } from "../host/scenario.ts";
import type { Workbench } from "../host/workbench.ts";
import { openPanel, placesOf, sentencesOf, untilAnswered, type ChatPanel } from "../product/chatPanel.ts";
import { openAskDocs, untilIndexed } from "../product/openAskDocs.ts";
import { until } from "../product/until.ts";

const question = "How many seats does the ferry have?";
const page = (seats: number): string => `# Ferry\n\nThe ferry Marigold has ${seats} seats.\n`;
const otherPage = "# Bakery\n\nThe bakery on the quay opens at six in the morning and sells rye bread.\n";
/** Milliseconds from the last key, or from a change on disk, to an answer that knows of it. */
const editLimit = 10_000;

/** The next answer follows an edit that is not saved, a saved one, a renaming and a deletion; old citations say what became of their words. */
export const scenario: Scenario = {
  name: "editing",
  async run(context) {
    const folder = await context.makeFolder({ "docs/ferry.md": page(212), "docs/bakery.md": otherPage });
    const { window } = await openAskDocs(context, { open: folder, settings: { "files.autoSave": "off" } });
    const panel = await openPanel(window);
    await untilIndexed(window);
    const first = await panel.ask(question);
    assert.equal((await sentencesOf(first))[0], "The ferry Marigold has 212 seats.");

    await replaceInEditor(window, "docs/ferry.md", page(345));
    const edited = await answerAfter(panel, "has 345 seats", "an unsaved edit");
    await edited.locator(".source .mark.unsaved").waitFor();
    await edited.getByRole("button", { name: "Source 1: docs/ferry.md, line 3, unsaved" }).first().waitFor();
    await window.screenshot("editing-unsaved");
    // The first answer quotes words that stand there no longer as they were.
    await firstChip(panel).hover();
    await panel.frame.getByRole("tooltip").getByText("The words have been edited").waitFor();
    await window.screenshot("editing-citation-edited");
    await panel.box.hover();

    await window.page.locator('.tab.active[data-resource-name="ferry.md"]').click();
    await window.page.keyboard.press("Control+S");
    await window.page.locator('.tab.active:not(.dirty)[data-resource-name="ferry.md"]').waitFor();
    const saved = await answerAfter(panel, "has 345 seats", "saving", async (turn) => {
      return (await turn.locator(".mark.unsaved").count()) === 0;
    });
    assert.equal((await placesOf(saved))[0], "docs/ferry.md:3");

    await window.runCommand("View: Close All Editors");
    await writeFile(path.join(folder, "docs/ferry.md"), `# Ferry\n\nNew words on top.\n\n${page(678)}`);
    await answerAfter(panel, "has 678 seats", "a change on disk");
    await rename(path.join(folder, "docs/ferry.md"), path.join(folder, "docs/boats.md"));
    const renamed = await answerAfter(panel, "docs/boats.md:7", "a renaming");
    assert.equal((await placesOf(renamed))[0], "docs/boats.md:7");

    await rm(path.join(folder, "docs/boats.md"));
    await answerAfter(
      panel,
      "1 of 1 file",
      "a deletion",
      async (turn) => (await turn.getByText("Marigold").count()) === 0,
    );
    const old = panel.frame.getByRole("article", { name: question }).filter({ hasText: "docs/boats.md:7" }).first();
    await old.locator(".chip").first().hover();
    await panel.frame.getByRole("tooltip").getByText("The words are gone").waitFor();
    await window.screenshot("editing-citation-gone");
  },
};

const firstChip = (panel: ChatPanel): Locator =>
  panel.frame.getByRole("article", { name: question }).first().locator(".chip").first();

/** Types a whole file anew; it is not saved. */
async function replaceInEditor(window: Workbench, file: string, text: string): Promise<void> {
  await window.openFile(file);
  await window.page.locator(".editor-instance .view-lines").first().click();
  await window.page.keyboard.press("Control+A");
  await window.page.keyboard.insertText(text);
  await window.page.locator(".tab.active.dirty").waitFor();
}

/** Asks again and again until the answer says what it must after a change; prints how long that took, also to the first answer shown, which may be refined. */
async function answerAfter(
  panel: ChatPanel,
  expected: string,
  change: string,
  holds: (turn: Locator) => Promise<boolean> = async () => true,
): Promise<Locator> {
  const since = performance.now();
  let shown: number | undefined;
  await until(
    `"${expected}" is answered after ${change}`,
    async () => {
      const turn = await panel.put(question);
      await turn.locator(".footer").waitFor();
      if (shown === undefined && (await turn.innerText()).includes(expected)) shown = performance.now() - since;
      await untilAnswered(turn);
      return (await turn.innerText()).includes(expected) && (await holds(turn));
    },
    Boolean,
    editLimit,
  );
  const final = performance.now() - since;
  console.log(`after ${change}: shown in ${(shown ?? final).toFixed(0)} ms, final in ${final.toFixed(0)} ms`);
  return panel.turn(question);
}
