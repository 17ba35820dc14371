import { t } from "@vscode/l10n";
import { html, nothing, type TemplateResult } from "lit";
import "@vscode-elements/elements/dist/vscode-button/index.js";
import type { Turn } from "../../../protocol/panelMessages.ts";
import type { PanelActions } from "../state/controller.ts";
import { icons } from "./icons.ts";

/** Who a question was asked of once more, under it. */
export const triedWith = ({ again }: Turn): TemplateResult | typeof nothing =>
  again === undefined
    ? nothing
    : html`<p class="tried-with">${t("Tried again with:")} <bdi>${again.writerName}</bdi></p>`;

/** Chooses who is to answer once more: a tool under an answer. */
export const tryWithTool = (turn: Turn, actions: PanelActions): TemplateResult =>
  html`<button
    type="button"
    class="tool try-with"
    title=${t("Try again with…")}
    aria-label=${t("Try again with…")}
    aria-haspopup="listbox"
    @click=${() => actions.tryWith(turn)}
  >
    ${icons.tryWith}
  </button>`;

/** The same where there is no answer. */
export const tryWithButton = (turn: Turn, actions: PanelActions): TemplateResult =>
  html`<vscode-button class="try-with" secondary @click=${() => actions.tryWith(turn)}
    >${t("Try again with…")}</vscode-button
  >`;
