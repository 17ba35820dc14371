import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { ChatEndpoint } from "../../adapters/chat/endpoint.ts";
import { openCallCache } from "../../adapters/fewShot/callCache.ts";
import { createCompletionClient } from "../../adapters/fewShot/completionClient.ts";
import { readRowSets, type RowOptions } from "../../adapters/fewShot/readRowSets.ts";
import { loadLanguageDetector } from "../../adapters/languageDetector.ts";
import { createTokenCounters } from "../../adapters/tokens/tokenCounterOf.ts";
import { buildsOf, greedyBuildsOf, type BuildChoices } from "../../core/fewShot/evaluation/builds.ts";
import type { ExperimentReport } from "../../core/fewShot/evaluation/experiment.ts";
import { measure } from "../../core/fewShot/evaluation/measure.ts";
import { pricesOf } from "../../core/fewShot/evaluation/prices.ts";
import { reportAsJson } from "../../core/fewShot/evaluation/reportAsJson.ts";
import { exitCodes, type ExitCode } from "../commandLine.ts";
import { inputVectorsOf, type OpenFolder } from "../openFolder.ts";
import type { Output } from "../output.ts";
import { noteRowProblems } from "./rowProblems.ts";
import { reportAsText } from "./reportAsText.ts";

export interface MeasureOptions extends RowOptions, BuildChoices {
  readonly endpoint: ChatEndpoint;
  readonly model: string;
  /** Absolute. */
  readonly out: string;
  readonly budget: number;
  readonly concurrency: number;
  readonly callsPerMinute?: number;
  readonly vectors: "all" | "none";
}

/** Measures builds on a model, writes the report and tells it. Answers are kept beside the report, so that a run goes on. */
export async function measureShots(
  options: MeasureOptions,
  opened: OpenFolder,
  output: Output,
  signal: AbortSignal,
): Promise<ExitCode> {
  const { source, endpoint, model, out, callsPerMinute } = options;
  const read = await readRowSets(options, {
    signal,
    onFile: (file, found) => noteRowProblems(file, found, output),
    note: output.note,
  });
  if (!read.ok) {
    output.note(read.failure.message);
    return exitCodes.wrongUsage;
  }
  const refused = opened.egress.refusal(endpoint.base);
  if (refused !== undefined) {
    output.note(refused.message);
    return exitCodes.wrongUsage;
  }
  const rows = read.value;
  const builds = buildsOf(options, rows);
  const greedy = source.kind === "rows" ? greedyBuildsOf(options) : [];
  await mkdir(dirname(out), { recursive: true });
  const client = createCompletionClient({
    egress: opened.egress,
    endpoint,
    model,
    key: process.env["ASK_DOCS_CHAT_KEY"],
    ...(callsPerMinute === undefined ? {} : { callsPerMinute }),
  });
  const cache = await openCallCache(out.replace(/(?:\.json)?$/u, ".calls.jsonl"), client, endpoint.base);
  const calls = (builds.length + greedy.length) * rows.test.length;
  output.note(
    `${builds.length + greedy.length} builds on ${rows.test.length} rows: at least ${calls} calls, and those that choose the best.`,
  );
  const [embedding, asking] = [output.progress("Embedding"), output.progress("Asking")];
  let done = 0;
  const report = await measure(
    { rows, builds, greedy, prices: pricesOf(opened.settings), ...options },
    {
      model: cache.model,
      counter: await createTokenCounters(() => opened.settings["askDocs.fewShot.tokenizers"])(model),
      detect: await loadLanguageDetector(),
      // The demonstrations of a document stand, whatever they are like.
      ...(options.vectors === "all" && source.kind === "rows" ? { vectors: inputVectorsOf(opened) } : {}),
    },
    {
      signal,
      note: output.note,
      onEmbedded(embedded, total) {
        embedding.update(embedded, total);
        if (embedded === total) embedding.stop();
      },
      onItem: () => asking.update((done += 1), Math.max(calls, done)),
    },
  ).finally(() => {
    embedding.stop();
    asking.stop();
  });
  return writeReport(report, { ...options, reused: cache.reused() }, output);
}

async function writeReport(
  report: ExperimentReport,
  options: MeasureOptions & { readonly reused: number },
  output: Output,
): Promise<ExitCode> {
  const { source, endpoint, model, k, selectors, orders, templates, seeds, limit, devLimit, budget, task, reused } =
    options;
  for (const note of report.notes) output.note(note);
  if (reused > 0) output.note(`${reused} answers were known from an earlier run.`);
  const json = reportAsJson(report, {
    source: source.kind === "rows" ? source.folder : source.file,
    server: endpoint.host,
    ...{ model, k, orders, templates, seeds, limit, devLimit, budget, reused },
    selectors: selectors.map(({ selector, balanced }) => `${selector}${balanced ? "+balanced" : ""}`),
    task: task ?? null,
  });
  const { drawShotsReport } = await import("../../adapters/report/shotsReportPage.ts");
  try {
    await writeFile(options.out, `${JSON.stringify(json, undefined, 2)}\n`);
    await writeFile(options.out.replace(/(?:\.json)?$/u, ".html"), await drawShotsReport(json));
  } catch (error) {
    output.note(
      `The report cannot be written to ${options.out} (${error instanceof Error ? error.message : String(error)}).`,
    );
    return exitCodes.failed;
  }
  output.result(output.json ? JSON.stringify(json) : reportAsText(report));
  return report.rows.some(({ n }) => n > 0) ? exitCodes.done : exitCodes.failed;
}
