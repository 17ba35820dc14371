import { t } from "@vscode/l10n";
import { plural } from "../../../../protocol/translate.ts";
import { bootstrapInterval, mean, type Interval } from "./bootstrap.ts";
import { comparePaired, differenceText, leastQuestions, type Difference } from "./compare.ts";
import type { EvaluationMode, QuestionResult } from "./evaluate.ts";
import { metrics, type Figures, type Metric } from "./metrics.ts";

/** A mode's figures over all questions, with 95 % intervals by resampling questions. */
export interface ModeSummary {
  readonly mode: EvaluationMode;
  readonly figures: Figures;
  readonly intervals: Readonly<Record<Metric, Interval>>;
}

/** Two modes on the same questions, and what is to be said of them. */
export interface ModeComparison extends Difference {
  readonly a: EvaluationMode;
  readonly b: EvaluationMode;
  readonly sentence: string;
}

/** nDCG@10 of each question in one mode. */
const scoresOf = (results: readonly QuestionResult[], mode: EvaluationMode): readonly number[] =>
  results.map(({ modes }) => modes.get(mode)?.figures["nDCG@10"] ?? 0);

/** Means and intervals of one mode. */
export function summariseMode(results: readonly QuestionResult[], mode: EvaluationMode): ModeSummary {
  const perMetric = metrics.map((metric) => {
    const values = results.map(({ modes }) => modes.get(mode)?.figures[metric] ?? 0);
    return { metric, value: mean(values), interval: bootstrapInterval(values) };
  });
  return {
    mode,
    figures: Object.fromEntries(perMetric.map(({ metric, value }) => [metric, value])) as Record<Metric, number>,
    intervals: Object.fromEntries(perMetric.map(({ metric, interval }) => [metric, interval])) as Record<
      Metric,
      Interval
    >,
  };
}

/** Compares two modes, and says in a sentence what differs really. */
export function compareModes(results: readonly QuestionResult[], a: EvaluationMode, b: EvaluationMode): ModeComparison {
  const difference = comparePaired(scoresOf(results, a), scoresOf(results, b));
  return { a, b, ...difference, sentence: comparisonSentence(a, b, difference) };
}

function comparisonSentence(a: EvaluationMode, b: EvaluationMode, difference: Difference): string {
  switch (difference.verdict) {
    case "better":
      return t("{0} ranks better than {1}: by {2}.", a, b, differenceText(difference));
    case "worse":
      return t("{0} ranks better than {1}: by {2}.", b, a, differenceText(difference, -1));
    case "uncertain":
      return t("Between {0} and {1} there is no certain difference: {2}.", a, b, differenceText(difference));
    case "alike":
      return t("{0} and {1} rank alike on every question.", a, b);
    case "few":
      return plural(
        t,
        difference.questions,
        {
          one: "{0} question is too few to tell {1} from {2}; judge at least {3}.",
          other: "{0} questions are too few to tell {1} from {2}; judge at least {3}.",
        },
        difference.questions,
        a,
        b,
        leastQuestions,
      );
  }
}

/** The order in which modes are compared: what search does by itself, first. */
export const byImportance = ["hybrid", "question-first", "vector", "bm25"] as const satisfies readonly EvaluationMode[];

/** Every pair of modes. */
export function pairsOf(modes: readonly EvaluationMode[]): readonly (readonly [EvaluationMode, EvaluationMode])[] {
  const ordered = byImportance.filter((mode) => modes.includes(mode));
  return ordered.flatMap((a, place) => ordered.slice(place + 1).map((b) => [a, b] as const));
}
