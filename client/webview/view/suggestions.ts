import { html, nothing, type TemplateResult } from "lit";
import type { SuggestionView } from "../../../protocol/serverMessages.ts";

/** Questions that a click asks. */
export const suggestionList = (
  suggestions: readonly SuggestionView[],
  label: string,
  ask: (question: string) => void,
): TemplateResult | typeof nothing =>
  suggestions.length === 0
    ? nothing
    : html`<ul class="suggestions" aria-label=${label}>
        ${suggestions.map(
          ({ question, language }) =>
            html`<li>
              <button type="button" class="suggestion" dir="auto" lang=${language} @click=${() => ask(question)}>
                ${question}
              </button>
            </li>`,
        )}
      </ul>`;
