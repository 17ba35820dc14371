import type { PanelState, Recall } from "./panelState.ts";

/** The questions asked before, newest first, each once; those of other conversations after its own. */
const pastQuestionsOf = ({ turns, pastQuestions }: PanelState): readonly string[] => [
  ...new Set([...turns.map(({ question }) => question).toReversed(), ...pastQuestions]),
];

function withoutRecall(state: PanelState): PanelState {
  const { recall: _, ...rest } = state;
  return rest;
}

/** Shows the question before the one shown now; the oldest stays. */
export function recallOlder(state: PanelState): PanelState {
  const back = (state.recall?.back ?? 0) + 1;
  const question = pastQuestionsOf(state)[back - 1];
  if (question === undefined) return state;
  const recall: Recall = { back, draft: state.recall?.draft ?? state.draft };
  return { ...state, draft: question, recall };
}

/** Shows the question after the one shown now, and after the newest what was being written. */
export function recallNewer(state: PanelState): PanelState {
  if (state.recall === undefined) return state;
  const back = state.recall.back - 1;
  const question = pastQuestionsOf(state)[back - 1];
  if (question === undefined) return { ...withoutRecall(state), draft: state.recall.draft };
  return { ...state, draft: question, recall: { ...state.recall, back } };
}

/** Shows words in place of the draft, which comes back with the question after the newest. */
export const recallText = (state: PanelState, text: string): PanelState => ({
  ...typeDraft(state, text),
  recall: { back: 0, draft: state.recall?.draft ?? state.draft },
});

/** Takes what was typed: from now on it is the draft, whatever it began as. */
export function typeDraft(state: PanelState, draft: string): PanelState {
  const { offered: _, ...rest } = withoutRecall(state);
  return { ...rest, draft };
}

/** Takes words from outside for the draft, unless the person is writing one. */
export function offerDraft(state: PanelState, draft: string): PanelState {
  const own = state.offered === undefined && state.draft.trim() !== "";
  return own ? state : { ...typeDraft(state, draft), offered: true };
}
