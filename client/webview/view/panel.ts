import { t } from "@vscode/l10n";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import "@vscode-elements/elements/dist/vscode-progress-bar/index.js";
import { conversationTitle } from "../../../protocol/conversationTitle.ts";
import type { Turn } from "../../../protocol/panelMessages.ts";
import type { PanelActions } from "../state/controller.ts";
import { citationKey, isRunning, type ExplainedCitation, type PanelState } from "../state/panelState.ts";
import { lostNote, statusNotes, type StatusNote } from "../text/statusText.ts";
import { withoutDirectionControls } from "../content/direction.ts";
import type { ContentTools } from "./answer.ts";
import { createBottomKeeper, type BottomKeeper } from "./bottomKeeper.ts";
import { createCardTiming } from "./cardTiming.ts";
import type { ShownCard } from "./citationCard.ts";
import type { CitationHandlers } from "./citationHandlers.ts";
import { conversationBar } from "./conversationBar.ts";
import type { QuestionComposer } from "./composer.ts";
import type { ExplanationCard } from "./explanationCard.ts";
import { LightElement } from "./lightElement.ts";
import { statusNoteList } from "./statusNotes.ts";
import { suggestionList } from "./suggestions.ts";
import { lost, noFolder, welcome } from "./welcome.ts";

/** Turns shown at first, and with every wish for more. */
const turnsAtOnce = 30;

/** The whole panel: conversation, state of the index, box for the question. */
export class AskDocsPanel extends LightElement {
  static override properties = { state: { attribute: false }, shownTurns: { state: true }, card: { state: true } };
  declare state: PanelState;
  declare actions: PanelActions;
  declare tools: ContentTools;
  declare shownTurns: number;
  declare card: (ShownCard & { readonly turnId: string }) | undefined;
  #keeper: BottomKeeper | undefined;
  #cardTurn = "";
  #focusBefore: HTMLElement | undefined;
  #explanationAnchor: HTMLElement | undefined;
  readonly #cardTiming = createCardTiming((shown) => this.#showCard(shown));

  override connectedCallback(): void {
    super.connectedCallback();
    this.shownTurns = turnsAtOnce;
    window.addEventListener("focus", this.#focusComposer);
    window.addEventListener("keydown", this.#hideCardOnEscape, { capture: true });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener("focus", this.#focusComposer);
    window.removeEventListener("keydown", this.#hideCardOnEscape, { capture: true });
    this.#keeper?.disconnect();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get("state");
    if (before !== undefined && before.conversation !== this.state.conversation) this.shownTurns = turnsAtOnce;
    const isOpening = this.state.builder !== undefined && changed.get("state")?.builder === undefined;
    const focused = document.activeElement;
    if (isOpening && focused instanceof HTMLElement && focused !== document.body) this.#focusBefore = focused;
  }

  override render(): TemplateResult {
    const { draft, mentions, turns, status, announcement } = this.state;
    const folderOpen = status === undefined || status.folders.length > 0;
    const { card } = this;
    const isBuilding = this.state.builder !== undefined;
    const running = turns.some(isRunning);
    return html`
      ${running ? html`<vscode-progress-bar class="working-bar" aria-label=${t("Searching")} indeterminate></vscode-progress-bar>` : nothing}
      ${this.#builder()}
      ${this.state.hasOthers && !isBuilding ? conversationBar(conversationTitle(turns, this.state.name), () => this.actions.showConversations()) : nothing}
      <div
        class="log"
        role="log"
        aria-live="off"
        aria-label=${t("Conversation")}
        ?hidden=${isBuilding}
        @scroll=${() => this.#scrolled()}
      >
        <div class="turns">${turns.length === 0 ? this.#beginning(folderOpen) : this.#turns(turns)}</div>
      </div>
      <div class="bottom" ?hidden=${isBuilding}>
        <div class="bottom-content">
          ${statusNoteList(this.#notes(), (action) => this.actions.act(action))}
          <ask-docs-composer
            .draft=${draft}
            .mentions=${mentions}
            .offered=${this.state.offered === true}
            .running=${running}
            .disabled=${!folderOpen}
            .actions=${this.actions}
          ></ask-docs-composer>
        </div>
      </div>
      <div class="heard" role="status" aria-live="polite">${announcement}</div>
      <div class="heard" role="log" aria-live="polite" aria-atomic="false" aria-relevant="additions">
        ${repeat(
          this.state.heard,
          (_, index) => index,
          ({ words }) => html`<p dir="auto">${withoutDirectionControls(words)}</p>`,
        )}
      </div>
      <ask-docs-citation-card
        .shown=${card}
        .state=${card === undefined ? undefined : this.state.citationStates[citationKey(card.turnId, card.citation.n)]}
        @pointerenter=${() => this.#cardTiming.keep()}
        @pointerleave=${() => this.#cardTiming.hideSoon()}
      ></ask-docs-citation-card>
      <ask-docs-explanation
        .shown=${this.state.explained}
        .locale=${this.state.locale}
        .anchor=${this.#explanationAnchor}
        .close=${() => this.actions.closeExplanation()}
      ></ask-docs-explanation>
    `;
  }

  protected override firstUpdated(): void {
    const log = this.querySelector<HTMLElement>(".log");
    const content = this.querySelector<HTMLElement>(".turns");
    if (log !== null && content !== null) this.#keeper = createBottomKeeper(log, content);
    this.#focusComposer();
  }

  protected override updated(changed: PropertyValues<this>): void {
    const before = changed.get("state");
    this.#followFocus(before);
    if (before === undefined) return;
    const isAnother = before.conversation !== this.state.conversation;
    if (isAnother) this.#focusComposer();
    if (isAnother || before.turns.length < this.state.turns.length) this.#showNewest();
  }

  /** The newest turn stands at the end, or below the one whose question it asks again. */
  #showNewest(): void {
    const { turns } = this.state;
    const newest = turns.findLastIndex(isRunning);
    if (newest < 0 || newest === turns.length - 1) this.#keeper?.follow();
    else this.querySelectorAll("ask-docs-turn")[newest - Math.max(0, turns.length - this.shownTurns)]?.scrollIntoView();
  }

  #builder(): TemplateResult | typeof nothing {
    const { builder, locale } = this.state;
    if (builder === undefined) return nothing;
    return html`<ask-docs-shots-builder
      .builder=${builder}
      .locale=${locale}
      .actions=${this.actions.shots}
    ></ask-docs-shots-builder>`;
  }

  /** The focus comes back from the builder to where it was, else to the box for the question. */
  #followFocus(before: PanelState | undefined): void {
    const { builder } = this.state;
    if (before?.builder === undefined || builder !== undefined) return;
    if (this.#focusBefore?.isConnected === true) this.#focusBefore.focus();
    else this.#focusComposer();
    this.#focusBefore = undefined;
  }

  #notes(): readonly StatusNote[] {
    const { connection, status, locale, turns } = this.state;
    if (connection === "lost") return turns.length === 0 ? [] : [lostNote()];
    return status === undefined ? [] : statusNotes(status, locale);
  }

  #beginning(folderOpen: boolean): TemplateResult | typeof nothing {
    switch (this.state.connection) {
      case "connecting":
        return nothing;
      case "lost":
        return lost(this.actions);
      case "open":
        return folderOpen ? welcome(this.#suggestions("", t("Questions to try"))) : noFolder(this.actions);
    }
  }

  #turns(turns: readonly Turn[]): TemplateResult {
    const hidden = Math.max(0, turns.length - this.shownTurns);
    const compared = new Set(turns.flatMap(({ again, id }) => (again === undefined ? [] : [again.of, id])));
    const showEarlier = (): void => void (this.shownTurns += turnsAtOnce);
    return html`${
      hidden === 0
        ? nothing
        : html`<button type="button" class="link-button earlier" @click=${showEarlier}>
            ${t("Show earlier questions")}
          </button>`
    }
    ${repeat(
      turns.slice(hidden),
      ({ id }) => id,
      (turn) =>
        html`<ask-docs-turn
          .turn=${turn}
          .citationStates=${this.state.citationStates}
          .verdicts=${this.state.verdicts}
          .mattered=${this.state.mattered[turn.id]}
          .explained=${this.#explainedOf(turn.id)}
          .compared=${compared.has(turn.id)}
          .locale=${this.state.locale}
          .actions=${this.actions}
          .tools=${this.tools}
          .citations=${this.#citationsOf(turn.id)}
        ></ask-docs-turn>`,
    )}${this.#related(turns.at(-1)?.id)}`;
  }

  #related(after = ""): TemplateResult | typeof nothing {
    const list = this.#suggestions(after, t("Related questions"));
    return list === nothing
      ? nothing
      : html`<div class="related">
          <h3>${t("Related questions")}</h3>
          ${list}
        </div>`;
  }

  #suggestions(after: string, label: string): TemplateResult | typeof nothing {
    const { suggested } = this.state;
    if (suggested?.after !== after) return nothing;
    return suggestionList(suggested.suggestions, label, (question) => {
      this.actions.askSuggested(question);
      void this.querySelector<QuestionComposer>("ask-docs-composer")?.focusText();
    });
  }

  #citationsOf(turnId: string): CitationHandlers {
    return {
      open: (citation) => this.actions.openCitation(turnId, citation),
      show: (citation, anchor, when) => {
        this.#cardTurn = turnId;
        this.#cardTiming.show(citation, anchor, when);
      },
      hide: () => this.#cardTiming.hideSoon(),
      explain: (citation, anchor) => {
        this.#explanationAnchor = anchor;
        if (this.#explainedOf(turnId)?.citation.n === citation.n) this.actions.closeExplanation();
        else this.actions.explain(turnId, citation);
      },
      explanationOf: ({ n }) => {
        const explained = this.#explainedOf(turnId);
        if (explained?.citation.n !== n) return "none";
        return explained.outcome.kind === "asked" ? "asked" : "open";
      },
      judge: (citation, verdict) => this.actions.judge(turnId, citation, verdict),
      verdictOn: ({ n }) => this.state.verdicts[citationKey(turnId, n)],
      stateOf: ({ n }) => this.state.citationStates[citationKey(turnId, n)],
    };
  }

  #explainedOf(turnId: string): ExplainedCitation | undefined {
    const { explained } = this.state;
    return explained?.turnId === turnId ? explained : undefined;
  }

  #showCard(shown: ShownCard | undefined): void {
    this.card = shown === undefined ? undefined : { ...shown, turnId: this.#cardTurn };
    if (shown !== undefined) this.actions.locateCitation(this.#cardTurn, shown.citation);
  }

  #scrolled(): void {
    this.#cardTiming.hideNow();
    // Looking for the card in the page would look through the whole conversation, at every frame.
    if (this.state.explained !== undefined) this.querySelector<ExplanationCard>("ask-docs-explanation")?.follow();
  }

  readonly #focusComposer = (): void => {
    if (document.activeElement !== null && document.activeElement !== document.body) return;
    const builder = this.querySelector("ask-docs-shots-builder select");
    if (builder instanceof HTMLElement) builder.focus();
    else void this.querySelector<QuestionComposer>("ask-docs-composer")?.focusText();
  };

  readonly #hideCardOnEscape = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || this.card === undefined) return;
    event.stopPropagation();
    this.#cardTiming.hideNow();
  };
}
