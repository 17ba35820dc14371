import type { Turn, TurnOutcome } from "../../../protocol/panelMessages.ts";
import type { AnswerView } from "../../../protocol/views.ts";
import { newConversation, type Conversation } from "./conversation.ts";

/** An answer with one sentence, for tests. */
export const testAnswer = (text = "Because."): AnswerView => ({
  question: "Why?",
  sentences: [{ text, support: "supported", citations: [] }],
  citations: [],
  abstained: false,
  confidence: 0.9,
  nearest: [],
  freshness: { files: 1, current: 1, pending: 0, failed: 0, ageSeconds: 0 },
  model: null,
  notices: [],
});

/** A turn that is answered unless said otherwise; its number is its time. */
export const testTurn = (number: number, outcome: TurnOutcome = { kind: "answered", answer: testAnswer() }): Turn => ({
  id: `t${number}`,
  question: `Question ${number}?`,
  askedAt: number,
  outcome,
});

export const testConversation = (id: string, ...turns: readonly Turn[]): Conversation => ({
  ...newConversation(id, 1),
  turns,
});
