import { t } from "@vscode/l10n";
import { html, nothing, type TemplateResult } from "lit";
import "@vscode-elements/elements/dist/vscode-button/index.js";
import type { Turn } from "../../../protocol/panelMessages.ts";
import type { AnswerView, CitationState } from "../../../protocol/views.ts";
import type { PanelActions } from "../state/controller.ts";
import { answerOf, askedAs, mentionsOf } from "../state/followingUp.ts";
import type { Verdicts } from "../state/judging.ts";
import type { Mattered } from "../state/mattering.ts";
import type { ExplainedCitation } from "../state/panelState.ts";
import { freshnessParts } from "../text/answerText.ts";
import { matteredTitle } from "../text/matteredText.ts";
import { builderTexts } from "../text/shotsText.ts";
import { answerBody, type ContentTools } from "./answer.ts";
import type { CitationHandlers } from "./citationHandlers.ts";
import type { QuestionComposer } from "./composer.ts";
import { dressContent, followLink } from "./dressContent.ts";
import { icons } from "./icons.ts";
import { triedWith, tryWithButton, tryWithTool } from "./tryAgain.ts";
import { LightElement } from "./lightElement.ts";
import { matteredBody } from "./mattered.ts";
import { mentionChips } from "./mentions.ts";

/** Milliseconds for which the copy button says that it has copied. */
const copiedFor = 1500;

/** Sentences of an answer that are drawn in one frame; a long answer that comes at once takes a few. */
const drawnInFrame = 40;

/** One question and what came of it. It is drawn anew only when one of its own properties changes. */
export class ConversationTurn extends LightElement {
  static override properties = {
    turn: { attribute: false },
    citationStates: { attribute: false },
    explained: { attribute: false },
    verdicts: { attribute: false },
    mattered: { attribute: false },
    locale: { attribute: false },
    compared: { attribute: false },
    copied: { state: true },
  };
  declare turn: Turn;
  /** Only there to draw anew when it changes; read through `citations`. */
  declare citationStates: Readonly<Record<string, CitationState>>;
  /** Only there to draw anew when it changes; read through `citations`. */
  declare explained: ExplainedCitation | undefined;
  /** Only there to draw anew when it changes; read through `citations`. */
  declare verdicts: Verdicts;
  /** Where the person has asked which passages mattered. */
  declare mattered: Mattered | undefined;
  declare locale: string;
  declare actions: PanelActions;
  declare tools: ContentTools;
  declare citations: CitationHandlers;
  /** Whether others have answered its question too: each answer says whose it is. */
  declare compared: boolean;
  declare copied: boolean;
  /** How many sentences may be drawn by now. */
  #drawn = drawnInFrame;
  #isDrawing = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this.role = "article";
  }

  override willUpdate(): void {
    this.ariaLabel = this.turn.question;
  }

  override render(): TemplateResult {
    return html`<h2 class="question" dir="auto">${this.turn.question}</h2>
      ${mentionChips(mentionsOf(this.turn))} ${triedWith(this.turn)}${this.#askedAs()}
      <div class="outcome" @click=${this.#followLink} @keydown=${this.#followLink}>${this.#outcome()}</div>`;
  }

  protected override updated(): void {
    dressContent(this, this.actions.content);
    this.#drawMore(answerOf(this.turn)?.sentences.length ?? 0);
  }

  #drawMore(sentences: number): void {
    if (sentences <= this.#drawn) {
      this.#drawn = sentences + drawnInFrame;
      return;
    }
    if (this.#isDrawing) return;
    this.#isDrawing = true;
    requestAnimationFrame(() => {
      this.#isDrawing = false;
      this.#drawn += drawnInFrame;
      this.requestUpdate();
    });
  }

  #followLink(event: Event): void {
    followLink(event, this.actions.content);
  }

  #askedAs(): TemplateResult | typeof nothing {
    const rewritten = askedAs(this.turn);
    if (rewritten === undefined) return nothing;
    return html`<div class="asked-as">
      <p class="asked-as-text">${t("Asked as:")} <bdi>${rewritten}</bdi></p>
      <button type="button" class="link-button" @click=${() => this.#editAskedAs()}>${t("Edit")}</button>
      <button type="button" class="link-button" @click=${() => this.actions.askAsWritten(this.turn)}>
        ${t("Ask as written")}
      </button>
    </div>`;
  }

  #editAskedAs(): void {
    this.actions.editAskedAs(this.turn);
    void document.querySelector<QuestionComposer>("ask-docs-composer")?.focusText();
  }

  #outcome(): TemplateResult {
    const { outcome } = this.turn;
    switch (outcome.kind) {
      case "searching":
        return html`<p class="working">${t("Searching your documents…")}</p>`;
      case "refining":
        return this.#answer(outcome.answer, html`<span class="working">${t("Refining…")}</span>`);
      case "answered":
        return this.#answer(outcome.answer, nothing);
      case "stopped":
        return outcome.answer === undefined
          ? html`<p class="stopped">${t("Stopped.")}</p>
              ${this.#againButton()}`
          : this.#answer(outcome.answer, html`<span class="stopped">${t("Stopped while refining")}</span>`);
      case "failed":
        return this.#failure(outcome.message);
    }
  }

  /** One template for an answer at every stage, so that its elements stay while it is refined. */
  #answer(answer: AnswerView, progress: TemplateResult | typeof nothing): TemplateResult {
    return html`${answerBody(asDrawn(answer, this.#drawn), this.tools, this.citations)}${this.#footer(answer, progress)}${this.#mattered(answer)}`;
  }

  #failure(message: string): TemplateResult {
    return html`<div class="failure">
      <p class="failure-text">${icons.warning}<span dir="auto">${message}</span></p>
      <div class="buttons">
        ${this.#againButton()} ${tryWithButton(this.turn, this.actions)}
        <vscode-button secondary @click=${() => this.actions.act("showLog")}>${t("Show Log")}</vscode-button>
      </div>
    </div>`;
  }

  #againButton(): TemplateResult {
    return html`<vscode-button class="again" @click=${() => this.actions.askAgain(this.turn)}
      >${t("Ask Again")}</vscode-button
    >`;
  }

  #footer(answer: AnswerView, progress: TemplateResult | typeof nothing): TemplateResult {
    const parts = freshnessParts(answer, this.locale, this.compared);
    return html`<div class="footer">
      <p class="freshness">${progress}${progress === nothing ? nothing : " · "}${parts.join(" · ")}</p>
      <div class="tools">
        ${
          answer.wasSent === true
            ? html`<button
                type="button"
                class="tool sent"
                title=${t("Show what was sent")}
                aria-label=${t("Show what was sent")}
                @click=${() => this.actions.showSent(this.turn)}
              >
                ${icons.sent}
              </button>`
            : nothing
        }
        ${this.#matteredButton(answer)} ${this.#buildButton(answer)}
        <button
          type="button"
          class="tool plain"
          title=${t("Show as plain text")}
          aria-label=${t("Show as plain text")}
          @click=${() => this.actions.showPlain(this.turn)}
        >
          ${icons.plain}
        </button>
        <button
          type="button"
          class="tool"
          title=${this.copied ? t("Copied") : t("Copy as Markdown")}
          aria-label=${this.copied ? t("Copied") : t("Copy as Markdown")}
          @click=${() => this.#copy()}
        >
          ${this.copied ? icons.done : icons.copy}
        </button>
        <button
          type="button"
          class="tool"
          title=${t("Ask again")}
          aria-label=${t("Ask again")}
          @click=${() => this.actions.askAgain(this.turn)}
        >
          ${icons.again}
        </button>
        ${answer.abstained ? nothing : tryWithTool(this.turn, this.actions)}
      </div>
    </div>`;
  }

  #matteredButton(answer: AnswerView): TemplateResult | typeof nothing {
    if ((answer.ablation?.passages ?? 0) === 0) return nothing;
    return html`<button
      type="button"
      class="tool mattered-button"
      title=${matteredTitle()}
      aria-label=${matteredTitle()}
      aria-expanded=${this.mattered !== undefined}
      @click=${() => this.actions.toggleMattered(this.turn)}
    >
      ${icons.without}
    </button>`;
  }

  #buildButton(answer: AnswerView): TemplateResult | typeof nothing {
    if (answer.abstained || answer.citations.length === 0 || this.turn.outcome.kind !== "answered") return nothing;
    return html`<button
      type="button"
      class="tool build-shots"
      title=${builderTexts().fromAnswer}
      aria-label=${builderTexts().fromAnswer}
      @click=${() => this.actions.buildFrom(this.turn)}
    >
      ${icons.shots}
    </button>`;
  }

  #mattered(answer: AnswerView): TemplateResult | typeof nothing {
    if (this.mattered === undefined || answer.ablation === undefined) return nothing;
    return matteredBody(answer, this.mattered, this.locale, {
      ask: () => this.actions.askMattered(this.turn),
      stop: () => this.actions.stopMattered(this.turn),
    });
  }

  #copy(): void {
    this.actions.copy(this.turn);
    this.copied = true;
    setTimeout(() => (this.copied = false), copiedFor);
  }
}

const asDrawn = (answer: AnswerView, sentences: number): AnswerView =>
  answer.sentences.length <= sentences ? answer : { ...answer, sentences: answer.sentences.slice(0, sentences) };
