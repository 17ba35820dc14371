import { t } from "@vscode/l10n";
import { plural } from "../../../../protocol/translate.ts";
import { isolate } from "../../../../protocol/isolate.ts";
import type { AnswerFigures } from "./answerFigures.ts";
import type { EvaluationMode, QuestionResult } from "./evaluate.ts";
import { comparedWith, type Circumstances, type KeptEvaluation } from "./history.ts";
import type { SetProblem } from "./judgedSet.ts";
import type { PreparedSet } from "./prepareSet.ts";
import { compareWithKept, type KeptComparison } from "./keptComparison.ts";
import { compareModes, pairsOf, summariseMode, type ModeComparison, type ModeSummary } from "./summary.ts";

/** What came of an evaluation. */
export interface EvaluationReport extends Circumstances {
  /** The set's name, for people. */
  readonly set: string;
  /** When, in ISO 8601. */
  readonly at: string;
  /** Passages without a vector. */
  readonly pending: number;
  readonly modes: readonly ModeSummary[];
  readonly comparisons: readonly ModeComparison[];
  /** Of each question that was measured. */
  readonly results: readonly QuestionResult[];
  /** What the figures do not show, a sentence each. */
  readonly notes: readonly string[];
  readonly problems: readonly SetProblem[];
  /** How questions were answered, where the set knows answers and they were asked for. */
  readonly answers?: AnswerFigures;
  /** Against the default settings, where others were chosen. */
  readonly defaults?: KeptComparison;
  /** Against a former evaluation of the same set, where there is one. */
  readonly former?: KeptComparison;
}

/** The same set measured with the default settings. */
export interface MeasuredDefaults {
  /** Absent where it could not be measured. */
  readonly evaluation?: KeptEvaluation;
  /** What was not measured, and why. */
  readonly note?: string;
}

export interface ReportParts
  extends Circumstances, Pick<EvaluationReport, "set" | "at" | "pending" | "results" | "problems" | "answers"> {
  readonly modes: readonly EvaluationMode[];
  readonly prepared: PreparedSet;
  readonly history: readonly KeptEvaluation[];
  /** Where other settings than the default ones were chosen. */
  readonly defaults?: MeasuredDefaults;
  /** Awaited between steps of some milliseconds, so that what is more urgent goes first. */
  readonly giveWay?: () => Promise<void>;
}

/** Sums up what was measured. */
export async function makeReport({
  modes,
  prepared,
  history,
  defaults = {},
  giveWay = async () => undefined,
  ...given
}: ReportParts): Promise<EvaluationReport> {
  const { results } = given;
  const summaries: ModeSummary[] = [];
  for (const mode of modes) {
    await giveWay();
    summaries.push(summariseMode(results, mode));
  }
  const comparisons: ModeComparison[] = [];
  for (const [a, b] of pairsOf(modes)) {
    await giveWay();
    comparisons.push(compareModes(results, a, b));
  }
  const againstDefaults = defaults.evaluation && compareWithKept(results, given, defaults.evaluation, "defaults");
  const kept = comparedWith(history, given, defaults.evaluation);
  const former = kept && compareWithKept(results, given, kept, "former");
  return {
    ...given,
    modes: summaries,
    comparisons,
    notes: [
      ...pendingNotes(given, modes),
      ...wrongNotes(results, modes),
      ...setNotes(prepared),
      ...(defaults.note === undefined ? [] : [defaults.note]),
    ],
    ...(againstDefaults === undefined ? {} : { defaults: againstDefaults }),
    ...(former === undefined ? {} : { former }),
  };
}

/** What is worse than with the default settings, and than before; a sentence each. */
export const warningsOf = ({ defaults, former }: EvaluationReport): readonly string[] => [
  ...(defaults?.warnings ?? []),
  ...(former?.warnings ?? []),
];

function pendingNotes(
  { pending, passages }: Pick<ReportParts, "pending" | "passages">,
  modes: readonly EvaluationMode[],
): readonly string[] {
  if (pending === 0 || !modes.includes("vector")) return [];
  return [
    plural(
      t,
      pending,
      {
        one: "{0} of {1} passages have no vector yet, so that what needs vectors finds less than it will; evaluate again once all have one.",
        other:
          "{0} of {1} passages have no vector yet, so that what needs vectors finds less than it will; evaluate again once all have one.",
      },
      pending,
      passages,
    ),
  ];
}

function wrongNotes(results: readonly QuestionResult[], modes: readonly EvaluationMode[]): readonly string[] {
  return modes.flatMap((mode) => {
    const count = results.filter(({ modes: byMode }) => byMode.get(mode)?.isFirstWrong === true).length;
    return count === 0
      ? []
      : [
          plural(
            t,
            count,
            {
              one: "{0} puts a passage first that was judged wrong in {1} question.",
              other: "{0} puts a passage first that was judged wrong in {1} questions.",
            },
            mode,
            count,
          ),
        ];
  });
}

/** Documents that are named in a note, at most. */
const named = 5;

function setNotes({
  withoutRelevance,
  unknownQuestions,
  unknownDocuments,
  goneJudgements,
}: PreparedSet): readonly string[] {
  const notes: string[] = [];
  const count = unknownDocuments.length;
  if (count > 0) {
    const names = unknownDocuments.slice(0, named).map(isolate).join(", ");
    notes.push(
      plural(
        t,
        count,
        {
          one: "{0} right document is not among those that are searched and counts as not found ({1}). Check the folder, what is included and excluded, and the names of documents (--ids).",
          other:
            "{0} right documents are not among those that are searched and count as not found ({1}). Check the folder, what is included and excluded, and the names of documents (--ids).",
        },
        count,
        `${names}${count > named ? ", …" : ""}`,
      ),
    );
  }
  if (goneJudgements > 0)
    notes.push(
      plural(
        t,
        goneJudgements,
        {
          one: "{0} judged passage is gone from the documents, and left out; judge the answers that stand there now.",
          other:
            "{0} judged passages are gone from the documents, and left out; judge the answers that stand there now.",
        },
        goneJudgements,
      ),
    );
  if (unknownQuestions > 0)
    notes.push(
      plural(
        t,
        unknownQuestions,
        {
          one: "{0} question is judged but not in queries.jsonl, and left out; add the text there.",
          other: "{0} questions are judged but not in queries.jsonl, and left out; add the text there.",
        },
        unknownQuestions,
      ),
    );
  if (withoutRelevance > 0)
    notes.push(
      plural(
        t,
        withoutRelevance,
        {
          one: "{0} question has nothing judged right, and is left out.",
          other: "{0} questions have nothing judged right, and are left out.",
        },
        withoutRelevance,
      ),
    );
  return notes;
}

/** `2026-11-21 14:03 UTC` of a date in ISO 8601. */
export const dateText = (at: string): string => `${at.slice(0, 16).replace("T", " ")} UTC`;
