import { html, nothing, type TemplateResult } from "lit";
import type { ContentActions } from "../state/contentActions.ts";
import { contentTexts } from "../text/contentText.ts";
import { icons } from "./icons.ts";
import { LightElement } from "./lightElement.ts";

/** Milliseconds for which a button says that it has done it. */
const doneFor = 1500;

type Tool = "copyCode" | "insertCode";

/** The line over a block of code: its language, and buttons to copy it and to insert it. */
export class CodeTools extends LightElement {
  static override properties = { done: { state: true } };
  declare actions: ContentActions;
  /** As the document has it, without the last line's end. */
  declare code: string;
  declare language: string;
  declare done: Tool | undefined;

  override render(): TemplateResult {
    const { copyCode, copied, insertCode, inserted } = contentTexts();
    return html`${this.language === "" ? nothing : html`<bdi class="code-language">${this.language}</bdi>`}
    ${this.#button("copyCode", copyCode, copied)}${this.#button("insertCode", insertCode, inserted)}`;
  }

  #button(tool: Tool, name: string, doneName: string): TemplateResult {
    const done = this.done === tool;
    const icon = tool === "copyCode" ? icons.copy : icons.insert;
    return html`<button
      type="button"
      class="tool"
      title=${done ? doneName : name}
      aria-label=${done ? doneName : name}
      @click=${() => void this.#use(tool)}
    >
      ${done ? icons.done : icon}
    </button>`;
  }

  async #use(tool: Tool): Promise<void> {
    if (!(await this.actions[tool](this.code))) return;
    this.done = tool;
    setTimeout(() => (this.done = undefined), doneFor);
  }
}
