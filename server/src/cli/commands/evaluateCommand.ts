import { basename, resolve } from "node:path";
import type { Command } from "commander";
import { readSet } from "../../adapters/evaluation/readSet.ts";
import { prepareDocumentQuestions } from "../../core/evaluation/documentQuestions.ts";
import { evaluate, evaluationModes, type EvaluationMode } from "../../core/evaluation/evaluate.ts";
import { findInService } from "../../core/evaluation/findInService.ts";
import { makeReport } from "../../core/evaluation/report.ts";
import { exitCodes, folderCommand, vectorsOption, type ExitCode } from "../commandLine.ts";
import { evaluationAsJson, evaluationAsText, noteProblems } from "../evaluationOutput.ts";
import type { FolderFlags, OpenFolder } from "../openFolder.ts";
import type { Output } from "../output.ts";
import { readIds } from "../queries.ts";
import { refreshFolder, type VectorsFlag } from "../refreshFolder.ts";
import { runOnFolder } from "../runCommand.ts";

interface EvaluateFlags extends FolderFlags {
  readonly json?: boolean;
  readonly ids?: string;
  readonly vectors: VectorsFlag;
}

/** Without vectors of everything, only what needs none of them can be measured. */
const modesOf: Readonly<Record<VectorsFlag, readonly EvaluationMode[]>> = {
  all: evaluationModes,
  "question-first": ["bm25", "question-first"],
  none: ["bm25"],
};

/** `--set` names the set's folder, and settings as everywhere. */
function splitSet(given: readonly string[]): {
  readonly folders: readonly string[];
  readonly settings: readonly string[];
} {
  const isSetting = (value: string): boolean => /^askDocs\.[\w.]+=/u.test(value);
  return { folders: given.filter((value) => !isSetting(value)), settings: given.filter(isSetting) };
}

/** `evaluate`: how well each way to search finds what a set says is right. */
export const evaluateCommand = (): Command =>
  folderCommand("evaluate", "measure search on a set of judged questions; --set names its folder")
    .option("--ids <file>", "relative path and document id, tab-separated")
    .addOption(vectorsOption("all"))
    .action((flags: EvaluateFlags, command: Command) => {
      const { folders, settings } = splitSet(flags.set ?? []);
      const [set] = folders;
      if (set === undefined || folders.length > 1)
        command.error("Name the folder of one set: --set DIR, with queries.jsonl and qrels.tsv in it.", {
          exitCode: exitCodes.wrongUsage,
        });
      return runOnFolder({ ...flags, set: settings, warmUp: flags.vectors !== "none" }, (folder, output, signal) =>
        evaluateSet(folder, { ...flags, setFolder: resolve(set) }, output, signal),
      );
    });

async function evaluateSet(
  { service, model }: OpenFolder,
  flags: EvaluateFlags & { readonly setFolder: string },
  output: Output,
  signal: AbortSignal,
): Promise<ExitCode> {
  const set = await readSet(flags.setFolder);
  const ids = await readIds(flags.ids);
  if (!set.ok || !ids.ok) {
    output.note(!set.ok ? set.failure.message : ids.ok ? "" : ids.failure.message);
    return exitCodes.wrongUsage;
  }
  noteProblems(set.value.problems, output);
  await refreshFolder(service, flags.vectors, output, signal);
  const paths = new Set(Array.from(service.files(), ({ path }) => path));
  const prepared = prepareDocumentQuestions(set.value.questions, set.value.relevance, {
    idOf: ids.value.idOf,
    pathOf(id) {
      const path = ids.value.pathOf(id);
      return path !== undefined && paths.has(path) ? path : undefined;
    },
  });
  if (prepared.questions.length === 0) {
    output.note(`${flags.setFolder} holds no question with a right document; see the rows named above.`);
    return exitCodes.wrongUsage;
  }
  const modes = modesOf[flags.vectors];
  const bar = output.progress("Questions");
  const results = await evaluate(prepared.questions, {
    modes,
    find: findInService(service, { embeds: flags.vectors === "question-first" }),
    signal,
    onProgress: (done, total) => bar.update(done, total),
  }).finally(() => bar.stop());
  if (!results.ok) {
    output.note(results.failure.message);
    return exitCodes.failed;
  }
  const report = makeReport({
    set: basename(flags.setFolder),
    model,
    results: results.value,
    problems: set.value.problems,
    modes,
    prepared,
  });
  for (const note of report.notes) output.note(note);
  output.result(output.json ? JSON.stringify(evaluationAsJson(report)) : evaluationAsText(report));
  return exitCodes.done;
}
