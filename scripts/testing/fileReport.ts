import { inspect } from "node:util";
import { nothing, type Tally } from "./tally.ts";

/** What is known of one test file. */
export interface FileReport {
  readonly tally: Tally;
  /** Each failure in full, ready to print. */
  readonly failures: readonly string[];
  /** What the file printed itself; shown when it fails. */
  readonly printed: string;
}

/** The part of node:test's `test:complete` event that counts. `error` wraps what was thrown, as its cause. */
interface Complete {
  readonly name: string;
  readonly line?: number | undefined;
  readonly skip?: string | boolean | undefined;
  readonly todo?: string | boolean | undefined;
  readonly details: {
    readonly passed: boolean;
    readonly type?: "suite" | "test" | undefined;
    readonly error?: unknown;
  };
}

export const newFileReport: FileReport = { tally: nothing, failures: [], printed: "" };

/** Adds the end of a test or suite. A suite counts only when it fails by itself, as when one of its hooks throws. */
export function addTest(report: FileReport, { name, details, line, skip, todo }: Complete): FileReport {
  const isSuite = details.type === "suite";
  if (isSkipped(skip) || isSkipped(todo)) return isSuite ? report : count(report, { skipped: 1 });
  if (details.passed) return isSuite ? report : count(report, { passed: 1 });
  if (isSuite && causedBelow(details.error)) return report;
  return fail(report, `${name}${line === undefined ? "" : ` (line ${line})`}\n${explain(details.error)}`);
}

/** Adds the end of the file's process: a crash, or a file that holds no test, is one failure. */
export function endFile(
  report: FileReport,
  { passed, error }: Pick<Complete["details"], "passed" | "error">,
): FileReport {
  const { tally } = report;
  if (passed && tally.passed + tally.failed + tally.skipped === 0) return fail(report, "holds no test");
  if (passed || (tally.failed > 0 && causedBelow(error))) return report;
  return fail(report, explain(error));
}

/** The lines to print for a file that has ended. */
export function describeFile(name: string, { tally, failures, printed }: FileReport, milliseconds: number): string {
  const seconds = (milliseconds / 1000).toFixed(1);
  const heading = `${tally.failed > 0 ? "FAILED" : "ok    "} ${name}  ${tally.passed} passed  ${seconds} s\n`;
  if (tally.failed === 0) return heading;
  const blocks = failures.map((failure) => indent(`failed: ${failure}`));
  if (printed.trim() !== "") blocks.push(indent(`printed:\n${printed.trimEnd()}`));
  return `${heading}${blocks.join("\n")}\n`;
}

function count(report: FileReport, change: Partial<Tally>): FileReport {
  const { passed, failed, skipped } = report.tally;
  const tally = {
    passed: passed + (change.passed ?? 0),
    failed: failed + (change.failed ?? 0),
    skipped: skipped + (change.skipped ?? 0),
  };
  return { ...report, tally };
}

function fail(report: FileReport, failure: string): FileReport {
  return count({ ...report, failures: [...report.failures, failure] }, { failed: 1 });
}

/** An empty string is a reason not given; only absence means that the test was to run. */
function isSkipped(mark: string | boolean | undefined): boolean {
  return mark !== undefined && mark !== false;
}

function causedBelow(error: unknown): boolean {
  return hasField(error, "failureType") && error.failureType === "subtestsFailed";
}

/** node:test wraps what the test threw. */
function explain(error: unknown): string {
  const cause = hasField(error, "cause") ? error.cause : error;
  return typeof cause === "string" ? cause : inspect(cause, { colors: false, depth: 6 });
}

function hasField<K extends string>(value: unknown, field: K): value is Record<K, unknown> {
  return typeof value === "object" && value !== null && field in value;
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, "    ");
}
