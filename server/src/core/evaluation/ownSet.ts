import { anchorQuote } from "../answering/anchor.ts";
import { readJsonRows, readQuestions, readRelevance } from "./judgedSet.ts";
import { judgementOf, judgementRow, type Judgement, type Verdict } from "./judgements.ts";

/** A set's files as they stand; "" for one that is not there. */
export interface SetTexts {
  readonly questions: string;
  readonly relevance: string;
  readonly judgements: string;
}

/** A judgement to be made, or taken back where `verdict` is undefined. */
export interface JudgementChange {
  readonly question: string;
  readonly words: Omit<Judgement, "questionId" | "verdict">;
  readonly verdict: Verdict | undefined;
  /** The document as it is now; earlier judgements are looked for in it. Undefined where there is no such document. */
  readonly text: string | undefined;
}

/** A question's words without what a person does not see. */
export const normaliseQuestion = (question: string): string => question.normalize("NFC").replace(/\s+/gu, " ").trim();

/** The id of a question's words in a set; undefined where it does not hold them. */
export function findQuestion(texts: Pick<SetTexts, "questions">, question: string): string | undefined {
  const wanted = normaliseQuestion(question);
  return readQuestions("", texts.questions).value.find(({ text }) => normaliseQuestion(text) === wanted)?.id;
}

/**
 * Changes a set by one judgement. It takes the place of those of the same question on words that it overlaps. Only rows
 * that it concerns are touched: everything else stays as it is, rows that cannot be read too.
 *
 * @param newId the id of a question that the set does not hold yet; begins with `ownIdPrefix`.
 */
export function changeSet(texts: SetTexts, change: JudgementChange, newId: string): SetTexts {
  const { question, words, verdict } = change;
  const questionId = findQuestion(texts, question) ?? newId;
  const before = judgementsOf(texts.judgements, questionId, words.path);
  const replaced = new Set(before.filter((judgement) => areSameWords(judgement, words, change.text)).map(judgementRow));
  const judgements = editRows(
    texts.judgements,
    (row) => {
      const judgement = parsed(row);
      return judgement !== undefined && replaced.has(judgementRow(judgement));
    },
    verdict === undefined ? undefined : judgementRow({ ...words, questionId, verdict }),
  );
  const after = judgementsOf(judgements, questionId, words.path);
  const relevance = changeRelevance(texts.relevance, questionId, words.path, { before, after });
  const questions = changeQuestions(texts.questions, questionId, question, { judgements, relevance });
  return { questions, relevance, judgements };
}

/** What was said of these words, or of some of them, as the answer to a question. */
export function verdictOn(
  judgements: readonly Judgement[],
  questionId: string,
  words: Words,
  text: string | undefined,
): Verdict | undefined {
  const same = judgements.filter(
    (judgement) => judgement.questionId === questionId && areSameWords(judgement, words, text),
  );
  return same.find(({ verdict }) => verdict === "right")?.verdict ?? same[0]?.verdict;
}

/** Questions with such ids were made here, and go when nothing is judged of them any more. */
export const ownIdPrefix = "own-";

type Words = Pick<Judgement, "path" | "start" | "end" | "quote">;

/** Whether a judgement is about some of these words, wherever its own stand by now. */
function areSameWords(judgement: Judgement, words: Words, text: string | undefined): boolean {
  if (judgement.path !== words.path) return false;
  if (judgement.quote === words.quote) return true;
  if (text === undefined) return false;
  const { quote, start, before, after } = judgement;
  const anchor = anchorQuote({ text, quote, startOffset: start, before, after });
  return anchor.kind !== "gone" && anchor.start < words.end && words.start < anchor.end;
}

function parsed(row: string): Judgement | undefined {
  try {
    const judgement = judgementOf(JSON.parse(row));
    return typeof judgement === "string" ? undefined : judgement;
  } catch {
    return undefined;
  }
}

const judgementsOf = (text: string, questionId: string, path: string): readonly Judgement[] =>
  readJsonRows("", text, judgementOf)
    .rows.map(({ value }) => value)
    .filter((judgement) => judgement.questionId === questionId && judgement.path === path);

/** Keeps the whole document's grade in step, for tools that know documents alone; a grade given by hand stays. */
function changeRelevance(
  text: string,
  questionId: string,
  path: string,
  { before, after }: { readonly before: readonly Judgement[]; readonly after: readonly Judgement[] },
): string {
  const isRight = ({ verdict }: Judgement): boolean => verdict === "right";
  const given = readRelevance("", text).value.get(questionId)?.get(path) ?? 0;
  const byHand = given > 0 && !before.some(isRight);
  if (byHand || (given > 0 && after.some(isRight))) return text;
  const isRow = (row: string): boolean => {
    const columns = row.split("\t");
    return columns[0]?.trim() === questionId && columns.at(-2)?.trim() === path;
  };
  const grade = after.some(isRight) ? 1 : 0;
  return editRows(text, isRow, after.length > 0 ? `${questionId}\t${path}\t${grade}` : undefined);
}

function changeQuestions(
  text: string,
  questionId: string,
  question: string,
  { judgements, relevance }: Omit<SetTexts, "questions">,
): string {
  const isKnown = readQuestions("", text).value.some(({ id }) => id === questionId);
  const isJudged =
    readJsonRows("", judgements, judgementOf).rows.some(({ value }) => value.questionId === questionId) ||
    readRelevance("", relevance).value.has(questionId);
  if (isJudged) return isKnown ? text : editRows(text, () => false, questionRow(questionId, question));
  return questionId.startsWith(ownIdPrefix) ? editRows(text, (row) => isQuestionRow(row, questionId)) : text;
}

const questionRow = (id: string, question: string): string => JSON.stringify({ id, text: normaliseQuestion(question) });

const isQuestionRow = (row: string, id: string): boolean =>
  readQuestions("", row).value.some((question) => question.id === id);

/** Takes rows out and puts one at the end; the others stay character for character. */
function editRows(text: string, isRemoved: (row: string) => boolean, added?: string): string {
  const rows = text.match(/[^\n]*\n|[^\n]+$/gu) ?? [];
  const kept = rows.filter((row) => !isRemoved(row.trim())).join("");
  if (added === undefined) return kept;
  return `${kept}${kept === "" || kept.endsWith("\n") ? "" : "\n"}${added}\n`;
}
