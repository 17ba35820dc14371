import { t } from "@vscode/l10n";
import { html, type TemplateResult } from "lit";
import type { Verdict } from "../../../protocol/evaluationMessages.ts";
import type { CitationView } from "../../../protocol/views.ts";
import { citationLabel } from "../text/citationText.ts";
import { verdictName } from "../text/judgementText.ts";
import type { CitationHandlers } from "./citationHandlers.ts";
import { icons } from "./icons.ts";

/** Says whether a place answers its question; the same button again takes it back. */
export const judgeButtons = (citation: CitationView, handlers: CitationHandlers): TemplateResult =>
  html`<span class="judging" role="group" aria-label=${t("Judge this result")}
    >${judgeButton("right", citation, handlers)}${judgeButton("wrong", citation, handlers)}</span
  >`;

function judgeButton(verdict: Verdict, citation: CitationView, handlers: CitationHandlers): TemplateResult {
  const name = verdictName(verdict);
  const isSaid = handlers.verdictOn(citation) === verdict;
  return html`<button
    type="button"
    class="tool judge ${verdict}"
    title=${isSaid ? t("{0}: take it back", name) : name}
    aria-label=${`${name}: ${citationLabel(citation, undefined)}`}
    aria-pressed=${isSaid ? "true" : "false"}
    @click=${() => handlers.judge(citation, verdict)}
  >
    ${icons[verdict]}
  </button>`;
}
