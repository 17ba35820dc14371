import type { Verdict } from "../../../protocol/evaluationMessages.ts";
import { countOf } from "./numbers.ts";

/** The names of the two buttons. */
export const verdictNames: Readonly<Record<Verdict, string>> = { right: "Right passage", wrong: "Wrong passage" };

/** What a judgement has done, read aloud. */
export function judgedText(verdict: Verdict | null, questions: number, locale: string): string {
  const set = `Your set has ${countOf(questions, "question", "questions", locale)}.`;
  if (verdict === null) return `Judgement taken back. ${set}`;
  return `Marked as the ${verdict} passage. ${set}`;
}
