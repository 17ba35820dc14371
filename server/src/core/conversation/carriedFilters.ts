import { filterKeys } from "../search/query/query.ts";

const filter = new RegExp(`(?<!\\S)-?(?:${filterKeys.join("|")}):(?:"[^"]*"|\\S+)`, "giu");

const filtersIn = (question: string): readonly string[] => question.match(filter) ?? [];

/** A question without its filters. */
export const withoutFilters = (question: string): string => question.replace(filter, " ").replace(/\s+/gu, " ").trim();

/** The filters of a question, or, where it has none, those of the question before. */
export function carriedFilters(question: string, previous: string): string {
  const own = filtersIn(question);
  return (own.length > 0 ? own : filtersIn(previous)).join(" ");
}
