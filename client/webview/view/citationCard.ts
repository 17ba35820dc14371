import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import type { CitationState, CitationView } from "../../../protocol/views.ts";
import { withoutDirectionControls } from "../content/direction.ts";
import { stateSentence, wordsAfter, wordsBefore } from "../text/citationText.ts";
import { breadcrumbDirection, breadcrumbText, placeText } from "./citations.ts";
import { LightElement } from "./lightElement.ts";

/** A citation's words in context, beside its chip. */
export interface ShownCard {
  readonly citation: CitationView;
  readonly anchor: Element;
}

const cardId = "citation-card";
/** Pixels between the card, its anchor and the edges of the page. */
const gap = 6;

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
      ${citation.unsaved ? html`<div class="card-note">Not saved yet.</div>` : nothing}
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
    this.#moveTo(this.shown.anchor.getBoundingClientRect());
  }

  /** Above the anchor where there is room, else below; never beyond the page's edges. */
  #moveTo(anchor: DOMRect): void {
    const { width, height } = this.getBoundingClientRect();
    const { clientWidth, clientHeight } = document.documentElement;
    const centred = anchor.left + anchor.width / 2 - width / 2;
    const x = Math.max(gap, Math.min(centred, clientWidth - width - gap));
    const above = anchor.top - height - gap;
    const y = above >= gap ? above : Math.min(anchor.bottom + gap, Math.max(gap, clientHeight - height - gap));
    this.style.translate = `${Math.round(x)}px ${Math.round(y)}px`;
  }
}
