import type { Turn } from "../../../protocol/panelMessages.ts";
import type { PreviousQuestion } from "../../../protocol/serverMessages.ts";
import type { AnswerView } from "../../../protocol/views.ts";

/** The answer of a turn, as far as it has one. */
export const answerOf = ({ outcome }: Turn): AnswerView | undefined =>
  "answer" in outcome ? outcome.answer : undefined;

/** What a turn's question was asked as, where it was rewritten. */
export const askedAs = (turn: Turn): string | undefined => answerOf(turn)?.askedAs;

/** What a question follows up on: the last turn, or the one before that with the id `before`. */
export function previousOf(turns: readonly Turn[], before?: string): PreviousQuestion | undefined {
  const at = turns.findIndex(({ id }) => id === before);
  const turn = at < 0 ? turns.at(-1) : turns[at - 1];
  if (turn === undefined) return undefined;
  const heading = answerOf(turn)?.citations[0]?.breadcrumb.at(-1);
  return { question: askedAs(turn) ?? turn.question, ...(heading === undefined ? {} : { heading }) };
}
