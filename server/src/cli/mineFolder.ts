import { writeFile } from "node:fs/promises";
import { relative, resolve } from "node:path";
import type { Settings } from "../../../protocol/settings.ts";
import { createTextStreams } from "../adapters/disk/textStreams.ts";
import { createDiskWorkspace } from "../adapters/disk/diskWorkspace.ts";
import { loadLanguageDetector } from "../adapters/languageDetector.ts";
import { createSensitiveFinder } from "../adapters/sensitive/findSensitive.ts";
import { createDocumentParsers } from "../core/documents/documentParsers.ts";
import { minePairs, type MiningOptions } from "../core/fewShot/mining/minePairs.ts";
import type { QuestionWriter } from "../core/fewShot/mining/model/modelPairs.ts";
import { rowExtensions } from "../core/fewShot/mining/rows/mineRows.ts";
import { createAnalyser } from "../core/language/analyse.ts";
import { success, type Result } from "../core/result.ts";
import { chatModelOf, type ChatFlags } from "./chatModel.ts";
import { exitCodes, type ExitCode } from "./commandLine.ts";
import { egressOf, indexDirOf, settingsOf, sha256 } from "./openFolder.ts";
import { countsAsText, noteProblems, summaryOf, summaryAsText } from "./miningOutput.ts";
import type { Output } from "./output.ts";
import { counted } from "./counted.ts";

export interface MiningFlags extends Omit<MiningOptions, "largestDocument" | "writer" | "except">, ChatFlags {
  readonly folder?: string;
  readonly set?: readonly string[];
  /** Absolute. */
  readonly out: string;
  /** Passages that a model is asked about, where one is named. */
  readonly questions: number;
}

/** Mines a folder and writes the pairs; needs no index. */
export async function mineFolder(flags: MiningFlags, output: Output, signal: AbortSignal): Promise<ExitCode> {
  const settings = settingsOf(flags);
  if (!settings.ok) {
    output.note(settings.failure.message);
    return exitCodes.wrongUsage;
  }
  const folder = resolve(flags.folder ?? ".");
  const parsers = createDocumentParsers();
  const include = settings.value["askDocs.include"];
  const workspace = await createDiskWorkspace(folder, {
    extensions: [...parsers.extensions, ...rowExtensions],
    ...(include.length > 0 ? { include } : {}),
    exclude: settings.value["askDocs.exclude"],
    // Files of rows are streamed, so that none is too large; documents are held to their limit later.
    maxFileSize: Number.MAX_SAFE_INTEGER,
    maxFiles: settings.value["askDocs.maxFiles"],
  });
  if (!workspace.ok) {
    output.note(workspace.failure.message);
    return exitCodes.wrongUsage;
  }
  const writer = await questionWriter(flags, settings.value, output, signal);
  if (!writer.ok) {
    output.note(writer.failure.message);
    return writer.failure.code === "bad-setting" ? exitCodes.wrongUsage : exitCodes.failed;
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
      hash: sha256,
    },
    {
      ...flags,
      ...(writer.value === undefined ? {} : { writer: writer.value }),
      largestDocument: settings.value["askDocs.maxFileSizeMb"] * 1e6,
      except: relative(folder, flags.out).replaceAll("\\", "/"),
    },
    signal,
    (files) => bar.update(files, files),
  ).finally(() => bar.stop());
  noteProblems(report, output);
  if (report.model?.failure !== undefined) output.note(report.model.failure);
  if (report.files === 0) {
    output.note(`There are no documents in ${folder}: nothing that matches the include globs.`);
    return exitCodes.failed;
  }
  if (report.pairs.length === 0 && report.leftOut.flaggedPairs > 0) {
    output.note(
      `All ${counted(report.leftOut.flaggedPairs, "pair", "pairs")} found in ${folder} hold secrets or personal data (${countsAsText(report.leftOut.flagged)}); --allow-flagged keeps them.`,
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
  output.result(output.json ? JSON.stringify(summary) : summaryAsText(summary, flags.out));
  return exitCodes.done;
}

/** The model that writes questions, where one is named; says where passages go before any does. */
async function questionWriter(
  flags: MiningFlags,
  settings: Settings,
  output: Output,
  signal: AbortSignal,
): Promise<Result<QuestionWriter | undefined>> {
  if (flags.model === undefined) return success(undefined);
  const model = chatModelOf(flags, { settings, egress: egressOf(indexDirOf(flags), settings, output) }, process.env);
  if (!model.ok || model.value === undefined) return model as Result<undefined>;
  const described = await model.value.describe(signal);
  if (!described.ok) return described;
  const { name, destination } = described.value;
  output.note(
    `${name} at ${destination} writes questions for ${counted(flags.questions, "passage", "passages")} at most.`,
  );
  const bar = output.progress("Questions");
  const onProgress = (done: number, total: number): void => {
    bar.update(done, total);
    if (done === total) bar.stop();
  };
  return success({ model: model.value, passages: flags.questions, onProgress });
}
