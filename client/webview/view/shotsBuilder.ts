import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import "@vscode-elements/elements/dist/vscode-progress-bar/index.js";
import { offeredOrders, offeredTemplates } from "../../../protocol/shotsBuilding.ts";
import type { ShotsBuilding } from "../state/buildingShots.ts";
import {
  chosenKind,
  chosenSelector,
  isBalanced,
  selectorsFor,
  taskOf,
  type ShotsBuilder,
  type ShotsChoices,
} from "../state/shotsBuilder.ts";
import { builderTexts, orderTexts, selectorTexts, templateTexts } from "../text/shotsText.ts";
import { allKindsText, kindText, minedNotes, sourceText } from "../text/shotsSourceText.ts";
import { icons } from "./icons.ts";
import { LightElement } from "./lightElement.ts";
import { builderFailure, previewActions, previewBody } from "./shotsPreview.ts";

/** The builder of few-shot prompts: what from, which pairs, how, and what comes of it. */
export class ShotsBuilderView extends LightElement {
  static override properties = { builder: { attribute: false }, locale: { attribute: false } };
  declare builder: ShotsBuilder;
  declare locale: string;
  declare actions: ShotsBuilding;

  override connectedCallback(): void {
    super.connectedCallback();
    this.role = "form";
    this.ariaLabel = builderTexts().title;
    window.addEventListener("focus", this.#refresh);
    window.addEventListener("keydown", this.#closeOnEscape);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener("focus", this.#refresh);
    window.removeEventListener("keydown", this.#closeOnEscape);
  }

  override render(): TemplateResult {
    const { builder, locale } = this;
    const { sources, source } = builder;
    const texts = builderTexts();
    const options = sources.map((one, at) => ({ value: String(at), text: sourceText(one, locale) }));
    return html`<div class="builder-scroll">
        <div class="builder-content">
          <div class="builder-head">
            <h2>${texts.title}</h2>
            <button
              type="button"
              class="tool"
              title=${texts.back}
              aria-label=${texts.back}
              @click=${() => this.actions.close()}
            >
              ${icons.close}
            </button>
          </div>
          ${this.#select(texts.source, "source", options, String(source), (at) => this.actions.chooseSource(Number(at)))}
          ${this.#pairs()}
          <section class="preview" aria-label=${texts.preview} aria-busy=${builder.isBehind ? "true" : "false"}>
            ${previewBody(builder, locale, this.actions)}
          </section>
        </div>
      </div>
      <div class="builder-bottom">
        <div class="builder-actions">${previewActions(builder, (use) => this.actions.use(use))}</div>
      </div>`;
  }

  protected override firstUpdated(_changed: PropertyValues<this>): void {
    this.querySelector<HTMLElement>("select")?.focus();
  }

  #pairs(): TemplateResult {
    const { mining } = this.builder;
    const texts = builderTexts();
    switch (mining.kind) {
      case "mining":
        return html`<p class="working">${texts.mining}</p>
          <vscode-progress-bar aria-label=${texts.mining} indeterminate></vscode-progress-bar>`;
      case "nothing":
        return builderFailure(mining.message, () => this.actions.again());
      case "mined": {
        const { kinds } = mining.view;
        const options = [
          ...kinds.map((kind) => ({ value: kind.kind, text: kindText(kind, this.locale) })),
          ...(kinds.length > 1 ? [{ value: "", text: allKindsText(kinds, this.locale) }] : []),
        ];
        const chosen = chosenKind(this.builder)?.kind ?? "";
        return html`${this.#select(texts.kind, "kind", options, chosen, (kind) => this.actions.choose({ kind }))}
        ${minedNotes(mining.view, this.locale).map((note) => html`<p class="builder-note">${note}</p>`)}
        ${this.#choices()}`;
      }
    }
  }

  #choices(): TemplateResult {
    const { builder } = this;
    const { choices } = builder;
    const [texts, selectors, templates, orders] = [builderTexts(), selectorTexts(), templateTexts(), orderTexts()];
    const labels = chosenKind(builder)?.labels ?? [];
    return html`<div class="builder-row">
        ${this.#text(texts.k, "k", choices.k, "numeric")}
        ${this.#select(
          texts.selector,
          "selector",
          selectorsFor(builder).map((value) => ({ value, text: selectors[value] })),
          chosenSelector(builder),
          (selector) => this.actions.choose({ selector: selector as ShotsChoices["selector"] & string }),
        )}
      </div>
      ${this.#area(texts.input, "input", choices.input, texts.inputHint)}
      <details class="builder-more">
        <summary>${texts.more}</summary>
        ${this.#area(texts.task, "task", taskOf(builder))}
        <div class="builder-row">
          ${this.#select(
            texts.template,
            "template",
            offeredTemplates.map((value) => ({ value, text: templates[value] })),
            choices.template,
            (template) => this.actions.choose({ template: template as ShotsChoices["template"] }),
          )}
          ${this.#select(
            texts.order,
            "order",
            offeredOrders.map((value) => ({ value, text: orders[value] })),
            choices.order,
            (order) => this.actions.choose({ order: order as ShotsChoices["order"] }),
          )}
        </div>
        ${
          labels.length > 1
            ? html`<label class="builder-check"
                ><input
                  type="checkbox"
                  .checked=${live(isBalanced(builder))}
                  @change=${(event: Event) =>
                    this.actions.choose({ balanced: (event.target as HTMLInputElement).checked })}
                />${texts.balanced}</label
              >`
            : nothing
        }
        ${this.#text(texts.budget, "budget", choices.budget, "numeric")}
        ${this.#text(texts.model, "model", choices.model, "text")}
      </details>`;
  }

  #select(
    label: string,
    name: string,
    options: readonly { readonly value: string; readonly text: string }[],
    chosen: string,
    choose: (value: string) => void,
  ): TemplateResult {
    return html`<label class="builder-field"
      ><span>${label}</span
      ><select
        name=${name}
        .value=${live(chosen)}
        @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}
      >
        ${options.map(({ value, text }) => html`<option value=${value} ?selected=${value === chosen}>${text}</option>`)}
      </select></label
    >`;
  }

  #text(label: string, name: "k" | "budget" | "model", value: string, mode: "numeric" | "text"): TemplateResult {
    return html`<label class="builder-field"
      ><span>${label}</span
      ><input
        name=${name}
        type="text"
        inputmode=${mode}
        autocomplete="off"
        spellcheck="false"
        .value=${live(value)}
        @input=${(event: Event) => this.actions.choose({ [name]: (event.target as HTMLInputElement).value })}
    /></label>`;
  }

  #area(label: string, name: "input" | "task", value: string, hint?: string): TemplateResult {
    return html`<label class="builder-field"
      ><span>${label}</span
      ><textarea
        name=${name}
        rows="1"
        dir="auto"
        title=${hint ?? nothing}
        .value=${live(value)}
        @input=${(event: Event) => this.actions.choose({ [name]: (event.target as HTMLTextAreaElement).value })}
      ></textarea>
    </label>`;
  }

  readonly #refresh = (): void => this.actions.refreshSources();

  readonly #closeOnEscape = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || event.isComposing || event.defaultPrevented) return;
    event.preventDefault();
    this.actions.close();
  };
}
