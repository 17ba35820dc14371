import { t } from "@vscode/l10n";
import { html, nothing, type TemplateResult } from "lit";
import "@vscode-elements/elements/dist/vscode-button/index.js";
import type { PanelActions } from "../state/controller.ts";
import { actionLabel, lostNote, type NoteAction } from "../text/statusText.ts";
import { icons } from "./icons.ts";

/** What is shown before the first question: what this does, and questions that the documents answer. */
export function welcome(suggestions: TemplateResult | typeof nothing): TemplateResult {
  return html`<div class="welcome">
    ${icons.documents}
    <h1>${t("Ask your documents")}</h1>
    <p>
      ${t("Answers are the documents' own words, each with the place where it stands. Everything is read and searched on this machine, in any language.")}
    </p>
    ${suggestions}
  </div>`;
}

/** What is shown in a window without a folder. */
export function noFolder(actions: PanelActions): TemplateResult {
  return html`<div class="welcome">
    ${icons.documents}
    <h1>${t("Ask your documents")}</h1>
    <p>${t("Open a folder with documents or notes, and ask them questions here.")}</p>
    <vscode-button @click=${() => actions.act("openFolder")}>${t("Open Folder")}</vscode-button>
  </div>`;
}

/** What is shown while the extension does not answer and there is no conversation to read meanwhile. */
export function lost(actions: PanelActions): TemplateResult {
  const { text, actions: ways } = lostNote();
  const [first, ...others] = ways;
  const button = (action: NoteAction, secondary: boolean): TemplateResult =>
    html`<vscode-button ?secondary=${secondary} @click=${() => actions.act(action)}
      >${actionLabel(action)}</vscode-button
    >`;
  return html`<div class="welcome">
    ${icons.documents}
    <h1>${t("Ask your documents")}</h1>
    <p role="alert">${text}</p>
    <div class="buttons">
      ${first === undefined ? nothing : button(first, false)}${others.map((action) => button(action, true))}
    </div>
  </div>`;
}
