// Runs the end-to-end scenarios in the real editor: node test/e2e/run.ts [--only NAME ...] [--long]
import { randomUUID } from "node:crypto";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { findChromium, launchChromium } from "./host/chromium.ts";
import { installCodeServer } from "./host/install.ts";
import { findLeftovers } from "./host/leftovers.ts";
import { runScenario } from "./host/runScenario.ts";
import type { Scenario } from "./host/scenario.ts";

interface Wanted {
  readonly only: readonly string[];
  /** Long scenarios too; those that are named run anyway. */
  readonly long: boolean;
}

const report = (line: string): void => console.error(line);

async function loadScenarios({ only, long }: Wanted): Promise<readonly Scenario[]> {
  const folder = path.join(import.meta.dirname, "scenarios");
  const files = (await readdir(folder)).filter((name) => name.endsWith(".ts")).sort();
  const modules = files.map(
    (name) => import(pathToFileURL(path.join(folder, name)).href) as Promise<{ scenario: Scenario }>,
  );
  const all = (await Promise.all(modules)).map((each) => each.scenario);
  const unknown = only.filter((name) => !all.some((scenario) => scenario.name === name));
  if (unknown.length > 0) {
    const known = all.map((scenario) => scenario.name).join(", ");
    throw new Error(`There is no scenario named ${unknown.join(", ")}; there are ${known}.`);
  }
  return only.length === 0
    ? all.filter((scenario) => long || scenario.isLong !== true)
    : all.filter((scenario) => only.includes(scenario.name));
}

/** Gives how many scenarios passed and failed. */
async function runAll(wanted: Wanted, interrupted: AbortSignal): Promise<{ passed: number; failed: number }> {
  const scenarios = await loadScenarios(wanted);
  const install = await installCodeServer(report);
  const browser = await launchChromium(await findChromium(report));
  // Inherited by everything that is started from here on.
  const environment = { ASK_DOCS_E2E_RUN: randomUUID() };
  Object.assign(process.env, environment);
  const count = { passed: 0, failed: 0 };
  const note = (name: string, reason: string | undefined, since: number): void => {
    count[reason === undefined ? "passed" : "failed"] += 1;
    const seconds = ((performance.now() - since) / 1000).toFixed(1);
    console.log(
      reason === undefined ? `ok ${name} (${seconds} s)` : `not ok ${name} (${seconds} s)\n${indent(reason)}`,
    );
  };
  try {
    for (const scenario of scenarios) {
      if (interrupted.aborted) break;
      const since = performance.now();
      note(scenario.name, await runScenario({ install, browser, environment }, scenario, interrupted), since);
    }
  } finally {
    await browser.close();
  }
  const since = performance.now();
  const leftovers = await findLeftovers(`ASK_DOCS_E2E_RUN=${environment.ASK_DOCS_E2E_RUN}`);
  for (const { pid } of leftovers) process.kill(pid, "SIGKILL");
  if (leftovers.length > 0) note("no process is left behind", leftovers.map((each) => each.command).join("\n"), since);
  return count;
}

const indent = (text: string): string => text.replaceAll(/^/gm, "  ");

const { values } = parseArgs({
  options: { only: { type: "string", multiple: true, default: [] }, long: { type: "boolean", default: false } },
});
const interrupted = new AbortController();
for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, () => interrupted.abort());
try {
  const { passed, failed } = await runAll(values, interrupted.signal);
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 && passed > 0 && !interrupted.signal.aborted ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
