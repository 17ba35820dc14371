import { t } from "@vscode/l10n";
import { languageOf, plural } from "../../../../../protocol/translate.ts";
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
      ? [t('Passages with “{0}” were left out; write "-{0}" in quotes to search for it.', part.text)]
      : [],
  );
  const nothing = isSearchable(query.text)
    ? []
    : [
        hasOperators(query)
          ? t("The query holds no words, so what its filters leave is listed, newest first.")
          : t("The query holds no words; type a word or a question."),
      ];
  const cut = query.cut
    ? [
        t(
          "Only the first {0} characters of the query were read; shorten it to what matters.",
          longestQuery.toLocaleString(languageOf(t)),
        ),
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
  plural(
    t,
    taken.length,
    {
      one: "No document holds “{0}”; {1} was searched too.",
      other: "No document holds “{0}”; {1} were searched too.",
    },
    typed,
    joined(taken),
  );

/** Words in quotation marks, the last two joined by “and”. */
export const joined = (words: readonly string[]): string =>
  words.map((word) => t("“{0}”", word)).reduce((all, word) => t("{0} and {1}", all, word));
