import { t } from "@vscode/l10n";
import { html, nothing, svg, type TemplateResult } from "lit";
import type { Explanation } from "../../../protocol/explanation.ts";
import { withoutDirectionControls } from "../content/direction.ts";
import {
  featureRows,
  legRows,
  missingWords,
  wordRows,
  type ExplanationRow,
} from "../../../protocol/explanationRows.ts";
import { figures } from "../text/explanationText.ts";

/** An explanation: words first, then small tables, the plain figures folded away. */
export function explanationBody(explanation: Explanation, locale: string): TemplateResult {
  const { headline, notes } = explanation;
  const features = featureRows(explanation);
  const missing = missingWords(explanation).map(withoutDirectionControls);
  return html`
    <p class="explained-headline" id="explained-headline">${headline}</p>
    ${rowTable(t("How near it is"), [t("By"), t("Nearness"), t("Among all")], legRows(explanation))}
    ${rowTable(t("The question's words"), [t("Word"), t("Share"), t("Stands in")], wordRows(explanation))}
    ${
      missing.length === 0
        ? nothing
        : html`<p class="explained-missing">
            ${t("Not in it:")} ${missing.map((word, place) => html`${place === 0 ? nothing : ", "}<bdi>${word}</bdi>`)}
          </p>`
    }
    ${
      notes.length === 0
        ? nothing
        : html`<ul class="explained-notes">
            ${notes.map((note) => html`<li>${note}</li>`)}
          </ul>`
    }
    ${
      features.length === 0
        ? nothing
        : html`<details class="explained-features">
            <summary>${t("What was weighed besides")}</summary>
            ${rowTable(t("What was weighed besides"), [t("What"), t("Part"), t("Value")], features)}
          </details>`
    }
    <details class="explained-figures">
      <summary>${t("Figures")}</summary>
      <table aria-label=${t("Figures")}>
        ${figures(explanation, locale).map(
          ([name, value]) =>
            html`<tr>
              <th scope="row"><bdi>${withoutDirectionControls(name)}</bdi></th>
              <td>${value}</td>
            </tr>`,
        )}
      </table>
    </details>
  `;
}

function rowTable(
  label: string,
  [name, share, detail]: readonly [string, string, string],
  rows: readonly ExplanationRow[],
): TemplateResult | typeof nothing {
  if (rows.length === 0) return nothing;
  return html`<table class="explained-rows" aria-label=${label}>
    <colgroup>
      <col class="name" />
      <col class="bar" />
      <col class="value" />
      <col />
    </colgroup>
    <thead class="heard">
      <tr>
        <th scope="col">${name}</th>
        <th scope="col" colspan="2">${share}</th>
        <th scope="col">${detail}</th>
      </tr>
    </thead>
    <tbody>
      ${rows.map(tableRow)}
    </tbody>
  </table>`;
}

const tableRow = ({ name, share, value, detail }: ExplanationRow): TemplateResult =>
  html`<tr>
    <th scope="row"><bdi>${withoutDirectionControls(name)}</bdi></th>
    <td class="explained-bar" aria-hidden="true">${bar(share)}</td>
    <td class="explained-value">${value}</td>
    <td class="explained-detail">${detail}</td>
  </tr>`;

/** Drawn, because the page's policy lets no element have a style of its own. */
const bar = (share: number): TemplateResult =>
  html`<svg viewBox="0 0 100 6" preserveAspectRatio="none">
    ${svg`<rect class="track" width="100" height="6"></rect><rect class="fill" width=${Math.round(100 * share)} height="6"></rect>`}
  </svg>`;
