import { t } from "@vscode/l10n";
import type { ShotsReportJson } from "../../core/fewShot/evaluation/shotsReport.ts";
import type { Html } from "./html.ts";
import { pageAround } from "./page.ts";
import { reportStyle } from "./reportStyle.ts";
import { curveOf, spreadsOf } from "./shotsFigures.ts";
import { plotCurve, plotSpread } from "./shotsPlots.ts";
import { shotsReportBody } from "./shotsReportBody.ts";

const titleOf = ({ settings }: ShotsReportJson): string => t("Few-shot prompts measured on {0}", settings.model);

/** A report of few-shot prompts as a page of its own, which loads and runs nothing. */
export const drawShotsReport = async (report: ShotsReportJson): Promise<string> =>
  pageAround(titleOf(report), await bodyOf(report));

/** The same for the editor, and as a page of its own. */
export async function viewShotsReport(report: ShotsReportJson) {
  const body = await bodyOf(report);
  const title = titleOf(report);
  return {
    ...{ title, body: body.html, style: reportStyle, page: pageAround(title, body) },
    fileName: "few-shot-report.html",
  };
}

async function bodyOf(report: ShotsReportJson): Promise<Html> {
  const metric = report.rows[0]?.metric ?? "accuracy";
  const curve = curveOf(report.rows, metric);
  const spreads = spreadsOf(report.rows, metric);
  return shotsReportBody(report, {
    ...(curve.length === 0 ? {} : { curve: await plotCurve(curve, metric) }),
    ...(spreads.length === 0 ? {} : { spread: await plotSpread(spreads, metric) }),
  });
}
