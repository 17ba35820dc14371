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

/** What was searched in place of a word that the documents do not hold. */
export const correctionNotice = ({ typed, taken }: Correction): string =>
  `No document holds “${typed}”; ${taken.map((word) => `“${word}”`).join(" and ")} ${taken.length === 1 ? "was" : "were"} searched too.`;
