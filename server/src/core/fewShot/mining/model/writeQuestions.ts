import type { SentPassage } from "../../../../../../protocol/egressMessages.ts";
import type { ChatFailure, ChatModel } from "../../../chatModel.ts";
import type { TextRange } from "../../../documents/document.ts";
import { scriptOf, writes } from "../../../language/script.ts";
import { questionForm } from "../pages/questionForm.ts";

/** A question that a model wrote for a passage; its range is the answer, word for word in the passage. */
export interface WrittenQuestion extends TextRange {
  readonly question: string;
  /** In the model's words: why the passage answers so. */
  readonly explanation?: string;
}

export type QuestionsWritten =
  | {
      readonly kind: "written";
      readonly questions: readonly WrittenQuestion[];
      /** Left out. */ readonly refused: number;
    }
  | { readonly kind: "failed"; readonly failure: ChatFailure };

const answerTokens = 400;
/** What a model writes beyond this is not read; UTF-16 code units. */
const longestReply = 8000;
const [longestAnswer, longestExplanation] = [400, 300];
const mostQuestions = 3;

const languageNames = new Intl.DisplayNames(["en"], { type: "language" });

/**
 * Has a model write questions that a passage answers, and keeps those alone whose answer stands in the passage, white
 * space aside, whose question asks in the passage's script and does not say the answer.
 */
export async function writeQuestions(
  model: ChatModel,
  passage: { readonly text: string; readonly language: string; readonly place: SentPassage },
  signal?: AbortSignal,
): Promise<QuestionsWritten> {
  let reply = "";
  const subject = { purpose: "questions", passages: [passage.place] } as const;
  for await (const event of model.complete({ messages: messagesFor(passage), answerTokens, subject }, signal)) {
    if (event.kind === "failed") return { kind: "failed", failure: event.failure };
    if (event.kind === "ended" || reply.length > longestReply) break;
    reply += event.delta;
  }
  const read = [...reply.matchAll(entry)].map(({ groups = {} }) => groups).slice(0, mostQuestions);
  const questions = read.flatMap(({ question = "", answer = "", why }) => checked(passage, question, answer, why));
  return { kind: "written", questions, refused: read.length - questions.length };
}

const entry =
  /^[\s*#\d.)-]*Q\d?[*\s]*[:：][*\s]*(?<question>\S[^\n]{2,300})\n+[\s*]*A\d?[*\s]*[:：][*\s]*(?<answer>\S[^\n]{0,600})(?:\n+[\s*]*WHY[*\s]*[:：][*\s]*(?<why>\S[^\n]{2,600}))?/gimu;

function messagesFor({ text, language }: { readonly text: string; readonly language: string }) {
  const name = languageNames.of(language) ?? language;
  const rules = `You write questions for a quiz on a passage. Write at most ${mostQuestions} questions in ${name} that the passage answers, each in three lines:
Q: the question, which can be understood without the passage
A: the answer, copied from the passage letter for letter, as short as it can be
WHY: one sentence in ${name} that says how the passage answers it
Write nothing else.`;
  return [
    { role: "system", text: rules },
    { role: "user", text: `Passage:\n${text}` },
  ] as const;
}

function checked(
  { text, language }: { readonly text: string; readonly language: string },
  written: string,
  answered: string,
  why: string | undefined,
): readonly WrittenQuestion[] {
  const question = written.trim();
  const range = findVerbatim(text, unquoted(answered.trim()));
  if (range === undefined || range.end - range.start > longestAnswer) return [];
  const answer = text.slice(range.start, range.end);
  if (questionForm(question) !== "marked" || !isIn(language, question)) return [];
  if (question.toLowerCase().includes(answer.toLowerCase())) return [];
  const explanation = why?.trim();
  const explains = explanation !== undefined && explanation.length <= longestExplanation && isIn(language, explanation);
  return [{ question, ...range, ...(explains ? { explanation } : {}) }];
}

const unquoted = (words: string): string => words.replace(/^["“«„](.*)["”»“]$/su, "$1");

function isIn(language: string, text: string): boolean {
  const script = scriptOf(text);
  return script === undefined || writes(language, script);
}

/** Where words stand in a text, whatever white space is between them. */
function findVerbatim(text: string, words: string): TextRange | undefined {
  if (!/[\p{L}\p{N}]/u.test(words)) return undefined;
  const pattern = words.replace(/[\\^$.*+?()[\]{}|/]/gu, "\\$&").replace(/\s+/gu, "\\s+");
  const match = new RegExp(`(?<![\\p{L}\\p{N}])${pattern}(?![\\p{L}\\p{N}])`, "u").exec(text);
  return match === null ? undefined : { start: match.index, end: match.index + match[0].length };
}
