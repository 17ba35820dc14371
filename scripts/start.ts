/**
 * `npm start -- FOLDER`: opens the extension, as built from this repository, on a folder. In the desktop VS Code where
 * its program `code` is on the PATH; elsewhere, or with `--browser`, in VS Code's browser build on this machine alone,
 * whose address is printed and which lives until Ctrl+C. `--port N` chooses its port.
 */
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { serveInBrowser } from "./starting/browser.ts";
import { findProgram, openDesktop } from "./starting/desktop.ts";
import { checkFolder, readPort } from "./starting/wanted.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const usage = "Usage: npm start -- FOLDER [--browser] [--port N]";

const report = (line: string): void => console.error(`ask-docs: ${line}`);

async function start(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { browser: { type: "boolean", default: false }, port: { type: "string" } },
  });
  const [given, ...more] = positionals;
  if (given === undefined || more.length > 0) throw new Error(usage);
  const folder = resolve(given);
  checkFolder(folder);
  const desktop = values.browser ? undefined : findProgram("code", process.env, process.platform);
  if (desktop !== undefined) return openDesktop(desktop, root, folder);
  const stop = new AbortController();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, () => stop.abort());
  await serveInBrowser({ root, folder, port: readPort(values.port), signal: stop.signal, report });
  return 0;
}

try {
  process.exitCode = await start();
} catch (error) {
  report(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
