import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { t } from "@vscode/l10n";
import {
  readQuestions,
  readRelevance,
  type Question,
  type Relevance,
  type SetProblem,
} from "../../core/evaluation/judgedSet.ts";
import { readGoldAnswers, type GoldAnswers } from "../../core/evaluation/goldAnswers.ts";
import { readJudgements, type Judgement } from "../../core/evaluation/judgements.ts";
import { failure, success, type Result } from "../../core/result.ts";

/**
 * The names of a set's files in its folder. A set that was not made by judging passages has no `judgements`; one whose
 * questions are not answered by certain words has no `answers`.
 */
export const setFiles = {
  questions: "queries.jsonl",
  relevance: "qrels.tsv",
  judgements: "judgements.jsonl",
  answers: "answers.jsonl",
} as const;

/** A set as it stands in its folder. */
export interface StoredSet {
  readonly questions: readonly Question[];
  /** Of whole documents. */
  readonly relevance: Relevance;
  /** Of passages. */
  readonly judgements: readonly Judgement[];
  /** The words that answer, by question. */
  readonly answers: GoldAnswers;
  /** Rows that are passed over. */
  readonly problems: readonly SetProblem[];
}

/** Reads the set in a folder. Rows that are wrong become problems; a file that is missing is a failure. */
export async function readSet(folder: string): Promise<Result<StoredSet>> {
  const [questionFile, relevanceFile, judgementFile, answerFile] = await Promise.all([
    readPart(folder, setFiles.questions, "needed"),
    readPart(folder, setFiles.relevance, "needed"),
    readPart(folder, setFiles.judgements, "optional"),
    readPart(folder, setFiles.answers, "optional"),
  ]);
  if (!questionFile.ok) return questionFile;
  if (!relevanceFile.ok) return relevanceFile;
  if (!judgementFile.ok) return judgementFile;
  if (!answerFile.ok) return answerFile;
  const questions = readQuestions(setFiles.questions, questionFile.value);
  const relevance = readRelevance(setFiles.relevance, relevanceFile.value);
  const judgements = readJudgements(setFiles.judgements, judgementFile.value);
  const answers = readGoldAnswers(setFiles.answers, answerFile.value);
  return success({
    questions: questions.value,
    relevance: relevance.value,
    judgements: judgements.value,
    answers: answers.value,
    problems: [...questions.problems, ...relevance.problems, ...judgements.problems, ...answers.problems],
  });
}

async function readPart(folder: string, name: string, wish: "needed" | "optional"): Promise<Result<string>> {
  const file = join(folder, name);
  try {
    return success(await readFile(file, "utf8"));
  } catch (error) {
    const missing = error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");
    if (missing && wish === "optional") return success("");
    const cause = error instanceof Error ? error.message : String(error);
    const { questions, relevance } = setFiles;
    return failure(
      "bad-query",
      missing
        ? t("{0} is not there. A set is a folder with {1} and {2}.", file, questions, relevance)
        : t("{0} cannot be read ({1}). A set is a folder with {2} and {3}.", file, cause, questions, relevance),
    );
  }
}
