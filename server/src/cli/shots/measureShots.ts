import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { ChatEndpoint } from "../../adapters/chat/endpoint.ts";
import { openCallCache } from "../../adapters/fewShot/callCache.ts";
import { createCompletionClient } from "../../adapters/fewShot/completionClient.ts";
import { tokenCounterOf } from "../../adapters/tokens/tokenCounterOf.ts";
import type { MeasuredOrder } from "../../core/fewShot/evaluation/build.ts";
import { runExperiment, type ExperimentReport } from "../../core/fewShot/evaluation/experiment.ts";
import { createLeakGuard, type LeakGuard } from "../../core/fewShot/evaluation/leaks.ts";
import type { TestItem } from "../../core/fewShot/evaluation/runBuild.ts";
import type { Pair } from "../../core/fewShot/pair.ts";
import type { ModelFreeSelector } from "../../core/fewShot/selection/select.ts";
import type { BuiltInTemplate } from "../../core/fewShot/shotsDocument.ts";
import { exitCodes, type ExitCode } from "../commandLine.ts";
import type { OpenFolder } from "../openFolder.ts";
import type { Output } from "../output.ts";
import { buildsOf } from "./builds.ts";
import { readRows, type RowSets, type ShotsSource } from "./readRows.ts";
import { readyPool } from "./readyPool.ts";
import { reportAsJson, reportAsText } from "./shotsReport.ts";

export interface MeasuredSelector {
  readonly selector: ModelFreeSelector;
  readonly balanced: boolean;
}

export interface MeasureOptions {
  readonly source: ShotsSource;
  readonly endpoint: ChatEndpoint;
  readonly model: string;
  readonly k: readonly number[];
  readonly selectors: readonly MeasuredSelector[];
  readonly orders: readonly MeasuredOrder[];
  readonly templates: readonly BuiltInTemplate[];
  readonly seeds: readonly number[];
  readonly limit: number;
  readonly devLimit: number;
  /** Absolute. */
  readonly out: string;
  readonly task?: string;
  readonly budget: number;
  readonly concurrency: number;
  readonly callsPerMinute?: number;
  readonly vectors: "all" | "none";
  readonly json?: boolean;
}

/** Measures builds on a model, writes the report and tells it. Answers are kept beside the report, so that a run goes on. */
export async function measureShots(
  options: MeasureOptions,
  opened: OpenFolder,
  output: Output,
  signal: AbortSignal,
): Promise<ExitCode> {
  const { endpoint, model, out, budget, concurrency, callsPerMinute } = options;
  const rows = await readRows(options, output, signal);
  if (!rows.ok) {
    output.note(rows.failure.message);
    return exitCodes.wrongUsage;
  }
  const { labels, fields, task } = rows.value;
  const { pool, guard, test, development } = await readyItems(rows.value, options, opened, output, signal);
  const builds = buildsOf(options, rows.value);
  await mkdir(dirname(out), { recursive: true });
  const client = createCompletionClient({
    endpoint,
    model,
    key: process.env["ASK_DOCS_CHAT_KEY"],
    ...(callsPerMinute === undefined ? {} : { callsPerMinute }),
  });
  const cache = await openCallCache(out.replace(/(?:\.json)?$/u, ".calls.jsonl"), client, endpoint.base);
  const calls = builds.length * test.length;
  output.note(
    `${builds.length} builds on ${test.length} rows: at least ${calls} calls, and those that choose the best.`,
  );
  const bar = output.progress("Asking");
  let done = 0;
  const report = await runExperiment(
    {
      pool,
      fields,
      ...(task === undefined ? {} : { task }),
      counter: await tokenCounterOf(model),
      budget,
      model: cache.model,
      labels,
      mostTokens: mostTokensOf(rows.value.train, labels),
      concurrency,
    },
    { builds, seeds: options.seeds, templates: options.templates, test, development },
    guard,
    { signal, onItem: () => bar.update((done += 1), Math.max(calls, done)) },
  ).finally(() => bar.stop());
  return writeReport(report, { ...options, reused: cache.reused() }, output);
}

/** The rows ready to be asked about, each with what must not be shown for it. */
async function readyItems(
  { train, test, dev }: RowSets,
  { vectors }: MeasureOptions,
  opened: OpenFolder,
  output: Output,
  signal: AbortSignal,
): Promise<{
  readonly pool: Awaited<ReturnType<typeof readyPool>>["pool"];
  readonly guard: LeakGuard;
  readonly test: readonly TestItem[];
  readonly development: readonly TestItem[];
}> {
  const asked = [...test, ...dev.map(({ pair }) => pair)];
  const given = { pairs: train, inputs: asked.map(({ input }) => input), withVectors: vectors === "all" };
  const { pool, duplicates, inputs } = await readyPool(opened, given, output, signal);
  const ofTest = createLeakGuard(train, duplicates);
  // What is left out for the choice of the best is not counted among the test's.
  const ofDevelopment = createLeakGuard(train, duplicates);
  const itemOf = (guard: LeakGuard, pair: Pair, at: number, own?: number): TestItem[] => {
    const input = inputs[at];
    return input === undefined ? [] : [{ pair, input, excluded: guard.excludedFor(pair, own) }];
  };
  return {
    pool,
    guard: ofTest,
    test: test.flatMap((pair, at) => itemOf(ofTest, pair, at)),
    development: dev.flatMap(({ pair, own }, at) => itemOf(ofDevelopment, pair, test.length + at, own)),
  };
}

/** Twice the longest output, as the estimate has it, so that no right answer is cut. */
function mostTokensOf(train: readonly Pair[], labels: readonly string[]): number {
  const longest = labels.length > 0 ? labels : train.slice(0, 1000).map(({ output }) => output);
  const characters = Math.max(1, ...longest.map(({ length }) => length));
  return Math.min(512, 8 + characters);
}

async function writeReport(
  report: ExperimentReport,
  options: MeasureOptions & { readonly reused: number },
  output: Output,
): Promise<ExitCode> {
  for (const note of report.notes) output.note(note);
  if (options.reused > 0) output.note(`${options.reused} answers were known from an earlier run.`);
  const json = reportAsJson(report, options);
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
