import { t } from "@vscode/l10n";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import type { CitationState, CitationView } from "../../../protocol/views.ts";
import { withoutDirectionControls } from "../content/direction.ts";
import { stateSentence, wordsAfter, wordsBefore } from "../text/citationText.ts";
import { breadcrumbDirection, breadcrumbText, placeText } from "./citations.ts";
import { LightElement } from "./lightElement.ts";
import { placeBeside } from "./placeBeside.ts";

/** A citation's words in context, beside its chip. */
export interface ShownCard {
  readonly citation: CitationView;
  readonly anchor: Element;
}

const cardId = "citation-card";

/** The one card of the panel; it lies above everything and goes where its citation's chip is. */
export class CitationCard extends LightElement {
  static override properties = { shown: { attribute: false }, state: { attribute: false } };
  declare shown: ShownCard | undefined;
  declare state: CitationState | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.id = cardId;
    this.popover = "manual";
    this.role = "tooltip";
  }

  override render(): TemplateResult | typeof nothing {
    if (this.shown === undefined) return nothing;
    const { citation } = this.shown;
    return html`
      ${
        citation.breadcrumb.length === 0
          ? nothing
          : html`<div class="card-breadcrumb" dir=${breadcrumbDirection(citation)}>${breadcrumbText(citation)}</div>`
      }
      <div class="card-words" dir="auto">
        <span class="around">${withoutDirectionControls(wordsBefore(citation))} </span
        ><mark>${withoutDirectionControls(citation.quote)}</mark
        ><span class="around"> ${withoutDirectionControls(wordsAfter(citation))}</span>
      </div>
      <div class="card-place">${placeText(citation)}</div>
      ${citation.unsaved ? html`<div class="card-note">${t("Not saved yet.")}</div>` : nothing}
      ${
        this.state === undefined
          ? nothing
          : html`<div class="card-note ${this.state.kind}">${stateSentence(this.state)}</div>`
      }
    `;
  }

  protected override updated(changed: PropertyValues<this>): void {
    const before = changed.get("shown");
    if (changed.has("shown")) before?.anchor.removeAttribute("aria-describedby");
    if (this.shown === undefined) {
      this.hidePopover();
      return;
    }
    this.shown.anchor.setAttribute("aria-describedby", cardId);
    this.showPopover();
    placeBeside(this, this.shown.anchor.getBoundingClientRect());
  }
}
