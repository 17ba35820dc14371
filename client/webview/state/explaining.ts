import type { CitationView } from "../../../protocol/views.ts";
import { citationKey, type ExplanationOutcome, type PanelState } from "./panelState.ts";

/** The explanation of this citation is wanted now, in place of another one. */
export const askExplanation = (state: PanelState, turnId: string, citation: CitationView): PanelState => ({
  ...state,
  explained: { turnId, citation, outcome: { kind: "asked" } },
});

/** Takes what came of it, unless the person has closed it, or gone on to another. */
export function takeExplanation(state: PanelState, key: string, outcome: ExplanationOutcome): PanelState {
  const { explained } = state;
  if (explained === undefined || citationKey(explained.turnId, explained.citation.n) !== key) return state;
  return { ...state, explained: { ...explained, outcome } };
}

export function withoutExplanation(state: PanelState): PanelState {
  if (state.explained === undefined) return state;
  const { explained: _, ...rest } = state;
  return rest;
}
