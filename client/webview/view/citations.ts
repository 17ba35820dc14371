import { t } from "@vscode/l10n";
import { html, nothing, type TemplateResult } from "lit";
import type { CitationView } from "../../../protocol/views.ts";
import { directionOf, withoutDirectionControls, type Direction } from "../content/direction.ts";
import { citationLabel, lineOf, splitPath, stateWord, unsavedWord } from "../text/citationText.ts";
import type { CitationHandlers } from "./citationHandlers.ts";
import { icons } from "./icons.ts";
import { judgeButtons } from "./judgeButtons.ts";

const separator = " › ";

/** The small numbered button after a sentence. */
export function citationChip(citation: CitationView, handlers: CitationHandlers): TemplateResult {
  const state = handlers.stateOf(citation);
  return html`<bdi class="chip-frame"
    ><button
      type="button"
      class="chip ${state?.kind ?? ""}"
      aria-label=${citationLabel(citation, state)}
      @click=${() => handlers.open(citation)}
      @pointerenter=${(event: Event) => handlers.show(citation, event.currentTarget as Element, "soon")}
      @pointerleave=${() => handlers.hide()}
      @focus=${(event: Event) => showOnKeyboardFocus(citation, event.currentTarget as Element, handlers)}
      @blur=${() => handlers.hide()}
    >
      ${citation.n}
    </button></bdi
  >`;
}

/** A pressed button has the focus too; the card would then cover what the person has just gone to. */
function showOnKeyboardFocus(citation: CitationView, anchor: Element, handlers: CitationHandlers): void {
  if (anchor.matches(":focus-visible")) handlers.show(citation, anchor, "now");
}

/** A place as `folder/file.md:19`, from left to right whatever stands around it. */
export function placeText({ place }: CitationView): TemplateResult {
  const { folder, file } = splitPath(withoutDirectionControls(place.path));
  return html`<bdi class="place" dir="ltr" title=${place.path}
    ><span class="folder">${folder}</span><span class="file">${file}</span
    ><span class="line">:${lineOf(place)}</span></bdi
  >`;
}

/** What is special about a citation: unsaved words, words that have changed. */
function citationMarks(citation: CitationView, handlers: CitationHandlers): TemplateResult {
  const state = handlers.stateOf(citation);
  const word = stateWord(state);
  return html`${citation.unsaved ? html`<span class="mark unsaved">${unsavedWord()}</span>` : nothing}${
    word === undefined ? nothing : html`<span class="mark ${state?.kind}">${word}</span>`
  }`;
}

/** Title and headings above the words, each with its own direction. */
export const breadcrumbText = ({ breadcrumb }: CitationView): TemplateResult =>
  html`${breadcrumb.map((step, index) => html`${index === 0 ? nothing : separator}<bdi>${withoutDirectionControls(step)}</bdi>`)}`;

/** `dir="auto"` does not look into its isolated parts. */
export const breadcrumbDirection = ({ breadcrumb }: CitationView): Direction =>
  directionOf(breadcrumb.join(" ")) ?? "ltr";

/** Asks why a place was found. */
function whyButton(citation: CitationView, handlers: CitationHandlers): TemplateResult {
  const explanation = handlers.explanationOf(citation);
  return html`<button
    type="button"
    class="tool why"
    title=${t("Why this result?")}
    aria-label=${`${t("Why this result?")} ${citationLabel(citation, undefined)}`}
    aria-haspopup="dialog"
    aria-expanded=${explanation === "open"}
    aria-busy=${explanation === "asked"}
    @click=${(event: Event) => handlers.explain(citation, event.currentTarget as HTMLElement)}
  >
    ${icons.why}
  </button>`;
}

/** A list of places, one button each: an answer's sources, or where one may look instead. */
export function placeList(
  citations: readonly CitationView[],
  handlers: CitationHandlers,
  options: { readonly label: string; readonly quotes: boolean },
): TemplateResult {
  const row = (citation: CitationView): TemplateResult =>
    html`<li>
      <button type="button" class="source" @click=${() => handlers.open(citation)}>
        <span class="heard">${citationLabel(citation, handlers.stateOf(citation))}</span>
        <span class="number" aria-hidden="true">${citation.n}</span>
        <span class="source-text">
          <span class="source-place" aria-hidden="true"
            >${placeText(citation)}${citationMarks(citation, handlers)}</span
          >
          ${
            citation.breadcrumb.length === 0
              ? nothing
              : html`<span
                  class="breadcrumb"
                  title=${citation.breadcrumb.join(separator)}
                  dir=${breadcrumbDirection(citation)}
                  >${breadcrumbText(citation)}</span
                >`
          }
          ${
            citation.shortfall === undefined
              ? nothing
              : html`<span class="shortfall" dir="auto">${withoutDirectionControls(citation.shortfall)}</span>`
          }
          ${options.quotes ? html`<span class="excerpt" dir="auto">${withoutDirectionControls(citation.quote)}</span>` : nothing}
        </span>
      </button>
      ${judgeButtons(citation, handlers)}${whyButton(citation, handlers)}
    </li>`;
  return html`<ol class="sources" aria-label=${options.label}>
    ${citations.map(row)}
  </ol>`;
}
