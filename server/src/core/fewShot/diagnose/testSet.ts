import type { CreateKnownTexts } from "./knownTexts.ts";

/** The rows of a test file, to compare demonstrations with. */
export interface TestSet {
  /** As it is shown. */
  readonly path: string;
  readonly rows: number;
  /** Lines, from 1, that are no rows. */
  readonly brokenLines: readonly number[];
  /** The line, from 1, of the first row that says the same as a text. */
  find(text: string): { readonly line: number; readonly kind: "exact" | "near" } | undefined;
}

/** Rows that are read without letting others through. */
const batch = 500;

/** Reads a test file: JSON Lines with the input in `text` or `input`; `pause` lets others through. */
export async function createTestSet(
  path: string,
  text: string,
  { createKnownTexts, pause }: { readonly createKnownTexts: CreateKnownTexts; readonly pause: () => Promise<void> },
): Promise<TestSet> {
  const known = createKnownTexts();
  const lines: number[] = [];
  const brokenLines: number[] = [];
  for (const [at, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    if (lines.length % batch === batch - 1) await pause();
    const input = inputOfRow(line);
    if (input === undefined) brokenLines.push(at + 1);
    else {
      known.add(input);
      lines.push(at + 1);
    }
  }
  return {
    path,
    rows: lines.length,
    brokenLines,
    find(words) {
      const same = known.find(words)[0];
      const line = same === undefined ? undefined : lines[same.index];
      return same === undefined || line === undefined ? undefined : { line, kind: same.kind };
    },
  };
}

function inputOfRow(line: string): string | undefined {
  try {
    const row: unknown = JSON.parse(line);
    if (typeof row !== "object" || row === null) return undefined;
    const { text, input } = row as { readonly text?: unknown; readonly input?: unknown };
    return [text, input].find((value) => typeof value === "string");
  } catch {
    return undefined;
  }
}
