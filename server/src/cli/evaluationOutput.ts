import { answerMetrics, type AnswerFigures, type AnswerMeans } from "../core/evaluation/answerFigures.ts";
import { answerSentences } from "../core/evaluation/answerSentences.ts";
import { figure, type Difference } from "../core/evaluation/compare.ts";
import type { QuestionResult } from "../core/evaluation/evaluate.ts";
import type { SetProblem } from "../core/evaluation/judgedSet.ts";
import type { KeptComparison } from "../core/evaluation/keptComparison.ts";
import { metrics } from "../core/evaluation/metrics.ts";
import { missedQuestions } from "../core/evaluation/missed.ts";
import { dateText, type EvaluationReport } from "../core/evaluation/report.ts";
import type { Output } from "./output.ts";

/** Rows of a set that are named one by one, and questions listed, at most. */
const problemsNamed = 20;
const missedListed = 100;

const round = (value: number): number => Math.round(value * 10_000) / 10_000;
const roundAll = <K extends string>(values: Readonly<Record<K, number>>): Readonly<Record<K, number>> =>
  Object.fromEntries(Object.entries<number>(values).map(([key, value]) => [key, round(value)])) as Record<K, number>;

/** The report as the contract has it, with what differs between modes, and what each has missed. */
export function evaluationAsJson({
  set,
  at,
  model,
  files,
  passages,
  pending,
  modes,
  comparisons,
  results,
  notes,
  problems,
  answers,
  defaults,
  former,
}: EvaluationReport) {
  const missed = missedQuestions(results);
  return {
    set,
    at,
    model,
    files,
    passages,
    pending,
    questions: results.length,
    modes: Object.fromEntries(
      modes.map(({ mode, figures, intervals }) => [
        mode,
        {
          ...roundAll(figures),
          interval: intervals["nDCG@10"].map(round),
          intervals: Object.fromEntries(metrics.map((metric) => [metric, intervals[metric].map(round)])),
        },
      ]),
    ),
    answers: answers === undefined ? null : answersAsJson(answers),
    comparisons: comparisons.map(({ a, b, ...compared }) => ({ a, b, ...differenceAsJson(compared) })),
    defaults: comparisonAsJson(defaults),
    former: comparisonAsJson(former),
    notes,
    problems,
    missed: { total: missed.length, worst: missed.slice(0, missedListed).map(missedAsJson) },
  };
}

const answersAsJson = ({ unanswerable, auroc, kinds, ...means }: AnswerFigures) => ({
  unanswerable,
  auroc: auroc === undefined ? null : round(auroc),
  ...meansAsJson(means),
  kinds: Object.fromEntries(Array.from(kinds, ([kind, own]) => [kind, meansAsJson(own)])),
});

const meansAsJson = ({ questions, figures, intervals }: AnswerMeans) => ({
  questions,
  ...roundAll(figures),
  intervals: Object.fromEntries(answerMetrics.map((metric) => [metric, intervals[metric].map(round)])),
});

const comparisonAsJson = (compared: KeptComparison | undefined) =>
  compared === undefined
    ? null
    : {
        at: compared.at,
        changes: compared.changes,
        modes: compared.modes.map(({ mode, ...difference }) => ({ mode, ...differenceAsJson(difference) })),
        warnings: compared.warnings,
      };

const differenceAsJson = ({
  difference,
  interval: [low, high],
  questions,
  verdict,
  sentence,
}: Difference & { readonly sentence: string }) => ({
  difference: round(difference),
  low: round(low),
  high: round(high),
  questions,
  verdict,
  sentence,
});

const missedAsJson = ({ id, text, expected, modes }: QuestionResult) => ({
  id,
  text,
  expected,
  modes: Object.fromEntries(
    Array.from(modes, ([mode, { figures, place, first }]) => [
      mode,
      { "nDCG@10": round(figures["nDCG@10"]), place: place ?? null, first: first ?? null },
    ]),
  ),
});

/** A table, and what is to be said of it. */
export function evaluationAsText({ results, modes, comparisons, answers, defaults, former }: EvaluationReport): string {
  const heading = ["", ...metrics, "95 % of nDCG@10"];
  const rows = modes.map(({ mode, figures, intervals }) => [
    mode,
    ...metrics.map((metric) => figure(figures[metric])),
    `${figure(intervals["nDCG@10"][0])} to ${figure(intervals["nDCG@10"][1])}`,
  ]);
  const widths = heading.map((_, column) => Math.max(...[heading, ...rows].map((row) => (row[column] ?? "").length)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join("  ");
  return [
    `${results.length} questions`,
    "",
    ...[heading, ...rows].map(line),
    "",
    ...comparisons.map(({ sentence }) => sentence),
    ...(answers === undefined ? [] : ["", ...answerSentences(answers)]),
    ...(defaults === undefined ? [] : ["", ...comparedLines("Against the default settings", defaults)]),
    ...(former === undefined ? [] : ["", ...comparedLines(`Since the evaluation of ${dateText(former.at)}`, former)]),
  ].join("\n");
}

/** Names the rows of a set that are passed over. */
export function noteProblems(problems: readonly SetProblem[], output: Output): void {
  for (const { file, line, message } of problems.slice(0, problemsNamed))
    output.note(`${file}, line ${line}: ${message}`);
  if (problems.length > problemsNamed) output.note(`… and ${problems.length - problemsNamed} more such rows.`);
}

const comparedLines = (heading: string, { changes, modes }: KeptComparison): readonly string[] => [
  `${heading}${changes.length > 0 ? `: ${changes.join(" ")}` : ", with the same settings:"}`,
  ...modes.map(({ sentence }) => sentence),
];
