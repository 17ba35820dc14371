import ignore, { type Ignore } from "ignore";
import type { IgnoreRule } from "../ports.ts";

/** What one ignore file says about an entry of its folder: the last line that matches decides. */
export interface IgnoreVerdict {
  readonly ignored: boolean;
  readonly rule: IgnoreRule;
}

/** One `.gitignore` or `.askdocsignore`. Paths are relative to the folder it stands in, with `/`, without one at the end. */
export interface IgnoreFile {
  /** What the lines say about this very entry, not about the folders around it; undefined where no line matches it. */
  judge(path: string, isFolder: boolean): IgnoreVerdict | undefined;
  /**
   * Whether a line with `!` brings back something below a folder, so that it must be entered though it is ignored. Only
   * lines with a `/` before their end count, and not those that begin with a double star: else every folder were entered.
   */
  reaches(folder: string): boolean;
}

interface IgnoreLine {
  /** From 1. */
  readonly line: number;
  /** As written, without the line end. */
  readonly written: string;
  readonly negated: boolean;
  /** Without `!` and without a final `/`. */
  readonly pattern: string;
  readonly onlyFolders: boolean;
}

/**
 * Reads an ignore file with git's rules, by the library `ignore`.
 *
 * The library answers for a path together with the folders above it, which is wrong once another file has brought such a
 * folder back. Each matcher therefore ends with a rule that brings every folder back, and is asked about folders as if
 * they were files, so that only lines that match the entry itself are seen.
 *
 * @param path where the file stands, relative to the workspace; named in verdicts.
 */
export function parseIgnoreFile(path: string, content: string, ignoreCase: boolean): IgnoreFile {
  const lines = readLines(content);
  const files = matcher(
    lines.filter((line) => !line.onlyFolders),
    ignoreCase,
  );
  const folders = matcher(lines, ignoreCase);
  const below = matcher(foldersAbove(lines.filter((line) => line.negated)), ignoreCase);

  // The library names the line that ignores an entry, but not the one that brings it back.
  const negated = lines
    .filter((line) => line.negated)
    .map((line) => ({ line, matches: matcher([{ ...line, negated: false }], ignoreCase) }));
  const bringsBack = (entry: string, isFolder: boolean): IgnoreLine | undefined =>
    negated.findLast(({ line, matches }) => (isFolder || !line.onlyFolders) && matches.ignores(entry))?.line;

  return {
    judge: (entry, isFolder) => {
      const verdict = (isFolder ? folders : files).test(entry);
      if (!verdict.ignored && !verdict.unignored) return undefined;
      const line = verdict.ignored
        ? lines.find(({ line: number }) => String(number) === verdict.rule?.mark)
        : bringsBack(entry, isFolder);
      if (line === undefined) return undefined;
      return { ignored: verdict.ignored, rule: { file: path, line: line.line, pattern: line.written } };
    },
    reaches: (folder) => below.ignores(folder),
  };
}

function matcher(lines: readonly IgnoreLine[], ignoreCase: boolean): Ignore {
  const rules = ignore({ ignoreCase });
  for (const line of lines)
    rules.add({ pattern: `${line.negated ? "!" : ""}${line.pattern}`, mark: String(line.line) });
  return rules.add({ pattern: "!*/" });
}

function readLines(content: string): readonly IgnoreLine[] {
  return content
    .replace(/^\uFEFF/u, "")
    .split(/\r?\n/u)
    .map((written, index) => readLine(written, index + 1))
    .filter((line) => line !== undefined);
}

function readLine(written: string, line: number): IgnoreLine | undefined {
  const trimmed = written.replace(/(?<![\\ ]) +$/u, "");
  const negated = trimmed.startsWith("!");
  const body = negated ? trimmed.slice(1) : trimmed;
  if (body === "" || body === "/" || trimmed.startsWith("#")) return undefined;
  const onlyFolders = body.endsWith("/");
  return { line, written, negated, onlyFolders, pattern: onlyFolders ? body.slice(0, -1) : body };
}

/** For `!/a/b/c.md` the folders `/a` and `/a/b`; from a double star on, every folder below. */
function foldersAbove(lines: readonly IgnoreLine[]): readonly IgnoreLine[] {
  return lines.flatMap((line) => {
    const segments = line.pattern.replace(/^\//u, "").split("/");
    const star = segments.indexOf("**");
    const fixed = segments.slice(0, star === -1 ? segments.length - 1 : star);
    const patterns = fixed.map((_, index) => `/${fixed.slice(0, index + 1).join("/")}`);
    const deepest = patterns.at(-1);
    if (star > 0 && deepest !== undefined) patterns.push(`${deepest}/**`);
    return patterns.map((pattern) => ({ ...line, pattern, negated: false }));
  });
}
