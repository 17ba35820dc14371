import { buildName, selectorName, templateName } from "./build.ts";
import type { ExperimentReport } from "./experiment.ts";
import type { Confusion, ShotsReportJson, ShotsReportSettings } from "./shotsReport.ts";

const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;

/** The report in the contract's shape, with what more is known. */
export function reportAsJson(report: ExperimentReport, settings: ShotsReportSettings): ShotsReportJson {
  const { recommended, subject, contrast } = report;
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
    development: report.developedBy,
    subject: subject === undefined ? null : buildName(subject),
    confusion: confusionOf(report),
    ...(contrast === undefined ? {} : { contrast }),
    notes: report.notes,
    settings,
  };
}

/** How often each label was written for each, by the report's subject. */
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
