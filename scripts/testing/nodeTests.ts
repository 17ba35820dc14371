import { join, relative } from "node:path";
import { run } from "node:test";
import { plainEnvironment } from "./commands.ts";
import { addTest, describeFile, endFile, newFileReport, type FileReport } from "./fileReport.ts";
import { sum, type Tally } from "./tally.ts";

/** One test that ran, and how long it took. */
export interface TimedTest {
  readonly name: string;
  readonly milliseconds: number;
}

/** The end of a run: counts, every failure in full, and every test with its time. */
export interface TestRun {
  readonly tally: Tally;
  readonly failures: readonly string[];
  readonly times: readonly TimedTest[];
}

const concurrentFiles = 2;
const testLimitMilliseconds = 120_000;
const longTestLimitMilliseconds = 1_800_000;

const limitOf = (files: readonly string[]): number =>
  files.some((file) => file.endsWith(".long.test.ts")) ? longTestLimitMilliseconds : testLimitMilliseconds;

/**
 * Runs test files with node:test, each in a process of its own, two at a time, 120 s for a test, half an hour where long
 * ones are among them. Prints a line for each file when it ends, and every failure in full.
 * @param silenceMilliseconds After this long without any event the run is stopped: something a file has leaked then holds
 *   its process open. Default: a minute more than one test may take.
 */
export async function runTestFiles(
  root: string,
  files: readonly string[],
  silenceMilliseconds = limitOf(files) + 60_000,
): Promise<TestRun> {
  const reports = new Map<string, FileReport>();
  const ended: FileReport[] = [];
  const failures: string[] = [];
  const times: TimedTest[] = [];
  const abort = new AbortController();
  const watchdog = setTimeout(() => {
    abort.abort();
  }, silenceMilliseconds);
  const reportOf = (file: string) => reports.get(file) ?? newFileReport;

  const stream = run({
    files: [...files],
    concurrency: concurrentFiles,
    timeout: limitOf(files),
    signal: abort.signal,
    // Types are stripped from each source once, not by every file's process.
    env: { ...plainEnvironment(), NODE_COMPILE_CACHE: join(root, ".test-output", "compile-cache") },
  });
  for (const event of ["test:stdout", "test:stderr"]) {
    stream.on(event, ({ file, message }: { file: string; message: string }) => {
      reports.set(file, { ...reportOf(file), printed: reportOf(file).printed + message });
    });
  }
  stream.on("test:complete", (event) => {
    watchdog.refresh();
    const file = event.file ?? event.name;
    const name = relative(root, file);
    if (event.nesting === 0 && event.name === file) {
      const report = endFile(reportOf(file), event.details);
      ended.push(report);
      failures.push(...report.failures.map((failure) => `${name}: ${failure}`));
      process.stdout.write(describeFile(name, report, event.details.duration_ms));
      return;
    }
    reports.set(file, addTest(reportOf(file), event));
    if (event.details.type !== "suite") {
      times.push({ name: `${name}: ${event.name}`, milliseconds: event.details.duration_ms });
    }
  });
  await new Promise<void>((resolve) => {
    stream.once("end", resolve).resume();
  });
  clearTimeout(watchdog);
  return { tally: sum(ended.map(({ tally }) => tally)), failures, times };
}
