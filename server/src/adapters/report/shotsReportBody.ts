import type { ReportRow } from "../../core/fewShot/evaluation/experiment.ts";
import type { ReportedComparison, ShotsReportJson } from "../../core/fewShot/evaluation/shotsReport.ts";
import { contrastTables } from "./contrastTables.ts";
import { html, trusted, type Html, type HtmlPart } from "./html.ts";
import { runsOf, type RunRows } from "./shotsFigures.ts";

export interface ShotsPlots {
  readonly curve?: string;
  readonly spread?: string;
}

const shown = (value: number): string => value.toFixed(3);
const signed = (value: number): string => `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(3)}`;

/** The report's content, without the page around it. */
export function shotsReportBody(report: ShotsReportJson, { curve, spread }: ShotsPlots): Html {
  const { rows, settings, excluded, notes } = report;
  const items = Math.max(0, ...rows.map(({ n }) => n));
  return html`<main>
    <h1>Few-shot prompts measured on <bdi>${settings.model}</bdi></h1>
    <p class="facts">
      ${items} test rows · <bdi class="place">${settings.source}</bdi> · <bdi>${settings.server}</bdi>
    </p>
    ${
      notes.length === 0
        ? undefined
        : html`<ul class="warnings" aria-label="To be known">
            ${notes.map((note) => html`<li dir="auto">${note}</li>`)}
          </ul>`
    }
    ${recommended(report)}
    <h2>Figures</h2>
    ${figures(rows)}
    ${plot(curve, "Each way to choose over the number of demonstrations: mean over its seeds; the bars reach from the lowest to the highest end of the seeds’ 95 % intervals.")}
    ${
      spread === undefined
        ? undefined
        : html`<h2>What order and seed alone change</h2>
            ${plot(spread, "Each point is a run, the line of a build goes from its worst to its best.")}`
    }
    <h2>What differs</h2>
    ${comparisons(report.comparisons)}
    <h2>What was left out</h2>
    <p>
      Never shown for a test row that they say the same as: ${excluded.exact} copies, ${excluded.nearDuplicate} near
      duplicates and ${excluded.sameGroup} rows of the same group.
    </p>
    ${contrastTables(report)} ${confusion(report)} ${candidates(report)}
    <h2>Settings</h2>
    ${settingsTable(settings)}
  </main>`;
}

function recommended({ recommended: best, subject, development: { by, rows } }: ShotsReportJson): Html {
  if (best === null)
    return subject === null
      ? html`<p>No build is recommended: there was nothing to choose on.</p>`
      : html`<p>The prompt was measured as it stands; nothing was chosen.</p>`;
  return html`<p>
    Recommended: <strong>${best.selector}</strong>, order ${best.order}, ${best.k} demonstrations, template
    ${best.template}. It was chosen on ${rows} rows that are none of the test’s: ${chosenOn[by]}.
  </p>`;
}

const chosenOn: Readonly<Record<ShotsReportJson["development"]["by"], string>> = {
  "dev-file": "rows of dev.jsonl",
  "leave-one-out": "training rows, each answered with the others (leave-one-out)",
  "leave-one-group-out":
    "training rows, each answered with those of other groups (leave-one-group-out; a row without a group, with all others)",
  none: "none",
};

const plot = (svg: string | undefined, caption: string): Html | undefined =>
  svg === undefined
    ? undefined
    : html`<figure tabindex="0" aria-label="${caption}">
        <div aria-hidden="true">${trusted(svg)}</div>
        <figcaption>${caption}</figcaption>
      </figure>`;

function figures(rows: readonly ReportRow[]): Html {
  if (rows.length === 0) return html`<p>Nothing was measured.</p>`;
  const metrics = [...new Set(rows.map(({ metric }) => metric))];
  const best = new Map(
    metrics.map((metric) => [metric, Math.max(...rows.flatMap((row) => (row.metric === metric ? [row.value] : [])))]),
  );
  const hasCost = rows.some(({ cost }) => cost !== undefined);
  const cell = (run: RunRows, metric: string): Html => {
    const row = run.find((each) => each.metric === metric);
    if (row === undefined || row.n === 0) return html`<td class="number none">–</td>`;
    const value = row.value === best.get(row.metric) ? html`<strong>${shown(row.value)}</strong>` : shown(row.value);
    return html`<td class="number">${value}<span class="interval">${shown(row.low)} to ${shown(row.high)}</span></td>`;
  };
  return table(
    "0 to 1, better higher; below each its 95 % interval, by resampling of the rows; the best of each in bold. Tokens are those of all prompts and answers.",
    ["Demonstrations", "seed", ...metrics, "rows", "calls", "tokens", ...(hasCost ? ["cost"] : []), "seconds"],
    runsOf(rows).map((run) => {
      const [{ selector, order, k, template, seed, n, calls, promptTokens, answerTokens, cost, seconds }] = run;
      const costs = hasCost ? [costText(cost)] : [];
      const how = k === 0 ? template : `${k}, ${order}, ${template}`;
      return html`<tr>
        <th scope="row">${selector}<span class="interval">${how}</span></th>
        ${number(seed)} ${metrics.map((metric) => cell(run, metric))}
        ${[n, calls, promptTokens + answerTokens, ...costs, seconds.toFixed(1)].map(number)}
      </tr>`;
    }),
  );
}

/** In the currency of the prices; a hundredth part and less are shown too. */
const costText = (cost = 0): string => cost.toFixed(cost < 1 ? 4 : 2);

const number = (value: string | number): Html => html`<td class="number">${value}</td>`;

function comparisons(all: readonly ReportedComparison[]): Html {
  if (all.length === 0)
    return html`<p>There is nothing to compare: no build was measured beside random demonstrations.</p>`;
  return table(
    "Row by row on the same rows, with 95 % intervals of the difference. Won: rows that the first had right and the second had not; lost: the other way round.",
    ["First", "less second", "difference", "won", "lost"],
    all.map(({ a, b, difference, low, high, won, lost }) => {
      const look = low > 0 ? "number better" : high < 0 ? "number none" : "number";
      return html`<tr>
        <th scope="row">${a}</th>
        <td>${b}</td>
        <td class="${look}">${signed(difference)}<span class="interval">${signed(low)} to ${signed(high)}</span></td>
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
  return html`<h2>Which labels were taken for which</h2>
    ${table(
      `By ${subject ?? "no build"}: rows are the right labels, columns what the model wrote.`,
      ["Right", ...labels, "no label"],
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
  return html`<h2>What the recommended build was chosen from</h2>
    ${table(
      "The best first; those tried on fewer rows were dropped on the way.",
      ["Build", "worth", "rows", "tokens"],
      tried.map(
        ({ build, worth, n, promptTokens }) =>
          html`<tr>
            <th scope="row">${build}</th>
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
          <th scope="row">${name}</th>
          <td dir="auto">${written}</td>
        </tr>`;
      })}
    </tbody>
  </table>`;

/** A table whose first column names its rows, and whose other columns are numbers. */
function table(caption: string, columns: readonly string[], rows: readonly HtmlPart[], look = ""): Html {
  return html`<div class="wide" role="region" tabindex="0" aria-label="${caption}">
    <table class="${look}">
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${columns.map((name, at) =>
            at === 0 || name.startsWith("less")
              ? html`<th scope="col">${name}</th>`
              : html`<th scope="col" class="number"><bdi>${name}</bdi></th>`,
          )}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}
