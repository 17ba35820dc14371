import type { Turn } from "../../../protocol/panelMessages.ts";
import type { AnswerView, CitationView, SentenceView } from "../../../protocol/views.ts";
import type { Texts } from "../texts.ts";

/**
 * A question and its answer as plain text for reading by ear or on a braille line: a sentence a line with the numbers
 * of its sources, then each source with its place and its words. A turn without an answer is its question alone.
 */
export function turnToPlainText(turn: Turn, texts: Texts["markdown"]): string {
  const answer = "answer" in turn.outcome ? turn.outcome.answer : undefined;
  const parts = answer === undefined ? [] : answerParts(answer, texts);
  return `${[turn.question.trim(), ...parts].join("\n\n")}\n`;
}

function answerParts(answer: AnswerView, texts: Texts["markdown"]): readonly string[] {
  const notices = answer.notices.length === 0 ? [] : [answer.notices.join("\n")];
  if (answer.abstained) return [texts.noAnswer, ...notices, ...places(texts.nearest, answer.nearest)];
  const sentences = answer.sentences.map((sentence) => sentenceText(sentence, texts)).join("\n");
  return [sentences, ...notices, ...places(texts.sources, answer.citations)];
}

function sentenceText({ text, citations, support }: SentenceView, texts: Texts["markdown"]): string {
  const numbers = citations.length === 0 ? [] : [`[${citations.join(", ")}]`];
  const mark = support === "supported" ? [] : [`(${support === "partly" ? texts.partly : texts.unsupported})`];
  return [text.trim(), ...numbers, ...mark].join(" ");
}

function places(title: string, citations: readonly CitationView[]): readonly string[] {
  return citations.length === 0 ? [] : [`${title}:`, ...citations.map(placeText)];
}

function placeText({ n, place, breadcrumb, quote }: CitationView): string {
  const above = breadcrumb.length === 0 ? [] : [breadcrumb.join(" › ")];
  return [`${n}. ${place.path}:${place.range.start.line + 1}`, ...above, quote.trim()].join("\n");
}
