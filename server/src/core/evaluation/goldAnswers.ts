import { t } from "@vscode/l10n";
import { z } from "zod";
import { readJsonRows, type SetPart } from "./judgedSet.ts";

/** The words that answer a question of a set; none where no document does. */
export interface GoldAnswer {
  readonly answers: readonly string[];
  readonly answerable: boolean;
  /** What the question was made from, where it was made: `faq`, `cloze`, `paraphrase`. */
  readonly madeBy?: string;
}

/** By question. */
export type GoldAnswers = ReadonlyMap<string, GoldAnswer>;

const row = z.object({
  query_id: z.union([z.string().min(1), z.number()]).transform(String),
  answers: z.array(z.string()).default([]),
  answerable: z.boolean().optional(),
  generated: z.object({ by: z.string() }).optional(),
});

/** Reads `{ "query_id", "answers", "answerable" }` rows; without `answerable`, a question with an answer is. */
export function readGoldAnswers(file: string, text: string): SetPart<GoldAnswers> {
  const { rows, problems } = readJsonRows(file, text, (value) => {
    const { data } = row.safeParse(value);
    if (data === undefined) return t('A row is { "query_id": "q1", "answers": ["35 days"], "answerable": true }.');
    const answers = data.answers.filter((words) => words.trim() !== "");
    const answerable = data.answerable ?? answers.length > 0;
    const madeBy = data.generated?.by;
    return { id: data.query_id, gold: { answers, answerable, ...(madeBy === undefined ? {} : { madeBy }) } };
  });
  return { value: new Map(rows.map(({ value: { id, gold } }) => [id, gold])), problems };
}
