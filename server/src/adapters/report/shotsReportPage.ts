import type { ShotsReportJson } from "../../core/fewShot/evaluation/shotsReport.ts";
import { pageAround } from "./page.ts";
import { curveOf, spreadsOf } from "./shotsFigures.ts";
import { plotCurve, plotSpread } from "./shotsPlots.ts";
import { shotsReportBody } from "./shotsReportBody.ts";

/** A report of few-shot prompts as a page of its own, which loads and runs nothing. */
export async function drawShotsReport(report: ShotsReportJson): Promise<string> {
  const metric = report.rows[0]?.metric ?? "accuracy";
  const curve = curveOf(report.rows, metric);
  const spreads = spreadsOf(report.rows, metric);
  const body = shotsReportBody(report, {
    ...(curve.length === 0 ? {} : { curve: await plotCurve(curve, metric) }),
    ...(spreads.length === 0 ? {} : { spread: await plotSpread(spreads, metric) }),
  });
  return pageAround(`Few-shot prompts measured on ${report.settings.model}`, body);
}
