import { t } from "@vscode/l10n";
import { html, type TemplateResult } from "lit";
import { icons } from "./icons.ts";

/** Says which of several conversations is shown, and leads to the others. @param title "" before its first question. */
export const conversationBar = (title: string, showAll: () => void): TemplateResult =>
  html`<div class="conversation-bar">
    <button
      type="button"
      class="conversation-title"
      aria-haspopup="dialog"
      title=${t("Show conversations")}
      @click=${showAll}
    >
      <span class="conversation-name" dir="auto">${title === "" ? t("New conversation") : title}</span>${icons.down}
    </button>
  </div>`;
