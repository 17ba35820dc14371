import { mentionKey, type Mention } from "../../../protocol/mentions.ts";
import type { AskedQuestion } from "../../../protocol/panelMessages.ts";
import type { PanelState, Recall } from "./panelState.ts";

/** The questions asked before, newest first, each once; those of other conversations after its own. */
function pastQuestionsOf({ turns, pastQuestions }: PanelState): readonly AskedQuestion[] {
  const past = new Map<string, AskedQuestion>();
  for (const asked of [...turns.toReversed(), ...pastQuestions.map((question): AskedQuestion => ({ question }))]) {
    const key = [asked.question, ...(asked.mentions ?? []).map(mentionKey)].join("\n");
    if (!past.has(key)) past.set(key, asked);
  }
  return [...past.values()];
}

function withoutRecall(state: PanelState): PanelState {
  const { recall: _, ...rest } = state;
  return rest;
}

/** Shows the question before the one shown now; the oldest stays. */
export function recallOlder(state: PanelState): PanelState {
  const back = (state.recall?.back ?? 0) + 1;
  const past = pastQuestionsOf(state)[back - 1];
  if (past === undefined) return state;
  const { draft, mentions } = state.recall ?? state;
  const recall: Recall = { back, draft, mentions };
  return { ...state, draft: past.question, mentions: past.mentions ?? [], recall };
}

/** Shows the question after the one shown now, and after the newest what was being written. */
export function recallNewer(state: PanelState): PanelState {
  if (state.recall === undefined) return state;
  const back = state.recall.back - 1;
  const past = pastQuestionsOf(state)[back - 1];
  const { draft, mentions } = state.recall;
  if (past === undefined) return { ...withoutRecall(state), draft, mentions };
  return { ...state, draft: past.question, mentions: past.mentions ?? [], recall: { ...state.recall, back } };
}

/** Shows words in place of the draft, which comes back with the question after the newest. */
export function recallText(state: PanelState, text: string, mentions: readonly Mention[]): PanelState {
  const written = state.recall ?? state;
  const recall: Recall = { back: 0, draft: written.draft, mentions: written.mentions };
  return { ...typeDraft(state, text), mentions, recall };
}

/** Takes what was typed: from now on it is the draft, whatever it began as. */
export function typeDraft(state: PanelState, draft: string): PanelState {
  const { offered: _, ...rest } = withoutRecall(state);
  return { ...rest, draft };
}

/** Takes words from outside for the draft, unless the person is writing one. */
export function offerDraft(state: PanelState, draft: string, mentions: readonly Mention[] = []): PanelState {
  const own = state.offered === undefined && state.draft.trim() !== "";
  return own ? state : { ...typeDraft(state, draft), mentions, offered: true };
}
