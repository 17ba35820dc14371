import { t } from "@vscode/l10n";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import type { CompletedMentionView, Mention } from "../../../protocol/mentions.ts";
import type { PanelActions } from "../state/controller.ts";
import { createMentionTyping } from "../state/mentionTyping.ts";
import { withoutStretch } from "../state/openMention.ts";
import { icons } from "./icons.ts";
import { LightElement } from "./lightElement.ts";
import { mentionChips, mentionList, mentionListId, mentionOptionId } from "./mentions.ts";

/** Pixels of the list of mentions at most, and between it and the box. */
const tallestList = 320;
const listGap = 4;

/** The box in which a question is written. */
export class QuestionComposer extends LightElement {
  static override properties = {
    draft: { attribute: false },
    mentions: { attribute: false },
    offered: { attribute: false },
    running: { attribute: false },
    disabled: { attribute: false },
  };
  declare draft: string;
  /** What the draft is asked of. */
  declare mentions: readonly Mention[];
  /** Whether the draft is an offer from outside: all of it is selected, so that typing takes its place. */
  declare offered: boolean;
  declare running: boolean;
  declare disabled: boolean;
  declare actions: PanelActions;
  /** Where the cursor is put once a new draft is drawn. */
  #cursorAfter: number | "end" | undefined;
  readonly #typing = createMentionTyping(
    (open, signal) => this.actions.completeMention(open, signal),
    () => this.requestUpdate(),
  );

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#typing.close();
  }

  override render(): TemplateResult {
    const offered = this.#typing.offered();
    return html`<form class="composer" @submit=${this.#submit} @focusout=${() => this.#typing.close()}>
      ${offered === undefined ? nothing : mentionList(offered, (option) => this.#choose(option))}
      ${mentionChips(this.mentions, (mention) => this.#leaveOut(mention))}
      <textarea
        rows="1"
        aria-haspopup="listbox"
        aria-controls=${offered === undefined ? nothing : mentionListId}
        aria-autocomplete=${offered === undefined ? nothing : "list"}
        aria-activedescendant=${offered === undefined || offered.active < 0 ? nothing : mentionOptionId(offered.active)}
        dir="auto"
        aria-label=${t("Question")}
        placeholder=${this.disabled ? t("Open a folder to ask its documents") : t("Ask your documents")}
        ?disabled=${this.disabled}
        .value=${live(this.draft)}
        @input=${this.#input}
        @keyup=${this.#follow}
        @click=${this.#follow}
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
    this.#textarea()?.focus();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (this.offered && (changed.has("draft") || changed.has("offered"))) this.#textarea()?.select();
    if (changed.has("draft") && this.#cursorAfter !== undefined) {
      const at = this.#cursorAfter === "end" ? this.draft.length : this.#cursorAfter;
      this.#textarea()?.setSelectionRange(at, at);
      this.#cursorAfter = undefined;
    }
    this.#placeList();
  }

  /** Above the box, as wide as it is: in the box's own place it would be cut off. */
  #placeList(): void {
    const list = this.querySelector<HTMLElement>(".mention-list, .mention-none");
    const box = this.querySelector("form")?.getBoundingClientRect();
    if (list === null || box === undefined) return;
    list.style.width = `${box.width}px`;
    list.style.maxHeight = `${Math.min(tallestList, box.top - 2 * listGap)}px`;
    list.style.translate = `${box.left}px ${box.top - list.offsetHeight - listGap}px`;
    list.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  }

  #textarea(): HTMLTextAreaElement | null {
    return this.querySelector("textarea");
  }

  #input(event: Event): void {
    this.#cursorAfter = undefined;
    this.actions.type((event.target as HTMLTextAreaElement).value);
    this.#follow();
  }

  /** Tells what is typed of a mention, if the cursor stands in one. */
  #follow(): void {
    const text = this.#textarea();
    if (text === null) return;
    const { value, selectionStart, selectionEnd } = text;
    if (selectionStart === selectionEnd) this.#typing.follow(value, selectionEnd);
    else this.#typing.close();
  }

  #submit(event: Event): void {
    event.preventDefault();
    this.#typing.close();
    this.actions.submit();
  }

  #key(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const handled = this.#handle(event, event.target as HTMLTextAreaElement);
    if (handled) event.preventDefault();
  }

  #handle(event: KeyboardEvent, text: HTMLTextAreaElement): boolean {
    const { key, shiftKey, altKey, ctrlKey, metaKey } = event;
    if (altKey || ctrlKey || metaKey) return false;
    if (!shiftKey && this.#handleList(key)) return true;
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
    const last = this.mentions.at(-1);
    if (key !== "Backspace" || !collapsed || text.selectionStart > 0 || last === undefined) return false;
    this.actions.leaveOut(last);
    return true;
  }

  /** The keys of the list of mentions, while it is open. */
  #handleList(key: string): boolean {
    const offered = this.#typing.offered();
    if (offered === undefined) return false;
    if (key === "Escape") return this.#typing.dismiss();
    if (offered.active < 0) return false;
    if (key === "ArrowDown") this.#typing.move("next");
    else if (key === "ArrowUp") this.#typing.move("previous");
    else if (key === "Enter" || key === "Tab") void this.#chooseActive();
    else return false;
    return true;
  }

  /** Of what fits all that is typed, which may be on its way still. */
  async #chooseActive(): Promise<void> {
    const offered = await this.#typing.settled();
    const option = offered?.options[offered.active];
    if (option !== undefined) this.#choose(option);
  }

  #choose({ mention }: CompletedMentionView): void {
    const open = this.#typing.offered()?.open;
    if (open === undefined) return;
    this.#typing.close();
    const { text, cursor } = withoutStretch(this.draft, open);
    this.#cursorAfter = cursor;
    this.actions.mention(mention, text);
    void this.focusText();
  }

  #leaveOut(mention: Mention): void {
    this.actions.leaveOut(mention);
    void this.focusText();
  }

  /** Leaves the cursor at the end it came through, so that the same key goes on. */
  #recall(direction: "older" | "newer"): boolean {
    this.#cursorAfter = direction === "older" ? 0 : "end";
    this.actions.recall(direction);
    return true;
  }
}
