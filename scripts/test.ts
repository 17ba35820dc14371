/**
 * `npm test`: every check and test of the repository, going on after a failure; the last line is the sum.
 * Options: `--only STAGE` (may be given again), `--long` (also `*.long.test.ts`), and parts of file names, which run only
 * the test files whose path holds one of them.
 */
import { existsSync, globSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { runCommand } from "./testing/commands.ts";
import { runTestFiles, type TimedTest } from "./testing/nodeTests.ts";
import { staticChecks, type StaticCheck } from "./testing/staticChecks.ts";
import { sum, summaryLine, tallyOfProgram, type Tally } from "./testing/tally.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const endToEnd = "test/e2e/run.ts";
const slowestShown = 10;

const { values: flags, positionals: names } = parseArgs({
  allowPositionals: true,
  options: { only: { type: "string", multiple: true, default: [] }, long: { type: "boolean", default: false } },
});

/** Stages: typecheck, lint, format, unused, unit, integration, e2e. */
function isWanted(stage: string): boolean {
  if (flags.only.length > 0) return flags.only.includes(stage);
  return names.length === 0 || stage === "unit" || stage === "integration";
}

function heading(text: string): void {
  process.stdout.write(`\n== ${text}\n`);
}

async function runCheck(check: StaticCheck): Promise<Tally> {
  heading(check.name);
  const { exitCode, output } = await runCommand(process.execPath, [join(root, check.program), ...check.arguments], {
    cwd: root,
    show: false,
  });
  const passed = exitCode === 0;
  process.stdout.write(passed ? "ok\n" : `${output.trimEnd()}\nFAILED ${check.name}\n`);
  return { passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0 };
}

function testFiles(patterns: readonly string[]): readonly string[] {
  return globSync([...patterns], { cwd: root, exclude: ["**/node_modules/**"] })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => flags.long || !path.endsWith(".long.test.ts"))
    .filter((path) => names.length === 0 || names.some((name) => path.includes(name)))
    .sort()
    .map((path) => join(root, path));
}

const suites = {
  unit: [
    "server/**/*.test.ts",
    "protocol/**/*.test.ts",
    "client/**/*.test.ts",
    "scripts/**/*.test.ts",
    "bench/**/*.test.ts",
    "test/grammar/**/*.test.ts",
  ],
  integration: ["test/integration/**/*.test.ts", "test/webview/**/*.test.ts"],
} as const;

function printSlowest(times: readonly TimedTest[]): void {
  if (times.length === 0) return;
  heading("slowest tests");
  const slowest = times.toSorted((a, b) => b.milliseconds - a.milliseconds).slice(0, slowestShown);
  for (const { name, milliseconds } of slowest) {
    process.stdout.write(`${(milliseconds / 1000).toFixed(2).padStart(7)} s  ${name}\n`);
  }
}

const tallies: Tally[] = [];
const times: TimedTest[] = [];
for (const check of staticChecks(root)) {
  if (isWanted(check.stage)) tallies.push(await runCheck(check));
}
for (const [stage, patterns] of Object.entries(suites)) {
  const files = isWanted(stage) ? testFiles(patterns) : [];
  if (files.length === 0) continue;
  heading(`${stage} tests`);
  const end = await runTestFiles(root, files);
  tallies.push(end.tally);
  times.push(...end.times);
}
if (isWanted("e2e") && existsSync(join(root, endToEnd))) {
  heading("end to end");
  const { output, exitCode } = await runCommand(process.execPath, [endToEnd, ...(flags.long ? ["--long"] : [])], {
    cwd: root,
    show: true,
  });
  tallies.push(tallyOfProgram(output, exitCode));
}
printSlowest(times);
const total = sum(tallies);
if (total.passed + total.failed === 0) process.stderr.write("No test ran.\n");
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
process.stdout.write(`\n${summaryLine(total)}\n`);
