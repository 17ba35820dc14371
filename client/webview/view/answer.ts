import { t } from "@vscode/l10n";
import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { unsafeHTML } from "lit/directives/unsafe-html.js";
import type { AnswerView, SentenceView } from "../../../protocol/views.ts";
import { answerBlocks, type AnswerBlock, type ShownSentence } from "../content/answerBlocks.ts";
import { directionOf } from "../content/direction.ts";
import type { MarkdownRenderer } from "../content/markdown.ts";
import { abstention } from "../text/answerText.ts";
import { supportNote } from "../text/citationText.ts";
import type { CitationHandlers } from "./citationHandlers.ts";
import { citationChip, placeList } from "./citations.ts";
import { icons } from "./icons.ts";

/** What turns the text of documents into safe elements. */
export interface ContentTools {
  readonly markdown: MarkdownRenderer;
  /** Must be applied to every HTML that came of a document. */
  readonly sanitise: (html: string) => string;
}

/** An answer with its sources, or the nearest places where there is none. */
export function answerBody(answer: AnswerView, tools: ContentTools, handlers: CitationHandlers): TemplateResult {
  const notices = answer.notices.map(
    (notice) => html`<p class="notice">${icons.info}<span dir="auto">${notice}</span></p>`,
  );
  if (answer.abstained) return html`${abstained(answer, handlers)}${notices}`;
  const blocks = answerBlocks(answer, tools.markdown);
  return html`
    <div class="answer">
      ${repeat(
        blocks,
        (_, index) => index,
        (block) => answerBlock(block, answer, tools, handlers),
      )}
    </div>
    ${notices}
    ${
      answer.citations.length === 0
        ? nothing
        : placeList(answer.citations, handlers, { label: t("Sources"), quotes: false })
    }
  `;
}

function abstained(answer: AnswerView, handlers: CitationHandlers): TemplateResult {
  return html`<p class="abstention">${icons.search}<span>${abstention()}</span></p>
    ${
      answer.nearest.length === 0
        ? nothing
        : html`<p class="nearest-title">${t("The nearest places:")}</p>
            ${placeList(answer.nearest, handlers, { label: t("The nearest places"), quotes: true })}`
    }`;
}

function answerBlock(
  { kind, sentences }: AnswerBlock,
  answer: AnswerView,
  { sanitise }: ContentTools,
  handlers: CitationHandlers,
): TemplateResult {
  if (kind === "prose") {
    return html`<p class="prose" dir="auto">
      ${sentences.map(({ html: content, sentence }) => proseSentence(sanitise(content), sentence, answer, handlers))}
    </p>`;
  }
  return html`${sentences.map(
    ({ html: content, sentence }: ShownSentence) =>
      html`<div class="block ${sentence.support}" dir=${directionOf(sentence.text) ?? "auto"}>
        <div class="block-content">${unsafeHTML(sanitise(content))}</div>
        <span class="block-chips">${support(sentence)}${chips(sentence, answer, handlers)}</span>
      </div>`,
  )}`;
}

/** Keeps a chip on the line of the last word. */
const wordJoiner = "\u2060";

const proseSentence = (
  content: string,
  sentence: SentenceView,
  answer: AnswerView,
  handlers: CitationHandlers,
): TemplateResult =>
  html`<span class="sentence ${sentence.support}">${unsafeHTML(content)}</span
    >${support(sentence)}${wordJoiner}${chips(sentence, answer, handlers)} `;

function support({ support: level }: SentenceView): TemplateResult | typeof nothing {
  const note = supportNote(level);
  return note === undefined ? nothing : html`<bdi class="support ${level}">${note}</bdi>`;
}

const chips = (sentence: SentenceView, answer: AnswerView, handlers: CitationHandlers): readonly TemplateResult[] =>
  answer.citations
    .filter(({ n }) => sentence.citations.includes(n))
    .map((citation) => citationChip(citation, handlers));
