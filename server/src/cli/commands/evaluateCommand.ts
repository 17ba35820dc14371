import { writeFile } from "node:fs/promises";
import { basename, resolve } from "node:path";
import type { Command } from "commander";
import { readSet } from "../../adapters/evaluation/readSet.ts";
import type { ListedPlace } from "../../core/evaluation/places.ts";
import { answerInService, measureAnswers } from "../../core/evaluation/measureAnswers.ts";
import { makeReport, warningsOf, type EvaluationReport } from "../../core/evaluation/report.ts";
import { historyFileOf, readHistory, writeHistory } from "../../adapters/evaluation/historyFile.ts";
import { extendHistory, keptEvaluation, searchSettingsOf } from "../../core/evaluation/history.ts";
import type { ChatFlags } from "../chatModel.ts";
import { exitCodes, folderCommand, vectorsOption, wholeNumber, type ExitCode } from "../commandLine.ts";
import { evaluationAsJson, evaluationAsText, noteProblems } from "../evaluationOutput.ts";
import { makeEvaluationSet } from "../makeEvaluationSet.ts";
import { measureDefaults, measureSet } from "../measureSet.ts";
import type { FolderFlags, OpenFolder } from "../openFolder.ts";
import type { Output } from "../output.ts";
import { readIds } from "../queries.ts";
import type { VectorsFlag } from "../refreshFolder.ts";
import { runOnFolder } from "../runCommand.ts";
import { vectorUse } from "./searchCommand.ts";

interface EvaluateFlags extends FolderFlags, ChatFlags {
  readonly json?: boolean;
  readonly ids?: string;
  readonly report?: string;
  readonly make?: string;
  readonly limit: number;
  readonly seed: number;
  readonly vectors: VectorsFlag;
}

/** `--set` names the set's folder, and settings as everywhere. */
function splitSet(given: readonly string[]): {
  readonly folders: readonly string[];
  readonly settings: readonly string[];
} {
  const isSetting = (value: string): boolean => /^askDocs\.[\w.]+=/u.test(value);
  return { folders: given.filter((value) => !isSetting(value)), settings: given.filter(isSetting) };
}

/** Questions that are made unless another number is given. */
const madeQuestions = 300;

/** `evaluate`: how well each way to search finds what a set says is right; or a set made from the folder's own pages. */
export const evaluateCommand = (): Command =>
  folderCommand("evaluate", "measure search on a set of judged questions; --set names its folder")
    .option("--ids <file>", "relative path and document id, tab-separated")
    .option("--report <file>", "write the report as HTML too")
    .addOption(vectorsOption("all"))
    .option("--make <dir>", "instead, make questions with answers from the folder's pages, and write the set here")
    .option("--limit <n>", "with --make: questions at most", wholeNumber(1), madeQuestions)
    .option("--seed <n>", "with --make: the same seed gives the same questions", wholeNumber(0), 1)
    .option(
      "--model <name>",
      "with --make: have this model write questions too, kept where their answer stands in a page",
    )
    .option("--model-url <url>", "its OpenAI-compatible server; askDocs.chat.url when not given")
    .action((flags: EvaluateFlags, command: Command) => {
      const { folders, settings } = splitSet(flags.set ?? []);
      const [set] = folders;
      if (flags.make !== undefined) {
        if (set !== undefined)
          command.error("Make a set or measure one: either --make DIR or --set DIR.", {
            exitCode: exitCodes.wrongUsage,
          });
        const setFolder = resolve(flags.make);
        return runOnFolder({ ...flags, set: settings }, (folder, output, signal) =>
          makeEvaluationSet(folder, { setFolder, flags, limit: flags.limit, seed: flags.seed }, output, signal),
        );
      }
      if (flags.model !== undefined)
        command.error("A model writes questions with --make alone; without it, leave --model out.", {
          exitCode: exitCodes.wrongUsage,
        });
      if (set === undefined || folders.length > 1)
        command.error("Name the folder of one set: --set DIR, with queries.jsonl and qrels.tsv in it.", {
          exitCode: exitCodes.wrongUsage,
        });
      return runOnFolder({ ...flags, set: settings, warmUp: flags.vectors !== "none" }, (folder, output, signal) =>
        evaluateSet(folder, { ...flags, setFolder: resolve(set) }, output, signal),
      );
    });

async function evaluateSet(
  folder: OpenFolder,
  flags: EvaluateFlags & { readonly setFolder: string },
  output: Output,
  signal: AbortSignal,
): Promise<ExitCode> {
  const { service, model, settings, indexDir } = folder;
  const set = await readSet(flags.setFolder);
  const ids = await readIds(flags.ids);
  if (!set.ok || !ids.ok) {
    output.note(!set.ok ? set.failure.message : ids.ok ? "" : ids.failure.message);
    return exitCodes.wrongUsage;
  }
  noteProblems(set.value.problems, output);
  const given = { set: set.value, ids: ids.value, vectors: flags.vectors };
  const { modes, prepared, results } = await measureSet(service, given, output, signal);
  if (prepared.questions.length === 0) {
    output.note(`${flags.setFolder} holds no question with a right document; see the rows named above.`);
    return exitCodes.wrongUsage;
  }
  if (!results.ok) {
    output.note(results.failure.message);
    return exitCodes.failed;
  }
  const bar = output.progress("Answers");
  const answers = await measureAnswers(set.value.questions, set.value.answers, {
    answer: answerInService(service, vectorUse(flags.vectors)),
    signal,
    onProgress: (done, total) => bar.update(done, total),
  }).finally(() => bar.stop());
  const { files, passages } = service.status();
  const now = { settings: searchSettingsOf(settings), model, files, passages, at: new Date().toISOString() };
  const historyFile = historyFileOf(indexDir, flags.setFolder);
  const history = await readHistory(historyFile);
  const report = await makeReport({
    ...now,
    set: basename(flags.setFolder),
    pending: service.pendingPassages(),
    results: results.value,
    problems: set.value.problems,
    modes,
    prepared,
    history,
    ...(answers === undefined ? {} : { answers }),
    defaults: await measureDefaults(folder, given, now.at, output, signal),
  });
  await writeHistory(historyFile, extendHistory(history, keptEvaluation(results.value, modes, now)));
  for (const warning of [...warningsOf(report), ...report.notes]) output.note(warning);
  output.result(output.json ? JSON.stringify(evaluationAsJson(report)) : evaluationAsText(report));
  return flags.report === undefined ? exitCodes.done : writeReport(resolve(flags.report), report, folder, output);
}

async function writeReport(
  file: string,
  report: EvaluationReport,
  { service: { judged } }: OpenFolder,
  output: Output,
): Promise<ExitCode> {
  // What draws is large, and most runs want none of it.
  const { drawReport } = await import("../../adapters/report/reportPage.ts");
  const linkOf = ({ path, start }: ListedPlace) => {
    const line = start === undefined ? undefined : judged.lineAt(path, start);
    return { text: line === undefined ? path : `${path}:${line}` };
  };
  try {
    await writeFile(file, await drawReport(report, linkOf));
  } catch (error) {
    output.note(`The report cannot be written to ${file} (${error instanceof Error ? error.message : String(error)}).`);
    return exitCodes.failed;
  }
  return exitCodes.done;
}
