import type { Turn } from "../../../protocol/panelMessages.ts";
import type { AnswerView, CitationView, SentenceView } from "../../../protocol/views.ts";
import type { Texts } from "../texts.ts";
import type { PlaceLink } from "./placeLink.ts";

/**
 * A question and its answer as Markdown: citations are links to file and line, listed with their words below. A turn
 * without an answer is its question alone.
 */
export function turnToMarkdown(turn: Turn, texts: Texts["markdown"], linkTo: PlaceLink): string {
  const question = `**${escapeMarkdown(turn.question.trim().replaceAll(/\s+/g, " "))}**`;
  const answer = "answer" in turn.outcome ? turn.outcome.answer : undefined;
  const parts = answer === undefined ? [] : answerParts(answer, texts, linkTo);
  return `${[question, ...parts].join("\n\n")}\n`;
}

function answerParts(answer: AnswerView, texts: Texts["markdown"], linkTo: PlaceLink): readonly string[] {
  if (answer.abstained) {
    return answer.nearest.length === 0
      ? [texts.noAnswer]
      : [texts.noAnswer, `${texts.nearest}:`, sourceList(answer.nearest, linkTo)];
  }
  const byNumber = new Map(answer.citations.map((citation) => [citation.n, citation]));
  const text = joinSentences(answer.sentences.map((sentence) => sentenceToMarkdown(sentence, byNumber, texts, linkTo)));
  return answer.citations.length === 0 ? [text] : [text, `${texts.sources}:`, sourceList(answer.citations, linkTo)];
}

function sentenceToMarkdown(
  sentence: SentenceView,
  citations: ReadonlyMap<number, CitationView>,
  texts: Texts["markdown"],
  linkTo: PlaceLink,
): string {
  const links = sentence.citations.flatMap((n) => {
    const citation = citations.get(n);
    return citation === undefined ? [] : [`[${n}](${linkTo(citation.place)})`];
  });
  const mark =
    sentence.support === "supported" ? [] : [`*(${sentence.support === "partly" ? texts.partly : texts.unsupported})*`];
  return [escapeMarkdown(sentence.text.trim()), ...links, ...mark].join(" ");
}

/** Chinese and Japanese sentences follow each other without a space. */
function joinSentences(sentences: readonly string[]): string {
  return sentences.reduce(
    (text, next) => (text === "" || /[。！？]$/.test(text) ? text + next : `${text} ${next}`),
    "",
  );
}

/** Citations as a numbered list of links with their words. */
export function sourceList(citations: readonly CitationView[], linkTo: PlaceLink): string {
  return citations
    .map((citation) => {
      const place = `${citation.place.path}:${citation.place.range.start.line + 1}`;
      const quote = escapeMarkdown(citation.quote.trim().replaceAll(/\s+/g, " "));
      const above = citation.breadcrumb.length === 0 ? "" : ` (${citation.breadcrumb.map(escapeMarkdown).join(" › ")})`;
      return `${citation.n}. [${escapeMarkdown(place)}](${linkTo(citation.place)})${above}: “${quote}”`;
    })
    .join("\n");
}

/** Makes words stand as they are, also at the start of a line. */
export function escapeMarkdown(text: string): string {
  return text
    .replaceAll(/[\\`*_[\]<>|~]|&(?=#?\w+;)/g, "\\$&")
    .replaceAll(/^(\s*)(#+|-+|=+|\+|\d+[.)])(?=\s|$)/gm, (_, space: string, mark: string) =>
      /^\d/.test(mark) ? `${space}${mark.slice(0, -1)}\\${mark.slice(-1)}` : `${space}\\${mark}`,
    );
}
