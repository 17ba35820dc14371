import { t } from "@vscode/l10n";
import { conversationTitle } from "../../../protocol/conversationTitle.ts";
import type { ShownConversation, Turn } from "../../../protocol/panelMessages.ts";
import { withoutExplanation } from "./explaining.ts";
import { isRunning, type PanelState } from "./panelState.ts";

/** Turns kept; the oldest go first. */
export const mostTurns = 1000;

/** The state with what the extension says of the conversation that the window is in. */
export function takeConversation(state: PanelState, shown: ShownConversation): PanelState {
  const { id, name, hasOthers, pastQuestions } = shown;
  const known = { hasOthers, pastQuestions, ...(name === undefined ? {} : { name }) };
  const { name: _, ...unnamed } = state;
  if (id === state.conversation) return { ...unnamed, ...known, turns: mergeTurns(shown.turns, state.turns) };
  const { recall: __, offered: ___, ...rest } = withoutExplanation(unnamed);
  const title = conversationTitle(shown.turns, name);
  return {
    ...rest,
    ...known,
    conversation: id,
    turns: shown.turns,
    draft: shown.draft,
    mentions: shown.mentions ?? [],
    citationStates: {},
    verdicts: {},
    mattered: {},
    announcement: title === "" ? t("A new conversation.") : t("Conversation: {0}", title),
  };
}

/** The extension's turns; those here are newer where they are not known there yet, or have ended only here. */
function mergeTurns(theirs: readonly Turn[], ours: readonly Turn[]): readonly Turn[] {
  const here = new Map(ours.map((turn) => [turn.id, turn]));
  const there = new Set(theirs.map(({ id }) => id));
  const known = theirs.map((turn) => (isRunning(turn) ? (here.get(turn.id) ?? turn) : turn));
  return [...known, ...ours.filter((turn) => isRunning(turn) && !there.has(turn.id))].slice(-mostTurns);
}
