import { html, nothing, type TemplateResult } from "lit";
import "@vscode-elements/elements/dist/vscode-button/index.js";
import type { PreviewedDemonstration, ShotsUse } from "../../../protocol/shotsBuilding.ts";
import type { Place } from "../../../protocol/views.ts";
import type { ShotsBuilding } from "../state/buildingShots.ts";
import { wrongFigure, type ShotsBuilder } from "../state/shotsBuilder.ts";
import { lineOf } from "../text/citationText.ts";
import {
  builderTexts,
  comparedText,
  doneText,
  figureText,
  tokensText,
  useTexts,
  warningText,
} from "../text/shotsText.ts";
import { actionLabel } from "../text/statusText.ts";
import { icons } from "./icons.ts";

/** What comes of the choices: the prompt with its tokens, the demonstrations with their sources, and what to know of them. */
export function previewBody(
  builder: ShotsBuilder,
  locale: string,
  actions: Pick<ShotsBuilding, "openPlace" | "again">,
): TemplateResult | typeof nothing {
  const { mining, preview, isBehind, failure } = builder;
  const texts = builderTexts();
  if (mining.kind !== "mined") return nothing;
  const wrong = wrongFigure(builder);
  const warning = (text: string): TemplateResult =>
    html`<li class="builder-warning">${icons.warning}<span dir="auto">${text}</span></li>`;
  const compared = preview && comparedText(preview.comparedBy, locale);
  return html`<div class="preview-head">
      <h3>${texts.preview}</h3>
      <span class="preview-tokens"
        >${isBehind && wrong === undefined ? texts.updating : preview && tokensText(preview, locale)}</span
      >
    </div>
    ${wrong === undefined ? nothing : html`<p class="failure-text" role="alert">${icons.warning}<span>${figureText(wrong)}</span></p>`}
    ${failure === undefined ? nothing : builderFailure(failure, () => actions.again())}
    ${
      preview === undefined
        ? nothing
        : html`
            ${compared === undefined ? nothing : html`<p class="builder-note">${compared}</p>`}
            <ul class="builder-warnings">
              ${preview.warnings.map((one) => warning(warningText(one, locale)))}
            </ul>
            <h4>${texts.prompt}</h4>
            <pre class="preview-prompt" tabindex="0" aria-label=${texts.prompt}>${preview.prompt}</pre>
            <h4>${texts.demonstrations}</h4>
            <ol class="preview-demonstrations">
              ${preview.demonstrations.map((one) => demonstration(one, (place) => actions.openPlace(place)))}
            </ol>
            ${
              preview.dropped.length === 0
                ? nothing
                : html`<h4>${texts.dropped}</h4>
                    <ul class="preview-dropped">
                      ${preview.dropped.map((input) => html`<li><span dir="auto">${input}</span></li>`)}
                    </ul>`
            }
          `
    }`;
}

/** What went wrong, with the way out. */
export const builderFailure = (message: string, again: () => void): TemplateResult =>
  html`<div class="builder-failure">
    <p class="failure-text" role="alert">${icons.warning}<span dir="auto">${message}</span></p>
    <button type="button" class="link-button" @click=${again}>${actionLabel("reconnect")}</button>
  </div>`;

function demonstration({ input, output, place }: PreviewedDemonstration, open: (place: Place) => void): TemplateResult {
  return html`<li>
    <span class="demonstration-input" dir="auto">${input}</span>
    <span class="demonstration-output" dir="auto">${output}</span>
    ${
      place === undefined
        ? nothing
        : html`<button type="button" class="link-button" title=${builderTexts().openPlace} @click=${() => open(place)}>
            <bdi dir="ltr">${place.path}:${lineOf(place)}</bdi>
          </button>`
    }
  </li>`;
}

/** What can be done with the prompt; nothing before there is one, or while it is not what the choices say. */
export function previewActions(builder: ShotsBuilder, use: (use: ShotsUse) => void): TemplateResult {
  const { preview, isBehind, done } = builder;
  const [said, names] = [done && doneText(done), useTexts()];
  const isReady = preview !== undefined && preview.demonstrations.length > 0 && !isBehind;
  const uses: readonly ShotsUse[] = ["open", "insertText", "insertSnippet", "copy", "try"];
  return html`${said === undefined ? nothing : html`<p class="builder-done">${icons.done}${said}</p>`}
    <div class="buttons">
      ${uses.map(
        (one, at) =>
          html`<vscode-button ?secondary=${at > 0} ?disabled=${!isReady} @click=${() => use(one)}
            >${names[one]}</vscode-button
          >`,
      )}
    </div>`;
}
