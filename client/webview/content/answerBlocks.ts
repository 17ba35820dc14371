import type { AnswerView, SentenceView } from "../../../protocol/views.ts";
import { directionOf } from "./direction.ts";
import type { MarkdownRenderer } from "./markdown.ts";

/** A sentence ready to be shown. `html` is still to be sanitised. */
export interface ShownSentence {
  readonly sentence: SentenceView;
  readonly html: string;
}

/** A paragraph of one or more sentences, or one sentence that is a list, a table, code or a heading. */
export interface AnswerBlock {
  readonly kind: "prose" | "block";
  readonly sentences: readonly ShownSentence[];
}

/**
 * Puts an answer's sentences into paragraphs. A model's sentences follow each other; the documents' own come from
 * different places, so each stands by itself. A paragraph never mixes directions.
 */
export function answerBlocks(answer: AnswerView, markdown: MarkdownRenderer): readonly AnswerBlock[] {
  const blocks: { readonly kind: AnswerBlock["kind"]; readonly sentences: ShownSentence[] }[] = [];
  for (const sentence of answer.sentences) {
    const { html, inline } = markdown.render(sentence.text, sentence.exact, sourceOf(sentence, answer));
    const shown: ShownSentence = { sentence, html };
    const last = blocks.at(-1);
    if (inline && last !== undefined && answer.model !== null && continues(last, sentence)) {
      last.sentences.push(shown);
    } else blocks.push({ kind: inline ? "prose" : "block", sentences: [shown] });
  }
  return blocks;
}

/** The document that a sentence's words, and the links among them, come from. */
const sourceOf = ({ citations: [first] }: SentenceView, { citations }: AnswerView): string | undefined =>
  citations.find(({ n }) => n === first)?.place.path;

function continues({ kind, sentences }: AnswerBlock, next: SentenceView): boolean {
  const before = sentences.at(-1)?.sentence;
  return kind === "prose" && before !== undefined && directionOf(before.text) === directionOf(next.text);
}
