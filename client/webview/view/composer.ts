import { t } from "@vscode/l10n";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import type { PanelActions } from "../state/controller.ts";
import { icons } from "./icons.ts";
import { LightElement } from "./lightElement.ts";

/** The box in which a question is written. */
export class QuestionComposer extends LightElement {
  static override properties = {
    draft: { attribute: false },
    offered: { attribute: false },
    running: { attribute: false },
    disabled: { attribute: false },
  };
  declare draft: string;
  /** Whether the draft is an offer from outside: all of it is selected, so that typing takes its place. */
  declare offered: boolean;
  declare running: boolean;
  declare disabled: boolean;
  declare actions: PanelActions;
  #cursorAfterRecall: "start" | "end" | undefined;

  override render(): TemplateResult {
    return html`<form class="composer" @submit=${this.#submit}>
      <textarea
        rows="1"
        dir="auto"
        aria-label=${t("Question")}
        placeholder=${this.disabled ? t("Open a folder to ask its documents") : t("Ask your documents")}
        ?disabled=${this.disabled}
        .value=${live(this.draft)}
        @input=${this.#input}
        @keydown=${this.#key}
      ></textarea>
      <div class="composer-tools">
        <span class="hint" aria-hidden="true"
          >${this.draft === "" ? nothing : t("Enter to ask, Shift+Enter for a new line")}</span
        >
        ${
          this.running
            ? html`<button
                type="button"
                class="tool"
                title=${t("Stop (Escape)")}
                aria-label=${t("Stop")}
                @click=${() => this.actions.stop()}
              >
                ${icons.stop}
              </button>`
            : nothing
        }
        <button
          type="submit"
          class="tool send"
          title=${t("Ask (Enter)")}
          aria-label=${t("Ask")}
          ?disabled=${this.disabled || this.draft.trim() === ""}
        >
          ${icons.send}
        </button>
      </div>
    </form>`;
  }

  /** Puts the cursor where the next question is written. */
  async focusText(): Promise<void> {
    await this.updateComplete;
    this.querySelector("textarea")?.focus();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (this.offered && (changed.has("draft") || changed.has("offered"))) this.querySelector("textarea")?.select();
    if (!changed.has("draft") || this.#cursorAfterRecall === undefined) return;
    const at = this.#cursorAfterRecall === "start" ? 0 : this.draft.length;
    this.querySelector("textarea")?.setSelectionRange(at, at);
    this.#cursorAfterRecall = undefined;
  }

  #input(event: Event): void {
    this.#cursorAfterRecall = undefined;
    this.actions.type((event.target as HTMLTextAreaElement).value);
  }

  #submit(event: Event): void {
    event.preventDefault();
    this.actions.submit();
  }

  #key(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const handled = this.#handle(event, event.target as HTMLTextAreaElement);
    if (handled) event.preventDefault();
  }

  #handle({ key, shiftKey, altKey, ctrlKey, metaKey }: KeyboardEvent, text: HTMLTextAreaElement): boolean {
    if (altKey || ctrlKey || metaKey) return false;
    if (key === "Enter" && !shiftKey) {
      this.actions.submit();
      return true;
    }
    if (key === "Escape" && this.running) {
      this.actions.stop();
      return true;
    }
    const collapsed = text.selectionStart === text.selectionEnd;
    if (key === "ArrowUp" && collapsed && text.selectionStart === 0) return this.#recall("older");
    if (key === "ArrowDown" && collapsed && text.selectionEnd === text.value.length) return this.#recall("newer");
    return false;
  }

  /** Leaves the cursor at the end it came through, so that the same key goes on. */
  #recall(direction: "older" | "newer"): boolean {
    this.#cursorAfterRecall = direction === "older" ? "start" : "end";
    this.actions.recall(direction);
    return true;
  }
}
