import type { Mention } from "../../../protocol/mentions.ts";
import type { ConversationState, SavedConversation, Turn, TurnOutcome } from "../../../protocol/panelMessages.ts";
import { addTurn } from "../../../protocol/turns.ts";
import type { AnswerView } from "../../../protocol/views.ts";

/** Turns that are kept of a conversation; the oldest go first. */
const maxTurns = 100;
/** UTF-16 code units of a draft that are kept. */
const maxDraft = 20_000;

/** What could be made of something stored, and what of it could not. */
export interface AcceptedState {
  readonly state: ConversationState;
  /** Turns, or the whole, that were none. */
  readonly unreadable: number;
}

/**
 * Takes what is said in a conversation from storage or from a panel: another version, or anything that is none, gives an
 * empty one; a long one loses its oldest turns.
 */
export function acceptConversation(given: unknown): AcceptedState {
  const { version, turns, draft, mentions } = (typeof given === "object" && given !== null ? given : {}) as Partial<
    Record<keyof ConversationState, unknown>
  >;
  if (version !== 1 || !Array.isArray(turns)) return { state: { version: 1, turns: [], draft: "" }, unreadable: 1 };
  const accepted = turns.filter(isTurn);
  const state: ConversationState = {
    version,
    turns: accepted.slice(-maxTurns),
    draft: typeof draft === "string" ? draft.slice(0, maxDraft) : "",
    ...(areMentions(mentions) ? { mentions } : {}),
  };
  return { state, unreadable: turns.length - accepted.length };
}

/** The same with the conversation's id; undefined where it has none. */
export function acceptSaved(given: unknown): SavedConversation | undefined {
  if (typeof given !== "object" || given === null || !("id" in given) || typeof given.id !== "string") return undefined;
  return { ...acceptConversation(given).state, id: given.id };
}

function isTurn(given: unknown): given is Turn {
  if (typeof given !== "object" || given === null) return false;
  const { id, question, mentions, again, askedAt, outcome } = given as Partial<Record<keyof Turn, unknown>>;
  const isQuestion = typeof question === "string" && (mentions === undefined || areMentions(mentions));
  const isAsked = typeof id === "string" && isQuestion && typeof askedAt === "number";
  return isAsked && (again === undefined || isAgain(again)) && isOutcome(outcome);
}

function isAgain(given: unknown): boolean {
  if (typeof given !== "object" || given === null) return false;
  const { of, writerName } = given as Readonly<Record<string, unknown>>;
  return typeof of === "string" && typeof writerName === "string";
}

function areMentions(given: unknown): given is readonly Mention[] {
  return Array.isArray(given) && given.every(isMention);
}

function isMention(given: unknown): boolean {
  if (typeof given !== "object" || given === null) return false;
  const { kind, uri, path, headings } = given as Readonly<Record<string, unknown>>;
  if (typeof uri !== "string" || typeof path !== "string") return false;
  if (kind === "heading") return Array.isArray(headings) && headings.every((heading) => typeof heading === "string");
  return kind === "file" || kind === "folder";
}

function isOutcome(given: unknown): given is TurnOutcome {
  if (typeof given !== "object" || given === null || !("kind" in given)) return false;
  const answer = "answer" in given ? given.answer : undefined;
  switch (given.kind) {
    case "searching":
      return true;
    case "stopped":
      return answer === undefined || isAnswer(answer);
    case "failed":
      return "message" in given && typeof given.message === "string";
    case "refining":
    case "answered":
      return isAnswer(answer);
    default:
      return false;
  }
}

/** Whether it has what is read of every answer that is shown. */
function isAnswer(given: unknown): boolean {
  if (typeof given !== "object" || given === null) return false;
  const { sentences, citations, nearest, notices, freshness } = given as Partial<Record<keyof AnswerView, unknown>>;
  return [sentences, citations, nearest, notices].every(Array.isArray) && typeof freshness === "object";
}

/** Whether more is to come. */
export const isUnderWay = ({ outcome: { kind } }: Turn): boolean => kind === "searching" || kind === "refining";

/** Turns under way whose question nobody here answers, as after a reload, become stopped ones. */
export const settleTurns = (turns: readonly Turn[]): readonly Turn[] =>
  turns.map((turn) => (isUnderWay(turn) ? { ...turn, outcome: stopped(turn.outcome) } : turn));

/** A stopped turn keeps the answer it had got so far. */
export const stopped = (outcome: TurnOutcome): TurnOutcome =>
  "answer" in outcome ? { kind: "stopped", answer: outcome.answer } : { kind: "stopped" };

/** Takes over what a panel saved; where it has not heard yet how a turn ended, the known end stands. */
export function mergeSaved<State extends ConversationState>(known: State, saved: ConversationState): State {
  const { turns, draft, mentions = [] } = saved;
  const ends = new Map(known.turns.filter((turn) => !isUnderWay(turn)).map((turn) => [turn.id, turn]));
  const ended = turns.map((turn) => (isUnderWay(turn) ? (ends.get(turn.id) ?? turn) : turn));
  return { ...known, draft, mentions, turns: ended };
}

/** Adds a turn, unless one with its id is there. */
export function withTurn<State extends ConversationState>(state: State, turn: Turn): State {
  if (state.turns.some(({ id }) => id === turn.id)) return state;
  return { ...state, turns: addTurn(state.turns, turn).slice(-maxTurns) };
}

/** Sets what came of a question; a turn that was removed meanwhile stays removed. */
export function withOutcome<State extends ConversationState>(
  state: State,
  id: string,
  change: (before: TurnOutcome) => TurnOutcome,
): State {
  const turns = state.turns.map((turn) => (turn.id === id ? { ...turn, outcome: change(turn.outcome) } : turn));
  return { ...state, turns };
}

/** Takes a turn away. */
export const withoutTurn = <State extends ConversationState>(state: State, id: string): State => ({
  ...state,
  turns: state.turns.filter((turn) => turn.id !== id),
});
