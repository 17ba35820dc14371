import { t } from "@vscode/l10n";
import { z } from "zod";

/** A question of a set. */
export interface Question {
  readonly id: string;
  readonly text: string;
}

/** A row that is passed over. `message` says what is wrong with it and what to do. */
export interface SetProblem {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly message: string;
}

/** What a file of a set holds, and which of its rows are passed over. */
export interface SetPart<T> {
  readonly value: T;
  readonly problems: readonly SetProblem[];
}

/** Grades above 0 by question and document. */
export type Relevance = ReadonlyMap<string, ReadonlyMap<string, number>>;

const identifier = z.union([z.string().min(1), z.number()]).transform(String);
const questionRow = z
  .object({ id: identifier.optional(), _id: identifier.optional(), text: z.string() })
  .transform(({ id, _id, text }) => ({ id: id ?? _id, text }));

/** The rows of a text that hold anything, with their numbers from 1; line ends of any kind, a BOM is passed over. */
function* rowsOf(text: string): Generator<readonly [line: number, row: string]> {
  const rows = text.replace(/^\uFEFF/u, "").split(/\r\n|\n|\r/u);
  for (const [place, row] of rows.entries()) if (row.trim() !== "") yield [place + 1, row];
}

/** One JSON value a row. `read` gives the value, or says what is wrong with it. */
export function readJsonRows<T>(
  file: string,
  text: string,
  read: (value: unknown) => T | string,
): {
  readonly rows: readonly { readonly line: number; readonly value: T }[];
  readonly problems: readonly SetProblem[];
} {
  const rows: { line: number; value: T }[] = [];
  const problems: SetProblem[] = [];
  for (const [line, row] of rowsOf(text)) {
    let parsed: unknown;
    try {
      parsed = JSON.parse(row);
    } catch {
      problems.push({ file, line, message: t("This is not JSON; write one object a line.") });
      continue;
    }
    const value = read(parsed);
    if (typeof value === "string") problems.push({ file, line, message: value });
    else rows.push({ line, value });
  }
  return { rows, problems };
}

/** Reads `{ "id", "text" }` rows (`_id` serves too); each id once. */
export function readQuestions(file: string, text: string): SetPart<readonly Question[]> {
  const { rows, problems } = readJsonRows(file, text, (value) => {
    const { data } = questionRow.safeParse(value);
    if (data?.id === undefined) return t('There is no "id" or no "text"; write { "id": "q1", "text": "…" }.');
    if (data.text.trim() === "")
      return t('The question {0} has no words; write its "text", or remove the row.', data.id);
    return { id: data.id, text: data.text };
  });
  const questions = new Map<string, Question>();
  const repeated: SetProblem[] = [];
  for (const { line, value } of rows) {
    const known = questions.get(value.id);
    if (known === undefined) questions.set(value.id, value);
    else if (known.text !== value.text)
      repeated.push({
        file,
        line,
        message: t("The id {0} stands for another question above; give this one its own.", value.id),
      });
  }
  return { value: [...questions.values()], problems: inOrder([...problems, ...repeated]) };
}

/** Gains are powers of 2; no set grades as high as this, and a higher grade is a wrong column. */
const highestGrade = 20;

/**
 * Reads the judgements: query, document, grade, tab-separated; or TREC's four columns with an iteration in second place,
 * by tabs or spaces. A heading is passed over. Grades of 0 and less are no relevance.
 */
export function readRelevance(file: string, text: string): SetPart<Relevance> {
  const relevance = new Map<string, Map<string, number>>();
  const problems: SetProblem[] = [];
  let isFirst = true;
  for (const [line, row] of rowsOf(text)) {
    const judged = readJudgement(row);
    const isHeading = isFirst && /^\W*(?:query|topic|qid)/iu.test(row) && !Number.isInteger(judged?.grade);
    isFirst = false;
    if (isHeading) continue;
    if (judged === undefined) {
      problems.push({
        file,
        line,
        message: t("A row is query, document, grade, with tabs between (or TREC's four columns)."),
      });
    } else if (!Number.isInteger(judged.grade) || judged.grade > highestGrade) {
      const message = t(
        "The grade “{0}” is no whole number up to {1}; 0 is not relevant, 1 and more is.",
        judged.written,
        highestGrade,
      );
      problems.push({ file, line, message });
    } else if (judged.grade > 0) {
      const grades = relevance.get(judged.query) ?? new Map<string, number>();
      relevance.set(judged.query, grades.set(judged.document, judged.grade));
    }
  }
  return { value: relevance, problems };
}

interface JudgementRow {
  readonly query: string;
  readonly document: string;
  readonly grade: number;
  readonly written: string;
}

function readJudgement(row: string): JudgementRow | undefined {
  const columns = (row.includes("\t") ? row.split("\t") : row.trim().split(/\s+/u)).map((column) => column.trim());
  const [query, second, third, fourth] = columns;
  const [document, written] = columns.length === 4 ? [third, fourth] : [second, third];
  if (columns.length < 3 || columns.length > 4) return undefined;
  if (query === undefined || document === undefined || written === undefined) return undefined;
  if (query === "" || document === "" || written === "") return undefined;
  return { query, document, grade: Number(written), written };
}

const inOrder = (problems: readonly SetProblem[]): readonly SetProblem[] =>
  [...problems].sort((a, b) => a.line - b.line);
