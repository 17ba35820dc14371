import { commentMarksOf, isNotes, type CommentMark } from "./commentMarks.ts";

/** A line that asks the documents. */
export interface InlineQuestion {
  /** From 0. */
  readonly line: number;
  readonly question: string;
  /** White space before it. */
  readonly indent: string;
  /** Of the comment that it stands in; undefined in notes. */
  readonly comment: CommentMark | undefined;
}

/** Longer lines are no questions, and expressions take their time on them; UTF-16 units. */
const longestLine = 1000;

const escaped = (text: string): string => text.replaceAll(/[$()*+./?[\\\]^{|}]/g, "\\$&");

/** Marks of direction that editors put around lines written from right to left. */
const direction = "[\\u200e\\u200f\\u061c]*";

const patternOf = ({ opening, closing }: CommentMark): RegExp => {
  // `///` and `##` open a comment too.
  const begin = opening === "" ? "" : `${escaped(opening)}${escaped(opening.slice(-1))}*\\s*`;
  return new RegExp(
    `^(\\s*)${begin}${direction}[?؟？Q]\\s?[:：]\\s*(.*[?؟？])${direction}\\s*${escaped(closing)}\\s*$`,
    "u",
  );
};

/**
 * The lines of a text that ask: `?:` or `Q:`, a question, a question mark; in code, after the mark of a comment. None in
 * languages whose comments are not known, and none in code blocks of Markdown.
 *
 * @param languageId as the editor names it.
 */
export function findInlineQuestions(lines: readonly string[], languageId: string): readonly InlineQuestion[] {
  const marks = isNotes(languageId) ? [undefined] : commentMarksOf(languageId);
  if (marks === undefined) return [];
  const patterns = marks.map((comment) => [comment, patternOf(comment ?? { opening: "", closing: "" })] as const);
  const found: InlineQuestion[] = [];
  let fence = "";
  for (const [line, text] of lines.entries()) {
    const fenceHere = languageId === "markdown" ? (/^\s*(`{3,}|~{3,})/.exec(text)?.[1]?.slice(0, 3) ?? "") : "";
    if (fenceHere !== "" && (fence === "" || fence === fenceHere)) fence = fence === "" ? fenceHere : "";
    if (fence !== "" || text.length > longestLine) continue;
    for (const [comment, pattern] of patterns) {
      const [, indent = "", question = ""] = pattern.exec(text) ?? [];
      // A question mark alone asks nothing.
      if (!/[\p{L}\p{N}]/u.test(question)) continue;
      found.push({ line, question, indent, comment });
      break;
    }
  }
  return found;
}
