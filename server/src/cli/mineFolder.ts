import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { relative, resolve } from "node:path";
import { createTextStreams } from "../adapters/disk/textStreams.ts";
import { createDiskWorkspace } from "../adapters/disk/diskWorkspace.ts";
import { loadLanguageDetector } from "../adapters/languageDetector.ts";
import { createSensitiveFinder } from "../adapters/sensitive/findSensitive.ts";
import { createMarkdownParser } from "../core/documents/markdown/markdownParser.ts";
import { createParserRegistry } from "../core/documents/parsers.ts";
import { createPlainTextParser } from "../core/documents/plainText.ts";
import { counted } from "../core/evaluation/report.ts";
import { minePairs, type MiningOptions } from "../core/fewShot/mining/minePairs.ts";
import type { MiningReport } from "../core/fewShot/mining/miningReport.ts";
import { rowExtensions } from "../core/fewShot/mining/rows/mineRows.ts";
import { createAnalyser } from "../core/language/analyse.ts";
import { exitCodes, type ExitCode } from "./commandLine.ts";
import { settingsOf } from "./openFolder.ts";
import type { Output } from "./output.ts";

export interface MiningFlags extends MiningOptions {
  readonly folder?: string;
  readonly set?: readonly string[];
  /** Absolute. */
  readonly out: string;
}

/** Problems that are named one by one. */
const mostNamed = 20;

/** Mines a folder and writes the pairs; needs no index. */
export async function mineFolder(flags: MiningFlags, output: Output, signal: AbortSignal): Promise<ExitCode> {
  const settings = settingsOf(flags);
  if (!settings.ok) {
    output.note(settings.failure.message);
    return exitCodes.wrongUsage;
  }
  const folder = resolve(flags.folder ?? ".");
  const parsers = createParserRegistry([createMarkdownParser(), createPlainTextParser()]);
  const include = settings.value["askDocs.include"];
  const workspace = await createDiskWorkspace(folder, {
    extensions: [...parsers.extensions, ...rowExtensions],
    ...(include.length > 0 ? { include } : {}),
    exclude: settings.value["askDocs.exclude"],
    // Files of rows are streamed, so that none is too large; a document that is, is refused when it is read.
    maxFileSize: Number.MAX_SAFE_INTEGER,
    maxFiles: settings.value["askDocs.maxFiles"],
  });
  if (!workspace.ok) {
    output.note(workspace.failure.message);
    return exitCodes.wrongUsage;
  }
  const bar = output.progress("Mining");
  const report = await minePairs(
    {
      workspace: workspace.value,
      parsers,
      analyser: createAnalyser(),
      detect: await loadLanguageDetector(),
      streams: await createTextStreams(folder),
      findSensitive: createSensitiveFinder(),
      hash: (data) => createHash("sha256").update(data).digest("hex"),
    },
    { ...flags, except: relative(folder, flags.out).replaceAll("\\", "/") },
    signal,
    (files) => bar.update(files, files),
  ).finally(() => bar.stop());
  noteProblems(report, output);
  if (report.files === 0) {
    output.note(`There are no documents in ${folder}: nothing that matches the include globs.`);
    return exitCodes.failed;
  }
  if (report.pairs.length === 0 && report.leftOut.flaggedPairs > 0) {
    output.note(
      `All ${counted(report.leftOut.flaggedPairs, "pair", "pairs")} found in ${folder} hold secrets or personal data (${listed(report.leftOut.flagged)}); --allow-flagged keeps them.`,
    );
    return exitCodes.failed;
  }
  if (report.pairs.length === 0) {
    output.note(
      `Nothing could be mined from the ${counted(report.files, "document", "documents")} in ${folder}: no questions with answers, no terms with definitions, no tables.`,
    );
    return exitCodes.failed;
  }
  try {
    await writeFile(flags.out, report.pairs.map((pair) => `${JSON.stringify(pair)}\n`).join(""));
  } catch (error) {
    output.note(
      `The pairs cannot be written to ${flags.out} (${error instanceof Error ? error.message : String(error)}).`,
    );
    return exitCodes.failed;
  }
  const summary = summaryOf(report);
  output.result(output.json ? JSON.stringify(summary) : asText(summary, flags.out));
  return exitCodes.done;
}

function noteProblems({ problems }: MiningReport, output: Output): void {
  for (const { path, line, reason } of problems.slice(0, mostNamed))
    output.note(`${path}${line === undefined ? "" : `:${line}`}: ${reason}`);
  if (problems.length > mostNamed) output.note(`… and ${problems.length - mostNamed} more that could not be read.`);
}

const countsOf = (names: readonly string[]): Readonly<Record<string, number>> =>
  Object.fromEntries([...Map.groupBy(names, (name) => name)].map(([name, { length }]) => [name, length]));

function summaryOf({ files, pairs, leftOut, problems }: MiningReport) {
  return {
    files,
    pairs: pairs.length,
    kinds: countsOf(pairs.map(({ kind }) => kind)),
    languages: countsOf(pairs.map(({ language }) => language)),
    labels: new Set(pairs.flatMap(({ label }) => (label === undefined ? [] : [label]))).size,
    leftOut,
    problems,
  };
}

const listed = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([name, count]) => `${name} ${count}`)
    .join(", ");

function asText({ files, pairs, kinds, languages, leftOut }: ReturnType<typeof summaryOf>, out: string): string {
  const { duplicates, flagged, flaggedPairs, notSampled, overPage, overLabel } = leftOut;
  const pairsOf = (count: number): string => counted(count, "pair", "pairs");
  const omitted = [
    flaggedPairs > 0 &&
      `${pairsOf(flaggedPairs)} with secrets or personal data (${listed(flagged)}); --allow-flagged keeps them`,
    duplicates > 0 && `${pairsOf(duplicates)}, folded into others that say the same`,
    notSampled > 0 && `${pairsOf(notSampled)} of large files, of which an even sample is kept`,
    overPage > 0 && `${pairsOf(overPage)} so that no page dominates; --per-page N says otherwise`,
    overLabel > 0 && `${pairsOf(overLabel)} so that no label dominates; --per-label N says otherwise`,
  ].filter((line) => line !== false);
  return [
    `${pairsOf(pairs)} of ${counted(files, "document", "documents")} in ${out}.`,
    ...(pairs > 0 ? [`Kinds: ${listed(kinds)}`, `Languages: ${listed(languages)}`] : []),
    ...omitted.map((line) => `Left out: ${line}.`),
  ].join("\n");
}
