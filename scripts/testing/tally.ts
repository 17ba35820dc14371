import { stripVTControlCharacters } from "node:util";

/** How many tests passed, failed and were skipped. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export const nothing: Tally = { passed: 0, failed: 0, skipped: 0 };

/** Adds tallies together. */
export function sum(tallies: readonly Tally[]): Tally {
  return tallies.reduce(
    (total, { passed, failed, skipped }) => ({
      passed: total.passed + passed,
      failed: total.failed + failed,
      skipped: total.skipped + skipped,
    }),
    nothing,
  );
}

/** The last line of `npm test`: `N passed, N failed`, and `, N skipped` where there are any. */
export function summaryLine({ passed, failed, skipped }: Tally): string {
  const skippedPart = skipped === 0 ? "" : `, ${skipped} skipped`;
  return `${passed} passed, ${failed} failed${skippedPart}`;
}

/**
 * Reads the last summary line of another program's output; undefined where there is none.
 * Colour codes and lines after it are passed over.
 */
export function readSummaryLine(output: string): Tally | undefined {
  const plain = stripVTControlCharacters(output);
  const last = [...plain.matchAll(/^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?\s*$/gm)].at(-1);
  if (last === undefined) return undefined;
  const [, passed, failed, skipped] = last;
  return { passed: Number(passed), failed: Number(failed), skipped: Number(skipped ?? 0) };
}

/** What a program that prints a summary line adds to the sum; a crash that its line does not show is one failure. */
export function tallyOfProgram(output: string, exitCode: number | null): Tally {
  const tally = readSummaryLine(output) ?? nothing;
  const silent = tally.failed === 0 && (exitCode !== 0 || tally.passed + tally.skipped === 0);
  return silent ? { ...tally, failed: 1 } : tally;
}

/** The failures that a program tells as `not ok NAME …`, each with the indented lines below it. */
export function failuresOfProgram(output: string): readonly string[] {
  return [...stripVTControlCharacters(output).matchAll(/^not ok (.+(?:\r?\n {2}.*)*)/gm)].map(([, told = ""]) => told);
}
