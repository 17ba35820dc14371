import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startCodeServer } from "../../test/e2e/host/codeServer.ts";
import { installCodeServer } from "../../test/e2e/host/install.ts";
import { readManifest } from "../packaging/manifest.ts";

export interface BrowserStart {
  /** The repository. */
  readonly root: string;
  /** The folder to open, absolute. */
  readonly folder: string;
  /** A free one unless given. */
  readonly port: number | undefined;
  /** Ends it. */
  readonly signal: AbortSignal;
  readonly report: (line: string) => void;
}

/** What the editor reads of the extension. */
const extensionParts = [
  "package.json",
  ...["package.nls.json", "package.nls.fr.json", "package.nls.he.json", "package.nls.ru.json"],
  "dist",
  "l10n",
  "media",
  "models",
  "node_modules",
  "syntaxes",
];

/**
 * Serves VS Code with the extension to browsers on this machine, and prints the address on stdout; ends with the signal,
 * leaving no process and no file. The index of the folder lives as long.
 */
export async function serveInBrowser({ root, folder, port, signal, report }: BrowserStart): Promise<void> {
  if (process.platform === "win32") {
    throw new Error("The desktop VS Code is needed on Windows; install it so that `code` is on the PATH.");
  }
  const install = await installCodeServer(report);
  const home = await mkdtemp(join(tmpdir(), "ask-docs-start-"));
  try {
    await linkExtension(root, join(home, "extensions"));
    const server = await startCodeServer(install, { home, ...(port === undefined ? {} : { port }) });
    try {
      console.log(`${server.origin}/?folder=${encodeURIComponent(folder)}`);
      report("Open this address in a browser on this machine. Ctrl+C ends it.");
      await aborted(signal);
    } finally {
      await server.stop();
    }
  } finally {
    await rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

/**
 * Makes the extension installed without copying it: the editor reads a folder named after publisher, name and version,
 * which is a real one whose parts are links, so that nothing the editor removes is ever the repository's own.
 */
async function linkExtension(root: string, extensions: string): Promise<void> {
  const { publisher, name, version } = readManifest(await readFile(join(root, "package.json"), "utf8"));
  const folder = join(extensions, `${publisher}.${name}-${version}`);
  await mkdir(folder, { recursive: true });
  const parts = extensionParts.filter((part) => existsSync(join(root, part)));
  await Promise.all(parts.map((part) => symlink(join(root, part), join(folder, part))));
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve());
  });
