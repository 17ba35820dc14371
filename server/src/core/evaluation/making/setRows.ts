import { z } from "zod";
import { readJsonRows, readRelevance } from "../judgedSet.ts";
import type { MadeQuestion } from "./madeQuestion.ts";

/** The texts of a set's files. */
export interface MadeSetTexts {
  readonly questions: string;
  readonly relevance: string;
  readonly answers: string;
}

const rowsOf = (rows: readonly string[]): string => rows.map((row) => `${row}\n`).join("");

/** Writes questions in the layout of TREC-like sets; every row of JSON says that it was made, and how. */
export function setTextsOf(questions: readonly MadeQuestion[]): MadeSetTexts {
  return {
    questions: rowsOf(
      questions.map(({ id, text, language, split, generated }) =>
        JSON.stringify({ id, text, language, split, generated }),
      ),
    ),
    relevance: rowsOf(
      questions.flatMap(({ id, path, answers }) => (answers.length === 0 ? [] : [`${id}\t${path}\t1`])),
    ),
    answers: rowsOf(
      questions.map(({ id, path, split, answers, generated }) =>
        JSON.stringify({
          query_id: id,
          doc_id: path,
          answers: answers.map(({ text }) => text),
          starts: answers.map(({ start }) => start),
          answerable: answers.length > 0,
          split,
          generated,
        }),
      ),
    ),
  };
}

const madeRow = z.object({
  id: z.string().optional(),
  query_id: z.string().optional(),
  generated: z.object({ by: z.string() }),
});

/** The part of a set that holds a row which is not made, or cannot be read; undefined where every row is made. */
export function peoplesPart({ questions, relevance, answers }: MadeSetTexts): keyof MadeSetTexts | undefined {
  const read = (text: string) =>
    readJsonRows("", text, (value) => {
      const { data } = madeRow.safeParse(value);
      return data ?? "not made";
    });
  const asked = read(questions);
  if (asked.problems.length > 0) return "questions";
  if (read(answers).problems.length > 0) return "answers";
  const made = new Set(asked.rows.map(({ value }) => value.id));
  const judged = readRelevance("", relevance);
  return judged.problems.length > 0 || [...judged.value.keys()].some((id) => !made.has(id)) ? "relevance" : undefined;
}
