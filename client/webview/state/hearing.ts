import type { AnswerView } from "../../../protocol/views.ts";
import { spokenAbstention, spokenSentence } from "../text/answerText.ts";
import type { PanelState } from "./panelState.ts";

/** Something of an answer that was read aloud. */
export interface HeardWords {
  readonly turnId: string;
  readonly words: string;
}

/**
 * Reads aloud, in their order, the sentences of an answer that have not been read yet: each once, as soon as it is
 * finished and checked. The documents' own words may still change while they are refined, and are read at the end.
 */
export function hearGrowth(state: PanelState, turnId: string, answer: AnswerView): PanelState {
  return answer.model === null ? state : hear(state, turnId, sentencesOf(answer));
}

/** Reads what is left of an answer that is finished, with its notices: first where words that were read are withdrawn. */
export function hearEnd(state: PanelState, turnId: string, answer: AnswerView): PanelState {
  if (answer.abstained) return { ...state, announcement: spokenAbstention(answer, state.locale) };
  const sentences = sentencesOf(answer);
  const words = answer.model === null ? [...answer.notices, ...sentences] : [...sentences, ...answer.notices];
  return { ...hear(state, turnId, words), announcement: "" };
}

const sentencesOf = ({ sentences }: AnswerView): readonly string[] => sentences.map(spokenSentence);

function hear(state: PanelState, turnId: string, all: readonly string[]): PanelState {
  const left = new Map<string, number>();
  for (const { words } of state.heard.filter((heard) => heard.turnId === turnId))
    left.set(words, (left.get(words) ?? 0) + 1);
  const unheard = all.filter((words) => {
    const times = left.get(words) ?? 0;
    left.set(words, times - 1);
    return times <= 0;
  });
  if (unheard.length === 0) return state;
  return { ...state, heard: [...state.heard, ...unheard.map((words) => ({ turnId, words }))] };
}
