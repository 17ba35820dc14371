import type { AnswerView, SentenceView } from "../../../protocol/views.ts";
import { escapeMarkdown } from "../panel/answerMarkdown.ts";
import type { PlaceLink } from "../panel/placeLink.ts";
import { fillLines } from "./fillLines.ts";
import { findInlineQuestions, type InlineQuestion } from "./inlineQuestions.ts";

export interface AnswerBlockStyle {
  readonly asked: Pick<InlineQuestion, "indent" | "comment">;
  readonly languageId: string;
  readonly linkTo: PlaceLink;
  /** Said of a sentence that the documents bear out in part. */
  readonly partly: string;
  /** Longest line, mark and indentation included, where words allow; UTF-16 units. */
  readonly width: number;
}

/** A line has room for some words, however far its question is indented. */
const narrowest = 20;

/**
 * An answer as lines below its question: a quote block in notes, comments in code; each sentence with links to the places
 * it is from. Sentences that the documents do not bear out are left out; undefined where nothing is left.
 */
export function writeAnswerBlock(answer: AnswerView, style: AnswerBlockStyle): readonly string[] | undefined {
  const { asked, languageId } = style;
  if (answer.abstained) return undefined;
  const sentences = answer.sentences.filter(({ text, support }) => support !== "unsupported" && !asksItself(text));
  if (sentences.length === 0) return undefined;
  const { opening, closing } = asked.comment ?? { opening: ">", closing: "" };
  const [begin, end] = [`${asked.indent}${opening} `, closing === "" ? "" : ` ${closing}`];
  const width = Math.max(narrowest, style.width - begin.length - end.length);
  return sentences
    .flatMap((sentence) => sentenceLines(sentence, answer, style))
    .flatMap((words) => fillLines(words, width))
    .map((line) => `${begin}${asked.comment === undefined ? line : staysComment(line, languageId)}${end}`);
}

/** Each line of a sentence as its words; a link is one of them. */
function sentenceLines(
  sentence: SentenceView,
  answer: AnswerView,
  style: AnswerBlockStyle,
): readonly (readonly string[])[] {
  const links = sentence.citations.flatMap((number) => {
    const place = answer.citations.find(({ n }) => n === number)?.place;
    if (place === undefined) return [];
    return [`[${escapeMarkdown(`${place.path}:${place.range.start.line + 1}`)}](${style.linkTo(place)})`];
  });
  const marks = sentence.support === "partly" ? [`(${style.partly})`] : [];
  const lines = sentence.text
    .split(lineEnds)
    .map((line) => withoutControls(line).trim())
    .filter((line) => line !== "")
    .map((line) => (style.languageId === "markdown" ? escapeMarkdown(line) : line).split(/\s+/));
  return [...lines.slice(0, -1), [...(lines.at(-1) ?? []), ...links, ...marks]];
}

/** Whether a sentence is a question of another note, which is near to this one and answers nothing. */
const asksItself = (text: string): boolean =>
  findInlineQuestions(text.split(lineEnds), "plaintext").length === text.trim().split(lineEnds).length;

/** Whatever some language takes for the end of a line. */
const lineEnds = /[\n\r\v\f\u0085\u2028\u2029]+/;

/** Marks that turn words round could make code look like something else; controls show as nothing. */
const withoutControls = (line: string): string => line.replaceAll(/[\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu, " ");

/** Words of a document must not end the comment that they are put into. */
function staysComment(line: string, languageId: string): string {
  const closed = line
    .replaceAll("*/", "* /")
    .replaceAll(/--(?=!?>)/g, "-- ")
    .replace(/\\+$/, "");
  // Java reads `\u000a` as the end of a line even in a comment; PHP ends at `?>`.
  if (languageId === "java") return closed.replaceAll(/\\(?=u)/g, "\\ ");
  return languageId === "php" ? closed.replaceAll("?>", "? >") : closed;
}
