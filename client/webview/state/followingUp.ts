import type { Turn } from "../../../protocol/panelMessages.ts";
import type { PreviousQuestion } from "../../../protocol/serverMessages.ts";
import type { AnswerView } from "../../../protocol/views.ts";
import type { Mention } from "../../../protocol/mentions.ts";

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
  const question = askedAs(turn) ?? turn.question;
  return { question, ...(heading === undefined ? {} : { heading }), ...mentioning(mentionsOf(turn)) };
}

/** What a turn's question was asked of: its own mentions, or those carried over to it. */
export const mentionsOf = (turn: Turn): readonly Mention[] => turn.mentions ?? answerOf(turn)?.carried ?? [];

/** Mentions as part of a message, which leaves out none. */
export const mentioning = (mentions: readonly Mention[] = []): { readonly mentions?: readonly Mention[] } =>
  mentions.length === 0 ? {} : { mentions };
