import { t } from "@vscode/l10n";
import { z } from "zod";
import type { Verdict } from "../../../../protocol/evaluationMessages.ts";
import { readJsonRows, type SetPart } from "./judgedSet.ts";

export type { Verdict };

/** What a person said of words of a document as the answer to a question. */
export interface Judgement {
  readonly questionId: string;
  /** The document, relative to the folder, with `/`. */
  readonly path: string;
  readonly verdict: Verdict;
  /** Where the words stood, in UTF-16 code units. */
  readonly start: number;
  readonly end: number;
  readonly quote: string;
  /** Words before and after, to find the right one of several places. */
  readonly before: string;
  readonly after: string;
  /** SHA-256 of the file, to find it under another name. */
  readonly contentHash: string;
  /** When, in ISO 8601. */
  readonly judgedAt: string;
}

const offset = z.number().int().min(0);
const row = z.object({
  query_id: z.union([z.string().min(1), z.number()]).transform(String),
  doc_id: z.string().min(1),
  grade: z.number().int(),
  start: offset,
  end: offset,
  quote: z.string().min(1),
  before: z.string().default(""),
  after: z.string().default(""),
  content_hash: z.string().default(""),
  judged_at: z.string().default(""),
});

/** Reads the rows that `judgementRow` writes; a grade of 1 and more is right, of 0 and less wrong. */
export function readJudgements(file: string, text: string): SetPart<readonly Judgement[]> {
  const { rows, problems } = readJsonRows(file, text, judgementOf);
  return { value: rows.map(({ value }) => value), problems };
}

/** One judgement of a JSON value, or what is wrong with it. */
export function judgementOf(value: unknown): Judgement | string {
  const { data, error } = row.safeParse(value);
  if (data === undefined) {
    const [issue] = error.issues;
    return t("“{0}” is missing or wrong; judge the passage again, or remove the row.", issue?.path.join(".") ?? "");
  }
  return {
    questionId: data.query_id,
    path: data.doc_id,
    verdict: data.grade > 0 ? "right" : "wrong",
    start: data.start,
    end: data.end,
    quote: data.quote,
    before: data.before,
    after: data.after,
    contentHash: data.content_hash,
    judgedAt: data.judged_at,
  };
}

/** A judgement as one line of JSON. */
export const judgementRow = (judgement: Judgement): string =>
  JSON.stringify({
    query_id: judgement.questionId,
    doc_id: judgement.path,
    grade: judgement.verdict === "right" ? 1 : 0,
    start: judgement.start,
    end: judgement.end,
    quote: judgement.quote,
    before: judgement.before,
    after: judgement.after,
    content_hash: judgement.contentHash,
    judged_at: judgement.judgedAt,
  } satisfies z.input<typeof row>);
