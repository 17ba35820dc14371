/**
 * `npm test`: every check and test of the repository, going on after a failure; the last line is the sum.
 * Options: `--only STAGE` (may be given again), `--long` (also `*.long.test.ts`), and parts of file names, which run only
 * the test files whose path holds one of them.
 */
import { existsSync, globSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { runCommand, type CommandEnd } from "./testing/commands.ts";
import { runTestFiles, type TimedTest } from "./testing/nodeTests.ts";
import { staticChecks, type StaticCheck } from "./testing/staticChecks.ts";
import { failuresOfProgram, sum, summaryLine, tallyOfProgram, type Tally } from "./testing/tally.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const endToEnd = "test/e2e/run.ts";
const slowestShown = 10;
/** Characters of each failure that are told again at the end. */
const failureShown = 1_500;

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

/** Runs the checks two at a time, one for each core that is promised, and tells of them in their order. */
async function runChecks(checks: readonly StaticCheck[]): Promise<readonly Tally[]> {
  const ends: Promise<CommandEnd>[] = [];
  const tallies: Tally[] = [];
  for (const [index, check] of checks.entries()) {
    for (const next of checks.slice(ends.length, index + 2)) ends.push(run(next));
    const end = await ends[index];
    if (end !== undefined) tallies.push(tellCheck(check, end));
  }
  return tallies;
}

const run = (check: StaticCheck): Promise<CommandEnd> =>
  runCommand(process.execPath, [join(root, check.program), ...check.arguments], { cwd: root, show: false });

function tellCheck({ name }: StaticCheck, { exitCode, output }: CommandEnd): Tally {
  heading(name);
  const passed = exitCode === 0;
  process.stdout.write(passed ? "ok\n" : `${output.trimEnd()}\nFAILED ${name}\n`);
  if (!passed) failures.push(`${name}\n${output.trimEnd()}`);
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

/** Once more at the end: of a long output often only that is kept. */
function printFailures(): void {
  if (failures.length > 0) heading("failures");
  for (const failure of failures) process.stdout.write(`${failure.slice(0, failureShown)}\n\n`);
}

const failures: string[] = [];
const tallies: Tally[] = [];
const times: TimedTest[] = [];
tallies.push(...(await runChecks(staticChecks(root).filter(({ stage }) => isWanted(stage)))));
for (const [stage, patterns] of Object.entries(suites)) {
  const files = isWanted(stage) ? testFiles(patterns) : [];
  if (files.length === 0) continue;
  heading(`${stage} tests`);
  const end = await runTestFiles(root, files);
  tallies.push(end.tally);
  times.push(...end.times);
  failures.push(...end.failures);
}
if (isWanted("e2e") && existsSync(join(root, endToEnd))) {
  heading("end to end");
  const { output, exitCode } = await runCommand(process.execPath, [endToEnd, ...(flags.long ? ["--long"] : [])], {
    cwd: root,
    show: true,
  });
  tallies.push(tallyOfProgram(output, exitCode));
  failures.push(...failuresOfProgram(output));
}
printSlowest(times);
printFailures();
const total = sum(tallies);
if (total.passed + total.failed === 0) process.stderr.write("No test ran.\n");
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
process.stdout.write(`\n${summaryLine(total)}\n`);
