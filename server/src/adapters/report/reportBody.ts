import { t } from "@vscode/l10n";
import { answerSentences } from "../../core/evaluation/answerSentences.ts";
import { figure } from "../../core/evaluation/compare.ts";
import type { EvaluationMode, ExpectedPlace, ModeResult } from "../../core/evaluation/evaluate.ts";
import type { KeptComparison } from "../../core/evaluation/keptComparison.ts";
import { metrics, type Metric } from "../../core/evaluation/metrics.ts";
import { missedQuestions } from "../../core/evaluation/missed.ts";
import { listedQuestions, type ListedPlace, type ListedQuestion } from "../../core/evaluation/places.ts";
import { dateText, warningsOf, type EvaluationReport } from "../../core/evaluation/report.ts";
import { byImportance, type ModeSummary } from "../../core/evaluation/summary.ts";
import { filesText, missedText, passagesText, questionsText } from "../../core/evaluation/counts.ts";
import { filledHtml, html, sentenceHtml, trusted, type Html } from "./html.ts";

/** How a place is shown: `file.md:19`, and where it leads. */
export interface PlaceLink {
  readonly text: string;
  readonly href?: string;
}

export interface BodyParts {
  /** As `plotComparison` draws it. */
  readonly plot: string;
  readonly linkOf: (place: ListedPlace) => PlaceLink;
}

/** Rows of a set that are named, at most. */
const problemsNamed = 50;

/** What each mode is, in a few words. */
function meaningOf(mode: EvaluationMode): string {
  switch (mode) {
    case "bm25":
      return t("keywords");
    case "vector":
      return t("meaning");
    case "hybrid":
      return t("both, as search does it");
    case "question-first":
      return t("both, in a folder never embedded: at least this");
  }
}

/** The report's content, without the page around it. */
export function reportBody(report: EvaluationReport, parts: BodyParts): Html {
  const { set, at, model, files, passages, results, modes, comparisons } = report;
  return html`<main>
    <h1>${filledHtml(t("Search measured on {0}"), html`<bdi>${set}</bdi>`)}</h1>
    <p class="facts">
      ${questionsText(results.length)} · ${t("{0} with {1}", filesText(files), passagesText(passages))} ·
      <bdi>${model}</bdi> · <bdi>${dateText(at)}</bdi>
    </p>
    ${warnings(report)}
    <h2>${t("Figures")}</h2>
    ${figures(modes)}
    <figure tabindex="0" aria-label="${t("Figures of each mode with their 95 % intervals, the same as in the table")}">
      <div aria-hidden="true">${trusted(parts.plot)}</div>
      <figcaption>${t("Each figure with its 95 % interval.")}</figcaption>
    </figure>
    <h2>${t("What differs")}</h2>
    <p class="note">${t("In nDCG@10, question by question, with 95 % intervals.")}</p>
    <ul>
      ${comparisons.map(({ sentence }) => html`<li>${sentenceHtml(sentence)}</li>`)}
    </ul>
    ${answered(report)} ${againstDefaults(report)} ${sinceFormer(report)}
    <h2>${t("What was missed")}</h2>
    ${missed(report, parts)} ${besides(report)}
  </main>`;
}

function warnings(report: EvaluationReport): Html | undefined {
  const all = [...warningsOf(report), ...report.notes];
  return all.length === 0
    ? undefined
    : html`<ul class="warnings" aria-label="${t("To be known")}">
        ${all.map((warning) => html`<li>${sentenceHtml(warning)}</li>`)}
      </ul>`;
}

function figures(modes: readonly ModeSummary[]): Html {
  const best = new Map(metrics.map((metric) => [metric, Math.max(...modes.map((mode) => mode.figures[metric]))]));
  const cell = ({ figures: values, intervals }: ModeSummary, metric: Metric): Html => {
    const value = figure(values[metric]);
    const [low, high] = intervals[metric];
    const shown = values[metric] === best.get(metric) ? html`<strong>${value}</strong>` : html`${value}`;
    return html`<td class="number">
      ${shown}<span class="interval">${t("{0} to {1}", figure(low), figure(high))}</span>
    </td>`;
  };
  return html`<div class="wide" role="region" tabindex="0" aria-label="${t("Figures")}">
    <table>
      <caption>
        ${t("0 to 1, better higher; below each its 95 % interval; the best of each in bold.")}
      </caption>
      <thead>
        <tr>
          <th scope="col">${t("Mode")}</th>
          ${metrics.map((metric) => html`<th scope="col" class="number">${metric}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${modes.map(
          (mode) =>
            html`<tr>
              <th scope="row">${mode.mode}<span class="interval">${meaningOf(mode.mode)}</span></th>
              ${metrics.map((metric) => cell(mode, metric))}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function answered({ answers }: EvaluationReport): Html | undefined {
  if (answers === undefined) return undefined;
  return html`<h2>${t("Answers")}</h2>
    <ul>
      ${answerSentences(answers).map((sentence) => html`<li>${sentenceHtml(sentence)}</li>`)}
    </ul>`;
}

const againstDefaults = ({ defaults }: EvaluationReport): Html | undefined =>
  defaults && comparedWithKept(t("Against the default settings"), defaults);

const sinceFormer = ({ former }: EvaluationReport): Html | undefined =>
  former && comparedWithKept(t("Since the evaluation of {0}", dateText(former.at)), former);

function comparedWithKept(heading: string, { changes, modes }: KeptComparison): Html {
  const changed = changes.length === 0 ? [t("Settings, model and documents are the same.")] : changes;
  return html`<h2>${heading}</h2>
    <ul>
      ${[...changed, ...modes.map(({ sentence }) => sentence)].map((line) => html`<li>${sentenceHtml(line)}</li>`)}
    </ul>`;
}

function missed({ results, modes }: EvaluationReport, { linkOf }: BodyParts): Html {
  const total = missedQuestions(results).length;
  if (total === 0) return html`<p>${t("Nothing: every mode puts what is right first, for every question.")}</p>`;
  const listed = listedQuestions(results);
  const names = modes.map(({ mode }) => mode);
  const head = names.map((mode) => html`<th scope="col" class="number">${mode}</th>`);
  return html`<p>
      ${missedText(total, results.length)} ${listed.length < total ? t("The worst {0} are listed.", listed.length) : ""}
    </p>
    <div class="wide" role="region" tabindex="0" aria-label="${t("What was missed")}">
      <table class="missed">
        <caption>
          ${t("The place at which each mode has what is right; “–”: not among the first hundred. The worst first.")}
        </caption>
        <thead>
          <tr>
            <th scope="col">${t("Question")}</th>
            ${head}
          </tr>
        </thead>
        <tbody>
          ${listed.map((question) => missedRow(question, names, linkOf))}
        </tbody>
      </table>
    </div>`;
}

function missedRow(question: ListedQuestion, names: readonly EvaluationMode[], linkOf: BodyParts["linkOf"]): Html {
  const { text, shown, expected, modes } = question;
  const more = expected.length - shown.length;
  const places = shown.map((place) => html`<div>${filledHtml(t("Right: {0}"), expectedPlace(place, linkOf))}</div>`);
  const wrong = firstInstead(question, names, linkOf);
  return html`<tr>
    <td class="question">
      <div class="asked" dir="auto">${text}</div>
      ${places}${more > 0 ? html`<div>${t("and {0} more", more)}</div>` : undefined}${wrong}
    </td>
    ${names.map((mode) => placeCell(modes.get(mode)))}
  </tr>`;
}

const expectedPlace = (place: ExpectedPlace, linkOf: BodyParts["linkOf"]): Html =>
  place.isIndexed
    ? link(linkOf(place))
    : html`<bdi class="place" dir="ltr">${place.path}</bdi> <span class="wrong">${t("not searched")}</span>`;

/** What the most important of the modes that missed puts first instead. */
function firstInstead({ modes }: ListedQuestion, names: readonly EvaluationMode[], linkOf: BodyParts["linkOf"]) {
  const mode = byImportance.find((name) => names.includes(name) && modes.get(name)?.place !== 1);
  const result = mode === undefined ? undefined : modes.get(mode);
  if (mode === undefined || result?.first === undefined) return undefined;
  const judged = result.isFirstWrong ? html` <span class="wrong">${t("judged wrong")}</span>` : undefined;
  return html`<div>${filledHtml(t("{0} puts first: {1}"), mode, link(linkOf(result.first)))}${judged}</div>`;
}

function placeCell(result: ModeResult | undefined): Html {
  const place = result?.place;
  if (place === undefined) return html`<td class="number none"><span aria-label="${t("not found")}">–</span></td>`;
  return html`<td class="number ${place === 1 ? "first" : ""}">${place}</td>`;
}

const link = ({ text, href }: PlaceLink): Html =>
  href === undefined
    ? html`<bdi class="place" dir="ltr">${text}</bdi>`
    : html`<a class="place" dir="ltr" href="${href}">${text}</a>`;

function besides({ problems }: EvaluationReport): Html | undefined {
  if (problems.length === 0) return undefined;
  const more = problems.length - problemsNamed;
  const rows = problems
    .slice(0, problemsNamed)
    .map(
      ({ file, line, message }) =>
        html`<li>${filledHtml(t("{0}, line {1}: {2}"), html`<bdi>${file}</bdi>`, line, sentenceHtml(message))}</li>`,
    );
  return html`<h2>${t("Rows passed over")}</h2>
    <ul>
      ${rows}${more > 0 ? html`<li>${t("and {0} more", more)}</li>` : undefined}
    </ul>`;
}
