import type { Correction } from "../../lexical/questionWords.ts";
import { longestQuery } from "./parseQuery.ts";
import { problemsOf, type ParsedQuery } from "./query.ts";

const searchable = /[\p{L}\p{N}\p{Extended_Pictographic}]/u;

/** Whether a text holds anything that can be looked for: a letter, a digit or a pictograph. */
export const isSearchable = (text: string): boolean => searchable.test(text);

/** Whether a query says what to leave or what to take, besides its words. */
export const hasOperators = ({ parts }: ParsedQuery): boolean =>
  parts.some(({ kind }) => kind === "filter" || kind === "without");

/** What a person should know of how their query was understood, one sentence each. */
export function queryNotices(query: ParsedQuery): readonly string[] {
  const left = query.parts.flatMap((part) =>
    part.kind === "without" && !part.exact
      ? [`Passages with “${part.text}” were left out; write "-${part.text}" in quotes to search for it.`]
      : [],
  );
  const nothing = isSearchable(query.text)
    ? []
    : [
        hasOperators(query)
          ? "The query holds no words, so what its filters leave is listed, newest first."
          : "The query holds no words; type a word or a question.",
      ];
  const cut = query.cut
    ? [
        `Only the first ${longestQuery.toLocaleString("en")} characters of the query were read; shorten it to what matters.`,
      ]
    : [];
  return [...problemsOf(query), ...left, ...nothing, ...cut];
}

/** Corrected words that are named whatever the question's length: a search of one or two words is a typing mistake. */
const alwaysNamed = 2;

/**
 * What was searched in place of words that the documents do not hold. Nothing is said where more than half of a question's
 * words were corrected: it is in another language, or about something else, and no list of typing mistakes.
 */
export const correctionNotices = (corrections: readonly Correction[], words: number): readonly string[] =>
  corrections.length <= Math.max(alwaysNamed, words / 2) ? corrections.map(correctionNotice) : [];

/** What was searched in place of a word that the documents do not hold. */
export const correctionNotice = ({ typed, taken }: Correction): string =>
  `No document holds “${typed}”; ${taken.map((word) => `“${word}”`).join(" and ")} ${taken.length === 1 ? "was" : "were"} searched too.`;
