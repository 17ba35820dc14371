import { t } from "@vscode/l10n";
import { placeKey, type ListedPlace } from "../../core/evaluation/places.ts";
import type { EvaluationReport } from "../../core/evaluation/report.ts";
import { plotComparison } from "./comparisonPlot.ts";
import { reportBody, type PlaceLink } from "./reportBody.ts";
import { pageAround } from "./page.ts";
import { reportStyle } from "./reportStyle.ts";

const titleOf = ({ set }: EvaluationReport): string => t("Search measured on {0}", set);

/** A report as a page of its own, which loads and runs nothing. */
export async function drawReport(report: EvaluationReport, linkOf: (place: ListedPlace) => PlaceLink): Promise<string> {
  const plot = await plotComparison(report.modes);
  return pageAround(titleOf(report), reportBody(report, { plot, linkOf }));
}

/** A report for the editor, with links, and the same as a page of its own, without. */
export async function viewReport(report: EvaluationReport, links: ReadonlyMap<string, PlaceLink>) {
  const plot = await plotComparison(report.modes);
  const linkOf = (place: ListedPlace): PlaceLink => links.get(placeKey(place)) ?? { text: place.path };
  const plain = (place: ListedPlace): PlaceLink => ({ text: linkOf(place).text });
  return {
    title: titleOf(report),
    body: reportBody(report, { plot, linkOf }).html,
    style: reportStyle,
    fileName: "search-report.html",
    page: pageAround(titleOf(report), reportBody(report, { plot, linkOf: plain })),
  };
}
