import { buildName, selectorName, templateName } from "../../core/fewShot/evaluation/build.ts";
import type { ExperimentReport } from "../../core/fewShot/evaluation/experiment.ts";
import type { Confusion, ShotsReportJson } from "../../core/fewShot/evaluation/shotsReport.ts";
import type { MeasureOptions } from "./measureShots.ts";

const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;

/** The report in the contract's shape, with what more is known. */
export function reportAsJson(
  report: ExperimentReport,
  options: MeasureOptions & { readonly reused: number },
): ShotsReportJson {
  const { source, endpoint, model, k, selectors, orders, templates, seeds, limit, devLimit, budget, task } = options;
  const { recommended } = report;
  return {
    rows: report.rows.map((row) => ({
      ...row,
      value: rounded(row.value),
      low: rounded(row.low),
      high: rounded(row.high),
      seconds: rounded(row.seconds),
    })),
    comparisons: report.comparisons.map(({ a, b, difference, low, high, won, lost }) => ({
      a,
      b,
      difference: rounded(difference),
      low: rounded(low),
      high: rounded(high),
      won: won.length,
      lost: lost.length,
    })),
    excluded: report.excluded,
    recommended:
      recommended === undefined
        ? null
        : {
            selector: selectorName(recommended),
            order: recommended.order,
            k: recommended.k,
            template: templateName(recommended),
          },
    candidates: report.candidates.map(({ build, worth, n, promptTokens }) => ({
      build: buildName(build),
      worth: rounded(worth),
      n,
      promptTokens,
    })),
    confusion: confusionOf(report),
    notes: report.notes,
    settings: {
      source: source.kind === "rows" ? source.folder : source.file,
      server: endpoint.host,
      model,
      k,
      selectors: selectors.map(({ selector, balanced }) => `${selector}${balanced ? "+balanced" : ""}`),
      orders,
      templates,
      seeds,
      limit,
      devLimit,
      budget,
      task: task ?? null,
      reused: options.reused,
    },
  };
}

/** How often each label was written for each, by the recommended build. */
function confusionOf({ outcomes, labels }: ExperimentReport): Confusion {
  const place = new Map(labels.map((label, at) => [label, at]));
  const counts = labels.map(() => Array.from({ length: labels.length + 1 }, () => 0));
  for (const outcome of outcomes) {
    const row = counts[place.get(outcome?.gold ?? "") ?? -1];
    if (outcome === undefined || row === undefined) continue;
    const column = place.get(outcome.predicted ?? "") ?? labels.length;
    row[column] = (row[column] ?? 0) + 1;
  }
  return { labels, counts };
}

/** The report for a terminal. */
export function reportAsText({ rows, comparisons, excluded, recommended }: ExperimentReport): string {
  const table = rows.map(
    ({ selector, order, k, seed, template, metric, value, low, high, n }) =>
      `${`${selector} ${k === 0 ? "" : `${order} ${k}`}`.padEnd(44)} ${template.padEnd(10)} seed ${seed}  ` +
      `${metric.padEnd(10)} ${value.toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}]  n ${n}`,
  );
  return [
    ...table,
    "",
    ...comparisons.map(
      ({ a, b, difference, low, high }) =>
        `${a} less ${b}: ${difference.toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}]`,
    ),
    "",
    `Left out as demonstrations: ${excluded.exact} copies, ${excluded.nearDuplicate} near duplicates and ${excluded.sameGroup} of the same group.`,
    recommended === undefined
      ? "No build is recommended: there was nothing to choose on."
      : `Recommended: ${buildName(recommended)}.`,
  ].join("\n");
}
