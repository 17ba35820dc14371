import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { runTests } from "@vscode/test-electron";
import { buildSuite } from "./extensionBuild.ts";
import { projectNode } from "./paths.ts";

export interface InHostOptions {
  /** The Mocha suite, a `.ts` file, absolute. */
  readonly suite: string;
  /** The folder of the unpacked extension, absolute. */
  readonly extension: string;
  /** The folder or `.code-workspace` file to open, absolute. */
  readonly open: string;
}

/**
 * Runs a Mocha suite inside the extension host; rejects when a test fails or the host ends early.
 * On a desktop (or with ASK_DOCS_TEST_HOST=desktop) that is the real VS Code, downloaded by @vscode/test-electron;
 * elsewhere (or with ASK_DOCS_TEST_HOST=code-server) it is code-server behind `codeShim.ts`.
 */
export async function runInHost(options: InHostOptions): Promise<void> {
  const common = {
    extensionDevelopmentPath: options.extension,
    extensionTestsPath: await buildSuite(options.suite),
    launchArgs: [options.open, "--disable-extensions"],
  };
  if (desktopWanted()) {
    await runTests(common);
    return;
  }
  const folder = await mkdtemp(path.join(os.tmpdir(), "code-shim-"));
  try {
    await runTests({ ...common, vscodeExecutablePath: await writeLauncher(folder) });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A program file is what @vscode/test-electron starts; the Node on the PATH may be too old to run TypeScript. */
async function writeLauncher(folder: string): Promise<string> {
  const launcher = path.join(folder, "code");
  const shim = path.join(import.meta.dirname, "codeShim.ts");
  await writeFile(launcher, `#!/bin/sh\nexec "${projectNode()}" "${shim}" "$@"\n`);
  await chmod(launcher, 0o755);
  return launcher;
}

function desktopWanted(): boolean {
  const wanted = process.env["ASK_DOCS_TEST_HOST"];
  if (wanted === "desktop" || wanted === "code-server") return wanted === "desktop";
  if (process.platform !== "linux") return true;
  return process.env["DISPLAY"] !== undefined || process.env["WAYLAND_DISPLAY"] !== undefined;
}
