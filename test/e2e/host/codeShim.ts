// Stands in for the desktop program of VS Code: takes the arguments that @vscode/test-electron gives it, runs the suite
// in code-server's extension host, and exits with 0 only when the suite said that it passed.
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { format } from "node:util";
import { findChromium, launchChromium } from "./chromium.ts";
import { startCodeServer } from "./codeServer.ts";
import { installCodeServer } from "./install.ts";
import { openWorkbench } from "./workbench.ts";

/** Milliseconds for the whole suite. */
const limit = 180_000;
interface ShimArguments {
  readonly extensions: readonly string[];
  readonly suite: string;
  readonly open: string | undefined;
}

function readArguments(args: readonly string[]): ShimArguments {
  const valuesOf = (name: string): string[] =>
    args.filter((each) => each.startsWith(`--${name}=`)).map((each) => path.resolve(each.slice(name.length + 3)));
  const suite = valuesOf("extensionTestsPath")[0];
  if (suite === undefined) throw new Error("codeShim runs test suites only; --extensionTestsPath is missing.");
  const open = args.find((each) => !each.startsWith("--"));
  return {
    extensions: valuesOf("extensionDevelopmentPath"),
    suite,
    open: open === undefined ? undefined : path.resolve(open),
  };
}

/** Where the suite leaves what it printed and, at its end, a sign that it passed. */
interface SuiteFiles {
  readonly output: string;
  readonly passed: string;
}

/**
 * The source of a suite that runs the real one. It leaves its own sign, because when the extension host merely dies the
 * workbench reports success as well, and its own output, because the workbench mixes its log into what it passes on.
 */
const watchedSuite = (suite: string, files: SuiteFiles): string => `
  const fs = require("node:fs");
  const { format } = require("node:util");
  // The extension host has made the methods of its console unchangeable, so the console is replaced as a whole.
  const print = (...values) => fs.appendFileSync(${JSON.stringify(files.output)}, format(...values) + "\\n");
  const printing = { value: print };
  const methods = { log: printing, info: printing, warn: printing, error: printing, debug: printing };
  globalThis.console = Object.create(console, methods);
  exports.run = async () => {
    await require(${JSON.stringify(suite)}).run();
    fs.writeFileSync(${JSON.stringify(files.passed)}, "");
  };`;

async function runShim(args: ShimArguments, signal: AbortSignal): Promise<number> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "shim-"));
  const files: SuiteFiles = { output: path.join(folder, "output.log"), passed: path.join(folder, "passed") };
  const wrapper = path.join(folder, "suite.cjs");
  await writeFile(files.output, "");
  await writeFile(wrapper, watchedSuite(args.suite, files));
  const windowLog: string[] = [];
  const server = await startCodeServer(await installCodeServer(console.error));
  const browser = await launchChromium(await findChromium(console.error));
  try {
    const finished = new Promise<string>((resolve) => {
      setTimeout(resolve, limit, `no result within ${limit / 1000} s`).unref();
      signal.addEventListener("abort", () => resolve("it was interrupted"));
      void openWorkbench(browser, server, {
        ...(args.open === undefined ? {} : { open: args.open }),
        extensions: args.extensions,
        suite: wrapper,
        async prepare(page) {
          page.on("crash", () => resolve("the window crashed"));
          await page.exposeFunction("codeAutomationLog", (_type: string, values: unknown[]) => {
            windowLog.push(format(...values));
          });
          await page.exposeFunction("codeAutomationExit", (code: number) => resolve(`exit code ${code}`));
        },
      }).catch((error: unknown) => resolve(String(error)));
    });
    const reason = await finished;
    console.log(await readFile(files.output, "utf8"));
    if (existsSync(files.passed)) return 0;
    console.error([`The suite did not pass: ${reason}. The window's log:`, ...windowLog].join("\n"));
    return 1;
  } finally {
    await browser.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

const interrupted = new AbortController();
for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, () => interrupted.abort());
process.exitCode = await runShim(readArguments(process.argv.slice(2)), interrupted.signal);
