import assert from "node:assert/strict";
import path from "node:path";
import { buildProbe } from "../host/extensionBuild.ts";
import type { Scenario } from "../host/scenario.ts";

/** The host opens workspaces of several folders, and folders that are not trusted. */
export const scenario: Scenario = {
  name: "host-workspaces",
  isLong: true,
  async run(context) {
    const extensions = [await buildProbe()];
    const folder = await context.makeFolder({
      "both.code-workspace": JSON.stringify({ folders: [{ path: "first" }, { path: "second" }] }),
      "first/one.md": "One.\n",
      "second/two.md": "Two.\n",
    });
    const several = await context.openWorkbench({ open: path.join(folder, "both.code-workspace"), extensions });
    await several.statusBarItem("Probe ready").waitFor();
    const roots = several.page.locator(".explorer-folders-view .monaco-list-row[aria-level='1'] .label-name");
    await roots.nth(1).waitFor();
    assert.deepEqual(await roots.allInnerTexts(), ["first", "second"]);
    await several.openFile("second/two.md");
    await several.close();

    const restricted = await context.openWorkbench({
      open: path.join(folder, "first"),
      extensions,
      trust: "restricted",
    });
    await restricted.statusBarItem("Restricted Mode").waitFor();
    await restricted.statusBarItem("Probe restricted").waitFor();
    await restricted.screenshot("host-restricted");
  },
};
