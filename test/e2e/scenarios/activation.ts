import assert from "node:assert/strict";
import { prepareExtension } from "../host/extensionFolder.ts";
import type { Scenario } from "../host/scenario.ts";
import type { Workbench } from "../host/workbench.ts";

/** Milliseconds of the extension host's time. */
const activationLimit = 80;
/** Milliseconds from the command to a field that takes words, with the panel's page in the caches. */
const warmPanelLimit = 500;
const attempts = 5;

/** The extension comes up by itself, quickly and quietly; its panel opens from the palette. */
export const scenario: Scenario = {
  name: "activation",
  async run(context) {
    const folder = await context.makeFolder({
      "handbook/battery.md": "# Battery\n\nThe battery holds 40 hours of work.\n",
      "notes.md": "# Notes\n\nCharge it every night.\n",
    });
    const window = await context.openWorkbench({ open: folder, extensions: [await prepareExtension()] });
    await window.statusBarItem("Ask Docs").waitFor();
    await window.page.locator(".statusbar-item[aria-label*='Every document is indexed']").waitFor({ timeout: 60_000 });
    await window.screenshot("activation-ready");

    // The palette finds it by the product's name alone, before everything else.
    await window.page.keyboard.press("F1");
    const input = window.page.locator(".quick-input-widget:visible input").first();
    await input.fill(">Ask Docs");
    const first = window.page.locator(".quick-input-list .monaco-list-row .label-name").first();
    await first.filter({ hasText: "Ask Docs: Ask a Question" }).waitFor();
    await window.screenshot("activation-palette");
    await window.page.keyboard.press("Enter");
    const panel = await window.webview("view");
    await panel.getByRole("textbox").waitFor();
    await window.screenshot("activation-panel");

    const warm = await bestOf(warmPanelLimit, async () => {
      await window.runCommand("View: Show Explorer");
      await window.page.locator("iframe.webview:visible").waitFor({ state: "hidden" });
      return panelOpensIn(window);
    });
    console.log(`panel opened again in ${warm.map((each) => each.toFixed(0)).join(", ")} ms`);
    assert.ok(Math.min(...warm) < warmPanelLimit, `The panel took ${warm.join(", ")} ms to open.`);

    assert.deepEqual(await window.notifications(), []);
    const times = await bestOf(activationLimit, async (attempt) => {
      if (attempt > 0) await window.reload();
      await window.statusBarItem("Ask Docs").waitFor();
      return activationTime(window);
    });
    console.log(`activated in ${times.join(", ")} ms`);
    assert.ok(Math.min(...times) < activationLimit, `Activation took ${times.join(", ")} ms.`);
  },
};

/** Measures by the clock until a time is below the limit, `attempts` times at most: other work on the machine only adds. */
async function bestOf(limit: number, measure: (attempt: number) => Promise<number>): Promise<readonly number[]> {
  const times: number[] = [];
  while (times.length < attempts && !times.some((time) => time < limit)) times.push(await measure(times.length));
  return times;
}

/** Milliseconds from the key that opens the panel until its text field is there. */
async function panelOpensIn(window: Workbench): Promise<number> {
  const start = performance.now();
  await window.page.keyboard.press("Control+K");
  await window.page.keyboard.press("Control+A");
  await (await window.webview("view")).getByRole("textbox").waitFor();
  return performance.now() - start;
}

/** What the editor itself measured, as its list of running extensions says. */
async function activationTime(window: Workbench): Promise<number> {
  await window.runCommand("Developer: Show Running Extensions");
  const row = window.page.locator(".monaco-list-row:has(.activation-time)").filter({ hasText: "ask-docs.ask-docs" });
  const time = row.locator(".activation-time");
  await time.filter({ hasText: /\d+ms/ }).waitFor();
  await window.screenshot("activation-time");
  return Number(/(\d+)ms/.exec(await time.innerText())?.[1]);
}
