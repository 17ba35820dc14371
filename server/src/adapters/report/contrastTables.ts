import type { ContrastedItem, ContrastedItems } from "../../core/fewShot/evaluation/contrast.ts";
import type { ShotsReportJson } from "../../core/fewShot/evaluation/shotsReport.ts";
import { html, type Html } from "./html.ts";

/** The items that the report's subject won and lost, with their texts; nothing where it was held against nothing. */
export function contrastTables({ contrast, confusion }: ShotsReportJson): Html | undefined {
  if (contrast === undefined) return undefined;
  const { a, b, won, lost } = contrast;
  const nothing = confusion.labels.length > 0 ? "no label" : "nothing";
  return html`<h2>Items won and lost</h2>
    <p class="facts"><bdi>${a}</bdi> against <bdi>${b}</bdi>.</p>
    ${itemTable("won", won, nothing)} ${itemTable("lost", lost, nothing)}`;
}

function itemTable(which: "won" | "lost", { total, items }: ContrastedItems, nothing: string): Html {
  if (total === 0) return html`<p>None was ${which}.</p>`;
  const some =
    items.length < total ? `The first ${items.length} of ${total}` : total === 1 ? "The one" : `All ${total}`;
  const what =
    which === "won"
      ? "that it had right, or nearer to right, and the other had not."
      : "that the other had right, or nearer to right, and it had not.";
  return html`<details ${openAttribute(which === "lost" || total <= 10)}>
    <summary>${total} ${which}</summary>
    <div class="wide" role="region" tabindex="0" aria-label="${total} ${which}">
      <table class="contrast">
        <caption>
          ${some} ${what}
        </caption>
        <thead>
          <tr>
            <th scope="col">Input</th>
            <th scope="col">Right</th>
            <th scope="col">It wrote</th>
            <th scope="col">The other wrote</th>
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
