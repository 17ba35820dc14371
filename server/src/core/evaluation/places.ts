import type { QuestionResult } from "./evaluate.ts";
import { missedQuestions } from "./missed.ts";

/** A stretch of a document, or all of it. */
export interface ListedPlace {
  readonly path: string;
  readonly start?: number;
  readonly end?: number;
}

/** Questions that a report lists, at most. */
const mostListed = 200;
/** Right places named for a question, at most. */
const mostExpected = 3;

/** A question that a report lists, with the places that it shows. */
export interface ListedQuestion extends QuestionResult {
  readonly shown: QuestionResult["expected"];
}

/** The questions that a report lists, the worst first. */
export const listedQuestions = (results: readonly QuestionResult[]): readonly ListedQuestion[] =>
  missedQuestions(results)
    .slice(0, mostListed)
    .map((result) => ({ ...result, shown: result.expected.slice(0, mostExpected) }));

/** Every place that a report names, so that it can be looked up before the report is drawn. */
export const listedPlaces = (results: readonly QuestionResult[]): readonly ListedPlace[] =>
  listedQuestions(results).flatMap(({ shown, modes }) => [
    ...shown.filter(({ isIndexed }) => isIndexed),
    ...Array.from(modes.values(), ({ first }) => first).filter((first) => first !== undefined),
  ]);

/** Names a place. */
export const placeKey = ({ path, start, end }: ListedPlace): string => `${path}\u0000${start ?? ""}\u0000${end ?? ""}`;
