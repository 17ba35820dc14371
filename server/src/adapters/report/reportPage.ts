import { createHash } from "node:crypto";
import type { ListedPlace } from "../../core/evaluation/places.ts";
import type { EvaluationReport } from "../../core/evaluation/report.ts";
import { plotComparison } from "./comparisonPlot.ts";
import { reportBody, type PlaceLink } from "./reportBody.ts";
import { html, trusted, type Html } from "./html.ts";
import { reportStyle } from "./reportStyle.ts";

/** A report as a file of its own, which loads and runs nothing. */
export const drawReport = async (
  report: EvaluationReport,
  linkOf: (place: ListedPlace) => PlaceLink,
): Promise<string> =>
  pageAround(
    `Search measured on ${report.set}`,
    reportBody(report, { plot: await plotComparison(report.modes), linkOf }),
  );

function pageAround(title: string, body: Html): string {
  const hash = createHash("sha256").update(reportStyle).digest("base64");
  const policy = `default-src 'none'; style-src 'sha256-${hash}'`;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        ${trusted(`<style>${reportStyle}</style>`)}
      </head>
      <body>
        ${body}
      </body>
    </html> `.html;
}
