import type { ConversationState, Turn, TurnOutcome } from "../../../protocol/panelMessages.ts";

/** Turns that are kept; the oldest go first. */
const maxTurns = 100;
/** UTF-16 code units of a draft that are kept. */
const maxDraft = 20_000;

export const emptyConversation: ConversationState = { version: 1, turns: [], draft: "" };

/**
 * Takes a conversation from storage or from a panel: another version, or anything that is none, gives an empty one; a
 * long one loses its oldest turns.
 */
export function acceptConversation(given: unknown): ConversationState {
  if (typeof given !== "object" || given === null) return emptyConversation;
  const { version, turns, draft } = given as Partial<Record<keyof ConversationState, unknown>>;
  if (version !== 1 || !Array.isArray(turns)) return emptyConversation;
  return {
    version,
    turns: turns.filter(isTurn).slice(-maxTurns),
    draft: typeof draft === "string" ? draft.slice(0, maxDraft) : "",
  };
}

function isTurn(given: unknown): given is Turn {
  if (typeof given !== "object" || given === null) return false;
  const { id, question, askedAt, outcome } = given as Partial<Record<keyof Turn, unknown>>;
  return (
    typeof id === "string" &&
    typeof question === "string" &&
    typeof askedAt === "number" &&
    typeof outcome === "object" &&
    outcome !== null &&
    "kind" in outcome
  );
}

/** Whether more is to come. */
const isUnderWay = ({ kind }: TurnOutcome): boolean => kind === "searching" || kind === "refining";

/** Turns under way whose question nobody answers any more, as after a reload, become stopped ones. */
export function settleTurns(state: ConversationState, isRunning: (id: string) => boolean): ConversationState {
  return {
    ...state,
    turns: state.turns.map((turn) =>
      isUnderWay(turn.outcome) && !isRunning(turn.id) ? { ...turn, outcome: stopped(turn.outcome) } : turn,
    ),
  };
}

/** A stopped turn keeps the answer it had got so far. */
export const stopped = (outcome: TurnOutcome): TurnOutcome =>
  "answer" in outcome ? { kind: "stopped", answer: outcome.answer } : { kind: "stopped" };

/** Takes over what a panel saved; where it has not heard yet how a turn ended, the known end stands. */
export function mergeSaved(known: ConversationState, saved: ConversationState): ConversationState {
  const ends = new Map(known.turns.filter((turn) => !isUnderWay(turn.outcome)).map((turn) => [turn.id, turn]));
  return {
    ...saved,
    turns: saved.turns.map((turn) => (isUnderWay(turn.outcome) ? (ends.get(turn.id) ?? turn) : turn)),
  };
}

/** Adds a turn, unless one with its id is there. */
export function withTurn(state: ConversationState, turn: Turn): ConversationState {
  if (state.turns.some(({ id }) => id === turn.id)) return state;
  return { ...state, turns: [...state.turns, turn].slice(-maxTurns) };
}

/** Sets what came of a question; a turn that was removed meanwhile stays removed. */
export function withOutcome(
  state: ConversationState,
  id: string,
  change: (before: TurnOutcome) => TurnOutcome,
): ConversationState {
  return {
    ...state,
    turns: state.turns.map((turn) => (turn.id === id ? { ...turn, outcome: change(turn.outcome) } : turn)),
  };
}
