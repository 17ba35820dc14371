import { t } from "@vscode/l10n";
import { numeral } from "../../../../protocol/translate.ts";
import type { ReportRow } from "../../core/fewShot/evaluation/experiment.ts";
import type { ReportedComparison, ShotsReportJson } from "../../core/fewShot/evaluation/shotsReport.ts";
import { contrastTables } from "./contrastTables.ts";
import { testRowsText } from "../../core/evaluation/counts.ts";
import { filledHtml, html, sentenceHtml, trusted, type Html, type HtmlPart } from "./html.ts";
import { runsOf, type RunRows } from "./shotsFigures.ts";

export interface ShotsPlots {
  readonly curve?: string;
  readonly spread?: string;
}

const shown = (value: number): string => numeral(t, value, 3);
const signed = (value: number): string => `${value < 0 ? "−" : "+"}${numeral(t, Math.abs(value), 3)}`;

/** The report's content, without the page around it. */
export function shotsReportBody(report: ShotsReportJson, { curve, spread }: ShotsPlots): Html {
  const { rows, settings, excluded, notes } = report;
  const items = Math.max(0, ...rows.map(({ n }) => n));
  return html`<main>
    <h1>${filledHtml(t("Few-shot prompts measured on {0}"), html`<bdi>${settings.model}</bdi>`)}</h1>
    <p class="facts">
      ${testRowsText(items)} · <bdi class="place">${settings.source}</bdi> · <bdi>${settings.server}</bdi>
    </p>
    ${
      notes.length === 0
        ? undefined
        : html`<ul class="warnings" aria-label="${t("To be known")}">
            ${notes.map((note) => html`<li>${sentenceHtml(note)}</li>`)}
          </ul>`
    }
    ${recommended(report)}
    <h2>${t("Figures")}</h2>
    ${figures(rows)}
    ${plot(curve, t("Each way to choose over the number of demonstrations: mean over its seeds; the bars reach from the lowest to the highest end of the seeds’ 95 % intervals."))}
    ${
      spread === undefined
        ? undefined
        : html`<h2>${t("What order and seed alone change")}</h2>
            ${plot(spread, t("Each point is a run, the line of a build goes from its worst to its best."))}`
    }
    <h2>${t("What differs")}</h2>
    ${comparisons(report.comparisons)}
    <h2>${t("What was left out")}</h2>
    <p>
      ${t("Never shown for a test row that they say the same as: {0} copies, {1} near duplicates and {2} rows of the same group.", excluded.exact, excluded.nearDuplicate, excluded.sameGroup)}
    </p>
    ${contrastTables(report)} ${confusion(report)} ${candidates(report)}
    <h2>${t("Settings")}</h2>
    ${settingsTable(settings)}
  </main>`;
}

function recommended({ recommended: best, subject, development: { by, rows } }: ShotsReportJson): Html {
  if (best === null)
    return subject === null
      ? html`<p>${t("No build is recommended: there was nothing to choose on.")}</p>`
      : html`<p>${t("The prompt was measured as it stands; nothing was chosen.")}</p>`;
  return html`<p>
    ${filledHtml(
      t(
        "Recommended: {0}, order {1}, {2} demonstrations, template {3}. It was chosen on {4} rows that are none of the test’s: {5}.",
      ),
      html`<strong>${best.selector}</strong>`,
      best.order,
      best.k,
      best.template,
      rows,
      chosenOn(by),
    )}
  </p>`;
}

function chosenOn(by: ShotsReportJson["development"]["by"]): string {
  switch (by) {
    case "dev-file":
      return t("rows of dev.jsonl");
    case "leave-one-out":
      return t("training rows, each answered with the others (leave-one-out)");
    case "leave-one-group-out":
      return t(
        "training rows, each answered with those of other groups (leave-one-group-out; a row without a group, with all others)",
      );
    case "none":
      return t("none");
  }
}

const plot = (svg: string | undefined, caption: string): Html | undefined =>
  svg === undefined
    ? undefined
    : html`<figure tabindex="0" aria-label="${caption}">
        <div aria-hidden="true">${trusted(svg)}</div>
        <figcaption>${caption}</figcaption>
      </figure>`;

function figures(rows: readonly ReportRow[]): Html {
  if (rows.length === 0) return html`<p>${t("Nothing was measured.")}</p>`;
  const metrics = [...new Set(rows.map(({ metric }) => metric))];
  const best = new Map(
    metrics.map((metric) => [metric, Math.max(...rows.flatMap((row) => (row.metric === metric ? [row.value] : [])))]),
  );
  const hasCost = rows.some(({ cost }) => cost !== undefined);
  const cell = (run: RunRows, metric: string): Html => {
    const row = run.find((each) => each.metric === metric);
    if (row === undefined || row.n === 0) return html`<td class="number none">–</td>`;
    const value = row.value === best.get(row.metric) ? html`<strong>${shown(row.value)}</strong>` : shown(row.value);
    return html`<td class="number">
      ${value}<span class="interval">${t("{0} to {1}", shown(row.low), shown(row.high))}</span>
    </td>`;
  };
  return table(
    t(
      "0 to 1, better higher; below each its 95 % interval, by resampling of the rows; the best of each in bold. Tokens are those of all prompts and answers.",
    ),
    [
      t("Demonstrations"),
      t("seed"),
      ...metrics,
      t("rows"),
      t("calls"),
      t("tokens"),
      ...(hasCost ? [t("cost")] : []),
      t("seconds"),
    ],
    runsOf(rows).map((run) => {
      const [{ selector, order, k, template, seed, n, calls, promptTokens, answerTokens, cost, seconds }] = run;
      const costs = hasCost ? [costText(cost)] : [];
      const how = k === 0 ? template : `${k}, ${order}, ${template}`;
      return html`<tr>
        <th scope="row">
          <bdi>${selector}</bdi><span class="interval"><bdi>${how}</bdi></span>
        </th>
        ${number(seed)} ${metrics.map((metric) => cell(run, metric))}
        ${[n, calls, promptTokens + answerTokens, ...costs, numeral(t, seconds, 1)].map(number)}
      </tr>`;
    }),
  );
}

/** In the currency of the prices; a hundredth part and less are shown too. */
const costText = (cost = 0): string => numeral(t, cost, cost < 1 ? 4 : 2);

const number = (value: string | number): Html =>
  html`<td class="number">${typeof value === "number" ? numeral(t, value) : value}</td>`;

function comparisons(all: readonly ReportedComparison[]): Html {
  if (all.length === 0)
    return html`<p>${t("There is nothing to compare: no build was measured beside random demonstrations.")}</p>`;
  return table(
    t(
      "Row by row on the same rows, with 95 % intervals of the difference. Won: rows that the first had right and the second had not; lost: the other way round.",
    ),
    [
      t("First"),
      { name: t("less second") },
      t("difference"),
      t("won"),
      t({ message: "lost", comment: ["compared rows"] }),
    ],
    all.map(({ a, b, difference, low, high, won, lost }) => {
      const reach = t("{0} to {1}", signed(low), signed(high));
      const look = low > 0 ? "number better" : high < 0 ? "number none" : "number";
      return html`<tr>
        <th scope="row"><bdi>${a}</bdi></th>
        <td><bdi>${b}</bdi></td>
        <td class="${look}">${signed(difference)}<span class="interval">${reach}</span></td>
        ${number(won)} ${number(lost)}
      </tr>`;
    }),
  );
}

function confusion({ confusion: { labels, counts }, subject }: ShotsReportJson): Html | undefined {
  if (labels.length === 0 || counts.every((row) => row.every((count) => count === 0))) return undefined;
  const cell = (count: number, row: number, column: number): Html => {
    const look = count === 0 ? "number" : row === column ? "number right" : "number mistaken";
    return html`<td class="${look}">${count}</td>`;
  };
  return html`<h2>${t("Which labels were taken for which")}</h2>
    ${table(
      t("By {0}: rows are the right labels, columns what the model wrote.", subject ?? t("no build")),
      [t("Right"), ...labels, t("no label")],
      counts.map(
        (row, at) =>
          html`<tr>
            <th scope="row"><bdi>${labels[at]}</bdi></th>
            ${row.map((count, column) => cell(count, at, column))}
          </tr>`,
      ),
      "confusion",
    )}`;
}

function candidates({ candidates: tried }: ShotsReportJson): Html | undefined {
  if (tried.length === 0) return undefined;
  return html`<h2>${t("What the recommended build was chosen from")}</h2>
    ${table(
      t("The best first; those tried on fewer rows were dropped on the way."),
      [t("Build"), t("worth"), t("rows"), t("tokens")],
      tried.map(
        ({ build, worth, n, promptTokens }) =>
          html`<tr>
            <th scope="row"><bdi>${build}</bdi></th>
            ${[shown(worth), n, promptTokens].map(number)}
          </tr>`,
      ),
    )}`;
}

const settingsTable = (settings: ShotsReportJson["settings"]): Html =>
  html`<table>
    <tbody>
      ${Object.entries(settings).map(([name, value]) => {
        const written = Array.isArray(value) ? value.join(", ") : value === null ? "–" : String(value);
        return html`<tr>
          <th scope="row"><bdi>${name}</bdi></th>
          <td dir="auto">${written}</td>
        </tr>`;
      })}
    </tbody>
  </table>`;

/** The name of a column of numbers, or of one of names. */
type Column = string | { readonly name: string };

/** A table whose first column names its rows, and whose other columns are numbers where nothing else is said. */
function table(caption: string, columns: readonly Column[], rows: readonly HtmlPart[], look = ""): Html {
  return html`<div class="wide" role="region" tabindex="0" aria-label="${caption}">
    <table class="${look}">
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${columns.map((column, at) =>
            typeof column === "string" && at > 0
              ? html`<th scope="col" class="number"><bdi>${column}</bdi></th>`
              : html`<th scope="col">${typeof column === "string" ? column : column.name}</th>`,
          )}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}
