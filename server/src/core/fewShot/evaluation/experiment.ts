import { t } from "@vscode/l10n";
import { plural } from "../../../../../protocol/translate.ts";
import { seededRandom, shuffled } from "../../evaluation/bootstrap.ts";
import type { BuiltInTemplate } from "../shotsDocument.ts";
import { buildName, isRandom, selectorName, templateName, type Build, type MeasuredOrder } from "./build.ts";
import { compareBuilds, type BuildComparison } from "./comparison.ts";
import { contrastWithBaseline, type Contrast } from "./contrast.ts";
import type { LeakCounts } from "./leaks.ts";
import { createGivingUp } from "./givingUp.ts";
import { chooseGreedily, type GreedyBuild } from "./greedy.ts";
import { costOf, type Prices } from "./prices.ts";
import { recommend } from "./recommend.ts";
import type { Development } from "./rowSets.ts";
import { runBuild, type BuildRun, type RunEvents, type RunParts, type TestItem } from "./runBuild.ts";
import { scoresOf, type MetricName, type Outcome } from "./scores.ts";
import type { Candidate } from "./tryBuild.ts";

/** What is measured, all that a run depends on besides rows and model. */
export interface ExperimentPlan {
  readonly builds: readonly Build[];
  /** Builds of which the model is to choose the demonstrations, on `validation`. */
  readonly greedy?: readonly GreedyBuild[];
  /** What greedy demonstrations are chosen on: items that are neither of the test nor of `development`. */
  readonly validation?: readonly TestItem[];
  readonly seeds: readonly number[];
  /** Other templates than the builds' that the recommended build may have. */
  readonly templates: readonly BuiltInTemplate[];
  readonly test: readonly TestItem[];
  readonly prices?: Prices | undefined;
  /** What the recommended build is chosen on; never items of the test. */
  readonly development: readonly TestItem[];
  readonly developedBy: Development;
}

/** A row of the report: one build, seed and metric. */
export interface ReportRow {
  readonly selector: string;
  readonly order: MeasuredOrder;
  readonly k: number;
  readonly template: string;
  readonly seed: number;
  readonly metric: MetricName;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** Items with an outcome. */
  readonly n: number;
  readonly calls: number;
  readonly promptTokens: number;
  readonly answerTokens: number;
  /** What the tokens cost at the prices given; not there without prices. */
  readonly cost?: number;
  readonly seconds: number;
}

export interface ExperimentReport {
  readonly rows: readonly ReportRow[];
  readonly comparisons: readonly BuildComparison[];
  readonly excluded: LeakCounts;
  /** Undefined where there was nothing to choose on. */
  readonly recommended?: Build;
  readonly candidates: readonly Candidate[];
  readonly developedBy: Development;
  /** What `outcomes` and `contrast` are of: the recommended build, or that of a document. */
  readonly subject?: Build;
  /** Of the subject on the test, by item; for the confusion matrix. */
  readonly outcomes: readonly (Outcome | undefined)[];
  /** The items that the subject won and lost. */
  readonly contrast?: Contrast;
  /** The model's last failure, where it was not asked any more: what is missing can be asked another time. */
  readonly gone?: string;
  readonly labels: readonly string[];
  /** Sentences for people: what failed, what there was no room for. */
  readonly notes: readonly string[];
}

/**
 * Measures each build on the test items, and one more: the build that did best on the development items, which are
 * others. Comparisons are with random demonstrations of the same number, and of true labels with shuffled ones; of a
 * document, with zero-shot too.
 */
export async function runExperiment(
  given: RunParts,
  planned: ExperimentPlan,
  leaks: { counts(): LeakCounts },
  events: RunEvents = {},
): Promise<ExperimentReport> {
  const { model, gone } = createGivingUp(given.model);
  const parts: RunParts = { ...given, model };
  const plan = { ...planned, builds: [...planned.builds, ...(await greedyBuilds(parts, planned, events))] };
  const candidates = await chooseBuild(parts, plan, events);
  const recommended = candidates[0]?.build;
  const builds = new Map(plan.builds.map((build) => [buildName(build), build]));
  if (recommended !== undefined) builds.set(buildName(recommended), recommended);
  const runs = new Map<string, readonly BuildRun[]>();
  for (const [name, build] of builds) {
    const ofBuild: BuildRun[] = [];
    for (const seed of isRandom(build) ? plan.seeds : plan.seeds.slice(0, 1))
      ofBuild.push(await runBuild(parts, build, { items: plan.test, seed }, events));
    runs.set(name, ofBuild);
  }
  const hasLabels = parts.labels.length > 0;
  const all = [...runs.values()];
  const subject = recommended ?? plan.builds.find(isDocument);
  const contrast = subject && contrastWithBaseline(all, subject, plan.test, hasLabels);
  const failed = gone();
  return {
    rows: all.flatMap((ofBuild) => ofBuild.flatMap((run) => rowsOf(run, hasLabels, plan.prices))),
    comparisons: comparisonsOf(all, hasLabels),
    excluded: leaks.counts(),
    ...(recommended === undefined ? {} : { recommended }),
    candidates,
    developedBy: plan.developedBy,
    ...(subject === undefined ? {} : { subject }),
    outcomes: subject === undefined ? [] : (runs.get(buildName(subject))?.[0]?.outcomes ?? []),
    ...(contrast === undefined ? {} : { contrast }),
    ...(failed === undefined ? {} : { gone: failed }),
    labels: parts.labels,
    notes: notesOf(all.flat(), plan.test.length),
  };
}

const isDocument = ({ selector, shuffledLabels }: Build): boolean => typeof selector !== "string" && !shuffledLabels;

/** With the demonstrations that the model was asked to choose. */
async function greedyBuilds(
  parts: RunParts,
  { greedy = [], validation = [], seeds: [seed = 1] }: ExperimentPlan,
  events: RunEvents,
): Promise<readonly Build[]> {
  const builds: Build[] = [];
  for (const build of greedy)
    builds.push({ ...build, selector: await chooseGreedily(parts, build, { validation, seed }, events) });
  return builds;
}

/** First among the plan's builds, then the best one's template among the others. */
async function chooseBuild(
  parts: RunParts,
  { builds, templates, development, seeds: [seed = 1] }: ExperimentPlan,
  events: RunEvents,
): Promise<readonly Candidate[]> {
  const shown = builds.filter(({ k, shuffledLabels }) => k > 0 && !shuffledLabels);
  if (development.length === 0 || shown.length === 0) return [];
  const given = { items: development, seed };
  const ranked = await recommend(parts, shown, given, events);
  const [best] = ranked;
  const others = templates.filter((template) => template !== best?.build.template);
  if (best === undefined || others.length === 0) return ranked;
  const variants = others.map((template): Build => ({ ...best.build, template }));
  const final = await recommend(parts, [best.build, ...variants], given, events);
  const kept = new Set(final.map(({ build }) => buildName(build)));
  return [...final, ...ranked.filter(({ build }) => !kept.has(buildName(build)))];
}

function rowsOf(
  { build, seed, outcomes, calls, promptTokens, answerTokens, seconds }: BuildRun,
  hasLabels: boolean,
  prices: Prices | undefined,
): readonly ReportRow[] {
  const known = outcomes.filter((outcome) => outcome !== undefined);
  return scoresOf(known, hasLabels).map(({ metric, value, interval: [low, high] }) => ({
    selector: selectorName(build),
    order: build.order,
    k: build.k,
    template: templateName(build),
    seed,
    metric,
    value,
    low,
    high,
    n: known.length,
    calls,
    promptTokens,
    answerTokens,
    ...(prices === undefined ? {} : { cost: costOf({ promptTokens, answerTokens }, prices) }),
    seconds,
  }));
}

function comparisonsOf(all: readonly (readonly BuildRun[])[], hasLabels: boolean): readonly BuildComparison[] {
  const buildOf = ([run]: readonly BuildRun[]): Build | undefined => run?.build;
  return all.flatMap((runs) => {
    const build = buildOf(runs);
    if (build === undefined || build.k === 0 || build.shuffledLabels) return [];
    const others = all.filter((candidate) => {
      const other = buildOf(candidate);
      if (other === undefined || candidate === runs) return false;
      if (isDocument(build)) return other.k === 0 || typeof other.selector !== "string";
      if (other.k !== build.k) return false;
      const isPlainRandom = other.selector === "random" && !other.balanced && other.order === "random";
      return isPlainRandom && (build.selector === "random" ? other.shuffledLabels : !other.shuffledLabels);
    });
    return others.map((other) => compareBuilds(runs, other, hasLabels));
  });
}

function notesOf(runs: readonly BuildRun[], items: number): readonly string[] {
  return runs.flatMap(({ build, seed, outcomes, dropped, failures }) => {
    const failed = outcomes.filter((outcome) => outcome === undefined).length;
    const name = t("{0}, seed {1}", buildName(build), seed);
    return [
      ...(failed > 0 ? [t("{0}: {1} of {2} items have no answer: {3}", name, failed, items, failures.join(" "))] : []),
      ...(dropped > 0
        ? [
            plural(
              t,
              dropped,
              {
                one: "{0}: the budget had no room for {1} demonstration, over all prompts.",
                other: "{0}: the budget had no room for {1} demonstrations, over all prompts.",
              },
              name,
              dropped,
            ),
          ]
        : []),
    ];
  });
}

/** Items drawn with the seed, at most `limit`, in the order of the drawing. */
export const drawItems = <T>(rows: readonly T[], limit: number, seed: number): readonly T[] =>
  shuffled(rows, seededRandom(seed)).slice(0, limit);
