import type { Pair } from "../pair.ts";
import { readyPool, type PoolParts, type ReadyingEvents } from "../selection/readyPool.ts";
import type { BuiltInTemplate } from "../shotsDocument.ts";
import type { TokenCounter } from "../tokens/tokenCounter.ts";
import type { Build } from "./build.ts";
import type { CompletionModel } from "./completionModel.ts";
import { runExperiment, type ExperimentReport } from "./experiment.ts";
import type { GreedyBuild } from "./greedy.ts";
import { createLeakGuard, type LeakGuard } from "./leaks.ts";
import type { Prices } from "./prices.ts";
import { developmentOf, type RowSets } from "./rowSets.ts";
import type { RunEvents, TestItem } from "./runBuild.ts";

export interface MeasurePlan {
  readonly rows: RowSets;
  /** See `buildsOf`. */
  readonly builds: readonly Build[];
  /** See `greedyBuildsOf`. */
  readonly greedy?: readonly GreedyBuild[];
  readonly prices?: Prices | undefined;
  readonly seeds: readonly number[];
  /** Other templates than the builds' that the recommended build may have. */
  readonly templates: readonly BuiltInTemplate[];
  /** Tokens of a prompt with its input at most. */
  readonly budget: number;
  /** Items asked at the same time, 1 or more. */
  readonly concurrency: number;
}

export interface MeasureParts extends PoolParts {
  readonly model: CompletionModel;
  readonly counter: TokenCounter;
}

/** Measures builds on a model: each item is asked about without what would give its answer away. Throws where it is stopped. */
export async function measure(
  plan: MeasurePlan,
  parts: MeasureParts,
  events: RunEvents & ReadyingEvents = {},
): Promise<ExperimentReport> {
  const { rows, builds, greedy = [], prices, seeds, templates, budget, concurrency } = plan;
  const { labels, fields, task } = rows;
  const developed = [...rows.dev, ...rows.validation];
  const asked = [...rows.test, ...developed.map(({ pair }) => pair)];
  const given = { pairs: rows.train, inputs: asked.map(({ input }) => input) };
  const { pool, duplicates, inputs } = await readyPool(given, parts, events);
  const ofTest = createLeakGuard(rows.train, duplicates());
  // What is left out for the choice of the best is not counted among the test's.
  const ofDevelopment = createLeakGuard(rows.train, duplicates());
  const itemOf = (guard: LeakGuard, pair: Pair, at: number, own?: number): TestItem[] => {
    const input = inputs[at];
    return input === undefined ? [] : [{ pair, input, excluded: guard.excludedFor(pair, own) }];
  };
  const ready = developed.map(({ pair, own }, at) => itemOf(ofDevelopment, pair, rows.test.length + at, own));
  const { model, counter } = parts;
  const report = await runExperiment(
    {
      ...{ pool, fields, counter, budget, model, labels, concurrency },
      ...(task === undefined ? {} : { task }),
      mostTokens: mostTokensOf(rows.train, labels),
    },
    {
      ...{ builds, greedy, prices, seeds, templates },
      test: rows.test.flatMap((pair, at) => itemOf(ofTest, pair, at)),
      development: ready.slice(0, rows.dev.length).flat(),
      validation: ready.slice(rows.dev.length).flat(),
      developedBy: developmentOf(rows.dev),
    },
    ofTest,
    events,
  );
  return { ...report, notes: [...(rows.notes ?? []), ...report.notes] };
}

/** More than the longest output takes, as the estimate has it, so that no right answer is cut. */
export function mostTokensOf(train: readonly Pair[], labels: readonly string[]): number {
  const longest = labels.length > 0 ? labels : train.slice(0, 1000).map(({ output }) => output);
  const characters = Math.max(1, ...longest.map(({ length }) => length));
  return Math.min(512, 8 + characters);
}
