import { t } from "@vscode/l10n";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import type { ExplainedCitation } from "../state/panelState.ts";
import { placeText } from "./citations.ts";
import { explanationBody } from "./explanation.ts";
import { icons } from "./icons.ts";
import { LightElement } from "./lightElement.ts";
import { placeBeside } from "./placeBeside.ts";

const titleId = "explained-title";

/**
 * Why a place was found, beside the button that asked. It opens when the answer is there, takes the focus, and gives it
 * back when it closes: by Escape, its button, a press outside, or when the focus goes elsewhere.
 */
export class ExplanationCard extends LightElement {
  static override properties = { shown: { attribute: false }, locale: { attribute: false } };
  declare shown: ExplainedCitation | undefined;
  declare locale: string;
  /** The button that asked. */
  declare anchor: HTMLElement | undefined;
  declare close: () => void;

  override connectedCallback(): void {
    super.connectedCallback();
    this.popover = "manual";
    this.role = "dialog";
    this.tabIndex = -1;
    this.setAttribute("aria-labelledby", titleId);
    this.addEventListener("focusout", this.#closeWhenLeft);
    document.addEventListener("pointerdown", this.#closeWhenPressedOutside, { capture: true });
    window.addEventListener("keydown", this.#closeOnEscape, { capture: true });
    window.addEventListener("resize", this.follow);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener("pointerdown", this.#closeWhenPressedOutside, { capture: true });
    window.removeEventListener("keydown", this.#closeOnEscape, { capture: true });
    window.removeEventListener("resize", this.follow);
  }

  override render(): TemplateResult | typeof nothing {
    if (!this.#isOpen) return nothing;
    const { citation } = this.shown as ExplainedCitation;
    return html`
      <div class="explained-head">
        <h3 id=${titleId}>${t("Why this result?")}</h3>
        <button type="button" class="tool" aria-label=${t("Close")} title=${t("Close")} @click=${() => this.#leave()}>
          ${icons.close}
        </button>
      </div>
      <div class="card-place">${placeText(citation)}</div>
      ${this.#outcome()}
    `;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!this.#isOpen) {
      if (this.matches(":popover-open")) this.hidePopover();
      return;
    }
    this.showPopover();
    this.follow();
    if (changed.has("shown")) this.focus({ preventScroll: true });
  }

  /** Stays beside its button when the page moves; closes when the button is out of sight. */
  readonly follow = (): void => {
    if (!this.#isOpen || this.anchor === undefined) return;
    const place = this.anchor.getBoundingClientRect();
    const frame = this.anchor.closest(".log")?.getBoundingClientRect();
    if (frame !== undefined && (place.bottom < frame.top || place.top > frame.bottom)) this.close();
    else placeBeside(this, place);
  };

  get #isOpen(): boolean {
    return this.shown !== undefined && this.shown.outcome.kind !== "asked";
  }

  #outcome(): TemplateResult | typeof nothing {
    const outcome = this.shown?.outcome;
    switch (outcome?.kind) {
      case undefined:
      case "asked":
        return nothing;
      case "explained":
        return explanationBody(outcome.explanation, this.locale);
      case "notFound":
        return html`<p>
          ${t("The question does not find this place any more; the documents have changed since. Ask again.")}
        </p>`;
      case "failed":
        return html`<p class="failure-text">${icons.warning}<span dir="auto">${outcome.message}</span></p>`;
    }
  }

  #leave(): void {
    this.close();
    this.anchor?.focus();
  }

  readonly #closeOnEscape = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || this.shown === undefined) return;
    event.stopPropagation();
    this.#leave();
  };

  readonly #closeWhenPressedOutside = ({ target }: PointerEvent): void => {
    if (this.shown === undefined || !(target instanceof Node)) return;
    if (!this.contains(target) && this.anchor?.contains(target) !== true) this.close();
  };

  readonly #closeWhenLeft = ({ relatedTarget }: FocusEvent): void => {
    if (relatedTarget instanceof Node && !this.contains(relatedTarget) && relatedTarget !== this.anchor) this.close();
  };
}
