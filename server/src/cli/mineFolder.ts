import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { createDiskWorkspace } from "../adapters/disk/diskWorkspace.ts";
import { loadLanguageDetector } from "../adapters/languageDetector.ts";
import { createMarkdownParser } from "../core/documents/markdown/markdownParser.ts";
import { createParserRegistry } from "../core/documents/parsers.ts";
import { createPlainTextParser } from "../core/documents/plainText.ts";
import { counted } from "../core/evaluation/report.ts";
import { minePairs, type MiningReport } from "../core/fewShot/mining/minePairs.ts";
import { createAnalyser } from "../core/language/analyse.ts";
import { exitCodes, type ExitCode } from "./commandLine.ts";
import { settingsOf } from "./openFolder.ts";
import type { Output } from "./output.ts";

export interface MiningFlags {
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
    extensions: parsers.extensions,
    ...(include.length > 0 ? { include } : {}),
    exclude: settings.value["askDocs.exclude"],
    maxFileSize: settings.value["askDocs.maxFileSizeMb"] * 1e6,
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
      hash: (data) => createHash("sha256").update(data).digest("hex"),
    },
    signal,
    (files) => bar.update(files, files),
  ).finally(() => bar.stop());
  noteProblems(report, output);
  if (report.files === 0) {
    output.note(`There are no documents in ${folder}: nothing that matches the include globs.`);
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

function summaryOf({ files, pairs, duplicates, problems }: MiningReport) {
  return {
    files,
    pairs: pairs.length,
    kinds: countsOf(pairs.map(({ kind }) => kind)),
    languages: countsOf(pairs.map(({ language }) => language)),
    duplicates,
    problems,
  };
}

function asText({ files, pairs, kinds, languages, duplicates }: ReturnType<typeof summaryOf>, out: string): string {
  const listed = (counts: Readonly<Record<string, number>>): string =>
    Object.entries(counts)
      .map(([name, count]) => `${name} ${count}`)
      .join(", ");
  return [
    `${counted(pairs, "pair", "pairs")} of ${counted(files, "document", "documents")} in ${out}.`,
    `Kinds: ${listed(kinds)}`,
    `Languages: ${listed(languages)}`,
    ...(duplicates > 0 ? [`Folded: ${counted(duplicates, "pair", "pairs")} that said what another one says.`] : []),
  ].join("\n");
}
