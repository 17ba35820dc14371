import type { PreparedSet } from "./documentQuestions.ts";
import type { EvaluationMode, QuestionResult } from "./evaluate.ts";
import type { SetProblem } from "./judgedSet.ts";
import { compareModes, pairsOf, summariseMode, type ModeComparison, type ModeSummary } from "./summary.ts";

/** What came of an evaluation. */
export interface EvaluationReport {
  /** The set's name, for people. */
  readonly set: string;
  readonly model: string;
  /** How many were measured. */
  readonly questions: number;
  readonly modes: readonly ModeSummary[];
  readonly comparisons: readonly ModeComparison[];
  readonly results: readonly QuestionResult[];
  /** What the figures do not show, a sentence each. */
  readonly notes: readonly string[];
  readonly problems: readonly SetProblem[];
}

/** Sums up what was measured. Takes up to a second for thousands of questions. */
export function makeReport(
  given: Pick<EvaluationReport, "set" | "model" | "results" | "problems"> & {
    readonly modes: readonly EvaluationMode[];
    readonly prepared: PreparedSet;
  },
): EvaluationReport {
  const { set, model, results, problems, modes, prepared } = given;
  return {
    set,
    model,
    questions: results.length,
    modes: modes.map((mode) => summariseMode(results, mode)),
    comparisons: pairsOf(modes).map(([a, b]) => compareModes(results, a, b)),
    results,
    notes: notesOf(prepared),
    problems,
  };
}

/** Documents that are named in a note, at most. */
const named = 5;

function notesOf({ withoutRelevance, unknownQuestions, unknownDocuments }: PreparedSet): readonly string[] {
  const notes: string[] = [];
  const count = unknownDocuments.length;
  if (count > 0) {
    const names = unknownDocuments.slice(0, named).join(", ");
    notes.push(
      `${counted(count, "right document is", "right documents are")} not in the folder and ` +
        `${count === 1 ? "counts" : "count"} as not found (${names}${count > named ? ", …" : ""}). ` +
        "Check the folder, what is included and excluded, and the names of documents (--ids).",
    );
  }
  if (unknownQuestions > 0)
    notes.push(
      `${counted(unknownQuestions, "question is", "questions are")} judged in qrels.tsv but not in queries.jsonl, and left out; add the text there.`,
    );
  if (withoutRelevance > 0)
    notes.push(
      `${counted(withoutRelevance, "question has", "questions have")} nothing judged right, and ${withoutRelevance === 1 ? "is" : "are"} left out.`,
    );
  return notes;
}

/** `1 question is`, `5 questions are`. */
export const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;
