import assert from "node:assert/strict";
import { buildProbe } from "../host/extensionBuild.ts";
import type { Scenario } from "../host/scenario.ts";
import type { Theme } from "../host/themes.ts";

const note = "# Note\n\nA wonderful line.\n\nקיבולת הסוללה היא 40 קוט״ש.\n\nЁмкость батареи.\n";

/** The host tests itself on the probe: activation, palette, hover, webviews, themes, reload. */
export const scenario: Scenario = {
  name: "host-window",
  isLong: true,
  async run(context) {
    const folder = await context.makeFolder({ "docs/note.md": note });
    const window = await context.openWorkbench({ open: folder, extensions: [await buildProbe()] });
    await window.statusBarItem("Probe ready").waitFor();

    await window.openFile("docs/note.md", 3);
    assert.match(await window.hoverOver("wonderful", /probe/), /probe: line 3 of 8/);

    await window.runCommand("Host Probe: Greet");
    await window.notification("שלום").getByRole("button", { name: "Thanks" }).waitFor();
    assert.deepEqual(await window.notifications(), ["Hello, שלום, Здравствуйте, 你好"]);
    await window.screenshot("host-hover-and-notification");
    await window.notification("שלום").getByRole("button", { name: "Thanks" }).click();

    await window.runCommand("Host Probe: Open Panel");
    const panel = await window.webview("editor");
    await panel.getByRole("button", { name: "Echo" }).click();
    await panel.getByText("echo: ping").waitFor();
    await window.runCommand("Host Probe: Focus on Echo View");
    const view = await window.webview("view");
    await view.getByRole("button", { name: "Echo" }).click();
    await view.getByText("echo: ping").waitFor();
    for (const theme of ["light", "high contrast", "high contrast light", "dark"] satisfies Theme[]) {
      await window.setTheme(theme);
      await window.screenshot(`host-webviews-${theme.replaceAll(" ", "-")}`);
    }

    await window.reload();
    await window.statusBarItem("Probe ready").waitFor();
  },
};
