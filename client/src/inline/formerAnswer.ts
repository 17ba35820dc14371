import { findInlineQuestions, type InlineQuestion } from "./inlineQuestions.ts";

/** The link that ends a sentence of an answer, and what may be said behind it. */
const sourced = /\]\([^()\s]+#L\d+\)(?: \([^()]*\))?$/;

/**
 * How many lines right below a question are an answer that was kept: quoted, or comments like its own, up to the last
 * one that ends in a link to a place. What is written below that, or between, without a link, stays out of it.
 */
export function formerAnswerLines(lines: readonly string[], asked: InlineQuestion, languageId: string): number {
  const { opening, closing } = asked.comment ?? { opening: ">", closing: "" };
  const below = lines.slice(asked.line + 1);
  const end = below.findIndex((line) => !line.trimStart().startsWith(opening) || asksItself(line, languageId));
  const belonging = (end < 0 ? below : below.slice(0, end)).map((line) => withoutEnd(line.trimEnd(), closing));
  return belonging.findLastIndex((line) => sourced.test(line)) + 1;
}

const asksItself = (line: string, languageId: string): boolean => findInlineQuestions([line], languageId).length > 0;

const withoutEnd = (line: string, closing: string): string =>
  closing !== "" && line.endsWith(closing) ? line.slice(0, -closing.length).trimEnd() : line;
