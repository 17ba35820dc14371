import { conversationTitle } from "../../../protocol/conversationTitle.ts";
import type { ConversationState, Turn } from "../../../protocol/panelMessages.ts";
import { isUnderWay } from "./turns.ts";

/** A conversation of a workspace. */
export interface Conversation extends ConversationState {
  readonly id: string;
  /** Given by the person. */
  readonly name?: string;
  /** A pinned one is never dropped to make room. */
  readonly pinned: boolean;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
}

/** What a list says of a conversation, without its answers. */
export interface ConversationSummary {
  readonly id: string;
  readonly title: string;
  readonly pinned: boolean;
  /** When it was asked something last, else when it was begun; milliseconds since the epoch. */
  readonly usedAt: number;
  readonly turns: number;
  /** Its last questions, oldest first; without very long ones. */
  readonly questions: readonly string[];
  /** Whether a question is under way in it, in this window. */
  readonly underWay: boolean;
}

/** Questions of a summary, and UTF-16 code units of one; a summary stays small enough to read hundreds at once. */
const mostQuestions = 20;
const longestQuestion = 500;

export const newConversation = (id: string, startedAt: number): Conversation => ({
  version: 1,
  id,
  pinned: false,
  startedAt,
  turns: [],
  draft: "",
});

export const titleOf = ({ name, turns }: Conversation): string => conversationTitle(turns, name);

/** Whether nothing would be lost with it. */
export const isBlank = ({ turns, draft, mentions = [], name }: Conversation): boolean =>
  turns.length === 0 && draft.trim() === "" && mentions.length === 0 && name === undefined;

export function summaryOf(conversation: Conversation): ConversationSummary {
  const { id, pinned, startedAt, turns } = conversation;
  const questions = turns.map(({ question }) => question).filter(({ length }) => length <= longestQuestion);
  return {
    id,
    title: titleOf(conversation),
    pinned,
    usedAt: turns.at(-1)?.askedAt ?? startedAt,
    turns: turns.length,
    questions: questions.slice(-mostQuestions),
    underWay: turns.some(isUnderWay),
  };
}

/** Newest first, pinned ones before the others. */
export const byUse = (a: ConversationSummary, b: ConversationSummary): number =>
  Number(b.pinned) - Number(a.pinned) || b.usedAt - a.usedAt;

/** Questions that the arrow key goes through after those of the conversation itself. */
const mostPast = 100;

/** The questions of conversations, those used last first, the newest first in each, each question once. */
export function pastQuestionsOf(summaries: readonly ConversationSummary[]): readonly string[] {
  const newest = [...summaries].sort((a, b) => b.usedAt - a.usedAt);
  return [...new Set(newest.flatMap(({ questions }) => questions.toReversed()))].slice(0, mostPast);
}

/** Whether both hold the same questions at the same stage. */
export const sameTurns = (a: readonly Turn[], b: readonly Turn[]): boolean =>
  a.length === b.length &&
  a.every((turn, index) => turn.id === b[index]?.id && turn.outcome.kind === b[index].outcome.kind);
