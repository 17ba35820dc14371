import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import type { Browser } from "playwright-core";
import { startCodeServer, type CodeServer, type CodeServerOptions } from "./codeServer.ts";
import type { CodeServerInstall } from "./install.ts";
import { outputFolder } from "./paths.ts";
import type { Scenario, ScenarioContext } from "./scenario.ts";
import { openWorkbench, type Workbench } from "./workbench.ts";

const defaultLimit = 120_000;

/** What all scenarios of a run share. */
export interface SharedHost {
  readonly install: CodeServerInstall;
  readonly browser: Browser;
  /** Given to every server, so that what it starts can be found again. */
  readonly environment: Readonly<Record<string, string>>;
}

/** Everything one scenario has opened, in order. */
interface Opened {
  readonly servers: CodeServer[];
  readonly windows: Workbench[];
  readonly folders: string[];
}

/** Runs one scenario from start to clean-up; gives what went wrong, or nothing. */
export async function runScenario(
  shared: SharedHost,
  scenario: Scenario,
  interrupted: AbortSignal,
): Promise<string | undefined> {
  const opened: Opened = { servers: [], windows: [], folders: [] };
  const limit = scenario.limit ?? defaultLimit;
  const signal = AbortSignal.any([interrupted, AbortSignal.timeout(limit)]);
  let reason: string | undefined;
  try {
    await Promise.race([scenario.run(createContext(shared, opened, signal)), rejectWhenAborted(signal)]);
    reason = unexpectedProblems(scenario, opened.windows);
  } catch (error) {
    reason = stripVTControlCharacters(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
  if (reason !== undefined) await keepEvidence(scenario, opened, reason);
  await closeAll(opened);
  return reason;
}

function createContext(shared: SharedHost, opened: Opened, signal: AbortSignal): ScenarioContext {
  const startServer = async (options: CodeServerOptions = {}): Promise<CodeServer> => {
    signal.throwIfAborted();
    const environment = { ...options.environment, ...shared.environment };
    const server = await startCodeServer(shared.install, { ...options, environment });
    opened.servers.push(server);
    if (signal.aborted) await server.stop();
    return server;
  };
  let own: Promise<CodeServer> | undefined;
  return {
    signal,
    startServer,
    async openWorkbench(options, server) {
      const chosen = server ?? (await (own ??= startServer()));
      signal.throwIfAborted();
      const window = await openWorkbench(shared.browser, chosen, options);
      opened.windows.push(window);
      if (signal.aborted) await window.close();
      return window;
    },
    async makeFolder(files) {
      const folder = await mkdtemp(path.join(os.tmpdir(), "ask-docs-e2e-"));
      opened.folders.push(folder);
      for (const [name, text] of Object.entries(files)) {
        await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
        await writeFile(path.join(folder, name), text);
      }
      return folder;
    },
  };
}

const rejectWhenAborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    const stop = (): void => {
      const tooSlow = signal.reason instanceof DOMException && signal.reason.name === "TimeoutError";
      reject(new Error(tooSlow ? "The scenario's time is over." : "The run was interrupted."));
    };
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop);
  });

function unexpectedProblems(scenario: Scenario, windows: readonly Workbench[]): string | undefined {
  const expected = scenario.expectedProblems ?? [];
  const texts = windows
    .flatMap((window) => window.record.problems)
    .map((problem) => `${problem.kind}: ${problem.text}`)
    .filter((text) => !expected.some((pattern) => pattern.test(text)));
  return texts.length === 0 ? undefined : `Its windows had problems.\n${texts.join("\n")}`;
}

/** Leaves the log and a screenshot of every window that is still open. */
async function keepEvidence(scenario: Scenario, opened: Opened, reason: string): Promise<void> {
  const lines = [reason];
  for (const [index, window] of opened.windows.entries()) {
    await window.screenshot(`failed-${scenario.name}-${index + 1}`).catch(() => undefined);
    lines.push("", `--- window ${index + 1}`, ...window.record.log);
  }
  for (const [index, server] of opened.servers.entries()) {
    lines.push("", `--- server ${index + 1}`, await server.log().catch(String));
  }
  const folder = path.join(outputFolder, "logs");
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, `${scenario.name}.log`), lines.join("\n"));
}

async function closeAll(opened: Opened): Promise<void> {
  await Promise.allSettled(opened.windows.map((window) => window.close()));
  await Promise.allSettled(opened.servers.map((server) => server.stop()));
  const remove = (folder: string): Promise<void> =>
    rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  await Promise.allSettled(opened.folders.map(remove));
}
