import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { findChromium, launchChromium } from "../host/chromium.ts";
import { projectNode, repositoryRoot } from "../host/paths.ts";
import type { Scenario } from "../host/scenario.ts";

/** `npm start` in the browser build: a plain browser opens the printed address and finds the extension there; Ctrl+C ends all of it. */
export const scenario: Scenario = {
  name: "start",
  async run(context) {
    const folder = await context.makeFolder({ "note.md": "# Note\n\nThe warehouse opens at seven.\n" });
    const before = await startFolders();
    const program = path.join(repositoryRoot, "scripts/start.ts");
    const child = spawn(projectNode(), [program, folder, "--browser"], { stdio: ["ignore", "pipe", "inherit"] });
    const exited = once(child, "exit") as Promise<[number | null]>;
    context.signal.addEventListener("abort", () => child.kill("SIGTERM"));
    const browser = await launchChromium(await findChromium(console.error));
    try {
      const line = once(createInterface(child.stdout), "line") as Promise<[string]>;
      const [address] = await Promise.race([line, exited]);
      assert.match(String(address), /^http:\/\/127\.0\.0\.1:\d+\/\?folder=/);
      const page = await browser.newPage();
      await page.goto(String(address));
      await page.locator(".statusbar-item").filter({ hasText: "Ask Docs" }).waitFor();
    } finally {
      await browser.close();
      child.kill("SIGINT");
      assert.deepEqual((await exited)[0], 0);
    }
    assert.deepEqual(await startFolders(), before);
  },
};

const startFolders = async (): Promise<string[]> =>
  (await readdir(os.tmpdir())).filter((name) => /^ask-docs-start-(?!test)/.test(name));
