import { t } from "@vscode/l10n";
import { plural } from "../../../../protocol/translate.ts";
import type { ContrastedItem, ContrastedItems } from "../../core/fewShot/evaluation/contrast.ts";
import type { ShotsReportJson } from "../../core/fewShot/evaluation/shotsReport.ts";
import { filledHtml, html, type Html } from "./html.ts";

/** The items that the report's subject won and lost, with their texts; nothing where it was held against nothing. */
export function contrastTables({ contrast, confusion }: ShotsReportJson): Html | undefined {
  if (contrast === undefined) return undefined;
  const { a, b, won, lost } = contrast;
  const nothing = confusion.labels.length > 0 ? t("no label") : t("nothing");
  return html`<h2>${t("Items won and lost")}</h2>
    <p class="facts">${filledHtml(t("{0} against {1}."), html`<bdi>${a}</bdi>`, html`<bdi>${b}</bdi>`)}</p>
    ${itemTable("won", won, nothing)} ${itemTable("lost", lost, nothing)}`;
}

function itemTable(which: "won" | "lost", { total, items }: ContrastedItems, nothing: string): Html {
  if (total === 0) return html`<p>${which === "won" ? t("None was won.") : t("None was lost.")}</p>`;
  const summary = which === "won" ? t("{0} won", total) : t("{0} lost", total);
  return html`<details ${openAttribute(which === "lost" || total <= 10)}>
    <summary>${summary}</summary>
    <div class="wide" role="region" tabindex="0" aria-label="${summary}">
      <table class="contrast">
        <caption>
          ${captionOf(which, items.length, total)}
        </caption>
        <thead>
          <tr>
            <th scope="col">${t("Input")}</th>
            <th scope="col">${t("Right")}</th>
            <th scope="col">${t("It wrote")}</th>
            <th scope="col">${t("The other wrote")}</th>
          </tr>
        </thead>
        <tbody>
          ${items.map((item) => itemRow(item, nothing))}
        </tbody>
      </table>
    </div>
  </details>`;
}

const openAttribute = (isOpen: boolean): Html => (isOpen ? html`open` : html``);

const itemRow = ({ input, right, a, b }: ContrastedItem, nothing: string): Html =>
  html`<tr>
    <td dir="auto">${input}</td>
    <td dir="auto">${right}</td>
    ${[a, b].map((texts) => html`<td>${texts.map((text) => written(text, nothing))}</td>`)}
  </tr>`;

const written = (text: string | null, nothing: string): Html =>
  text === null ? html`<div class="none">${nothing}</div>` : html`<div dir="auto">${text}</div>`;

function captionOf(which: "won" | "lost", shown: number, total: number): string {
  if (shown < total)
    return which === "won"
      ? t("The first {0} of {1} that it had right, or nearer to right, and the other had not.", shown, total)
      : t("The first {0} of {1} that the other had right, or nearer to right, and it had not.", shown, total);
  return which === "won"
    ? plural(
        t,
        total,
        {
          one: "The one that it had right, or nearer to right, and the other had not.",
          other: "All {0} that it had right, or nearer to right, and the other had not.",
        },
        total,
      )
    : plural(
        t,
        total,
        {
          one: "The one that the other had right, or nearer to right, and it had not.",
          other: "All {0} that the other had right, or nearer to right, and it had not.",
        },
        total,
      );
}
