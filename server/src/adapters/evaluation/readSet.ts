import { readFile } from "node:fs/promises";
import { join } from "node:path";
import {
  readQuestions,
  readRelevance,
  type Question,
  type Relevance,
  type SetProblem,
} from "../../core/evaluation/judgedSet.ts";
import { failure, success, type Result } from "../../core/result.ts";

/** The names of a set's files in its folder. */
export const setFiles = { questions: "queries.jsonl", relevance: "qrels.tsv" } as const;

/** A set as it stands in its folder. */
export interface StoredSet {
  readonly questions: readonly Question[];
  readonly relevance: Relevance;
  readonly problems: readonly SetProblem[];
}

/** Reads the set in a folder. Rows that are wrong become problems; a file that is missing is a failure. */
export async function readSet(folder: string): Promise<Result<StoredSet>> {
  const texts: string[] = [];
  for (const name of Object.values(setFiles)) {
    const file = join(folder, name);
    try {
      texts.push(await readFile(file, "utf8"));
    } catch (error) {
      const missing = error instanceof Error && "code" in error && error.code === "ENOENT";
      const cause = missing
        ? "is not there"
        : `cannot be read (${error instanceof Error ? error.message : String(error)})`;
      return failure(
        "bad-query",
        `${file} ${cause}. A set is a folder with ${setFiles.questions} and ${setFiles.relevance}.`,
      );
    }
  }
  const [questionText = "", relevanceText = ""] = texts;
  const questions = readQuestions(setFiles.questions, questionText);
  const relevance = readRelevance(setFiles.relevance, relevanceText);
  return success({
    questions: questions.value,
    relevance: relevance.value,
    problems: [...questions.problems, ...relevance.problems],
  });
}
