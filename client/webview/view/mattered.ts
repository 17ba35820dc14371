import { t } from "@vscode/l10n";
import { html, nothing, type TemplateResult } from "lit";
import type { SentenceChange, WithoutPassageView } from "../../../protocol/ablationMessages.ts";
import type { AnswerView } from "../../../protocol/views.ts";
import { withoutDirectionControls } from "../content/direction.ts";
import type { Mattered } from "../state/mattering.ts";
import {
  changeWord,
  matteredCost,
  matteredProgress,
  matteredTitle,
  passageTitle,
  passageVerdict,
  supportChange,
} from "../text/matteredText.ts";
import { icons } from "./icons.ts";

/** What a person can do with it. */
export interface MatteredHandlers {
  readonly ask: () => void;
  readonly stop: () => void;
}

/** Under a model's answer: what it costs to see which passages mattered, then what becomes of each sentence without them. */
export function matteredBody(
  answer: AnswerView,
  mattered: Mattered,
  locale: string,
  { ask, stop }: MatteredHandlers,
): TemplateResult {
  const { stage, views, message } = mattered;
  const { passages, seconds } = answer.ablation ?? { passages: 0, seconds: 0 };
  const asking = stage === "asking";
  // The second press of a double click would take back the first.
  const pressed = ({ detail }: MouseEvent): void => {
    if (detail <= 1) (asking ? stop : ask)();
  };
  return html`<section class="mattered" aria-label=${matteredTitle()}>
    <h3>${matteredTitle()}</h3>
    ${views.map((view) => withoutPassage(view, answer, locale))}
    ${asking ? html`<p class="working">${matteredProgress(views.length, passages, locale)}</p>` : nothing}
    ${stage === "stopped" ? html`<p class="stopped">${t("Stopped.")}</p>` : nothing}
    ${message === undefined ? nothing : html`<p class="failure-text">${icons.warning}<span dir="auto">${message}</span></p>`}
    ${
      stage === "offered"
        ? html`<p class="mattered-cost" dir="auto">
            ${matteredCost(answer.model ?? t("The model"), passages, seconds, locale)}
          </p>`
        : nothing
    }
    ${
      stage === "ended"
        ? html`<p class="mattered-hint">
            ${t("A model that writes differently each time changes some sentences by itself.")}
          </p>`
        : html`<vscode-button secondary class="mattered-go" @click=${pressed}>${goLabel(stage)}</vscode-button>`
    }
  </section>`;
}

/** One button for all stages, so that the focus stays on it. */
function goLabel(stage: Exclude<Mattered["stage"], "ended">): string {
  switch (stage) {
    case "offered":
      return t("Ask the Model");
    case "asking":
      return t("Stop");
    case "stopped":
    case "failed":
      return t("Ask from the Start");
  }
}

const withoutPassage = (view: WithoutPassageView, answer: AnswerView, locale: string): TemplateResult =>
  html`<div class="without">
    <h4><bdi>${withoutDirectionControls(passageTitle(view, answer.citations))}</bdi></h4>
    <p class="without-verdict">${passageVerdict(view, locale)}</p>
    ${view.note === undefined ? nothing : html`<p class="without-note" dir="auto">${view.note}</p>`}
    <ul>
      ${view.sentences.map(sentenceChange)}
    </ul>
  </div>`;

function sentenceChange(sentence: SentenceChange): TemplateResult {
  const { text, change, becomes } = sentence;
  const support = supportChange(sentence);
  return html`<li class="change ${change}">
    <span class="change-kind">${changeWord(change)}</span>
    <div class="change-words">
      <p dir="auto">${withoutDirectionControls(text)}</p>
      ${becomes === undefined ? nothing : html`<p class="becomes" dir="auto"><span class="heard">${t("becomes:")} </span>${withoutDirectionControls(becomes)}</p>`}
      ${support === undefined ? nothing : html`<p class="change-support">${support}</p>`}
    </div>
  </li>`;
}
