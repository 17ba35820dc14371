import type { JudgedWords, Verdict } from "../../../protocol/evaluationMessages.ts";
import type { Turn } from "../../../protocol/panelMessages.ts";
import type { AnswerView, CitationView } from "../../../protocol/views.ts";
import type { HostPort } from "../host/hostPort.ts";
import { judgedText } from "../text/judgementText.ts";
import { citationKey, type PanelState } from "./panelState.ts";
import { askedAs } from "./followingUp.ts";
import type { PanelStore } from "./store.ts";

/** What was said of citations as answers to their questions, by `citationKey`. */
export type Verdicts = Readonly<Record<string, Verdict>>;

/** Turns whose verdicts are looked up when a panel starts, the newest; earlier ones are when they are judged. */
const mostLookedUp = 30;

/** Keeps judgements of citations in step with the person's own set. */
export interface Judging {
  /** Says it of a citation, or takes it back where it was said before. */
  judge(turnId: string, citation: CitationView, verdict: Verdict): void;
  /** Asks what was said of a turn's citations. */
  lookUp(turn: Turn | undefined): void;
  /** The same for all turns, after the set has changed. */
  lookUpAll(): void;
}

export function createJudging({ host, store }: { readonly host: HostPort; readonly store: PanelStore }): Judging {
  async function judge(turnId: string, citation: CitationView, verdict: Verdict): Promise<void> {
    const turn = store.state().turns.find(({ id }) => id === turnId);
    if (turn === undefined) return;
    const key = citationKey(turnId, citation.n);
    const before = store.state().verdicts[key];
    const wanted = before === verdict ? null : verdict;
    store.dispatch({ kind: "judged", key, ...(wanted === null ? {} : { verdict: wanted }) });
    try {
      const { questions } = await host.judge({
        question: askedAs(turn) ?? turn.question,
        words: wordsOf(citation),
        verdict: wanted,
      });
      store.dispatch({ kind: "announced", text: judgedText(wanted, questions, store.state().locale) });
    } catch (error) {
      store.dispatch({ kind: "judged", key, ...(before === undefined ? {} : { verdict: before }) });
      store.dispatch({ kind: "announced", text: error instanceof Error ? error.message : String(error) });
    }
  }

  async function lookUp(turn: Turn | undefined): Promise<void> {
    const answer = turn === undefined ? undefined : answerOf(turn);
    const citations = answer === undefined ? [] : [...answer.citations, ...answer.nearest];
    if (turn === undefined || citations.length === 0) return;
    // Without an answer nothing is shown as judged; it can be judged all the same.
    const verdicts = await host
      .verdicts({ question: askedAs(turn) ?? turn.question, words: citations.map(wordsOf) })
      .catch(() => []);
    store.dispatch({
      kind: "verdictsCame",
      turnId: turn.id,
      verdicts: Object.fromEntries(
        citations.flatMap(({ n }, place) => {
          const verdict = verdicts[place] ?? null;
          return verdict === null ? [] : [[citationKey(turn.id, n), verdict]];
        }),
      ),
    });
  }

  return {
    judge: (turnId, citation, verdict) => void judge(turnId, citation, verdict),
    lookUp: (turn) => void lookUp(turn),
    lookUpAll() {
      for (const turn of store.state().turns.slice(-mostLookedUp)) void lookUp(turn);
    },
  };
}

const answerOf = ({ outcome }: Turn): AnswerView | undefined =>
  outcome.kind === "answered" ? outcome.answer : undefined;

const wordsOf = ({ place, quote, before, after }: CitationView): JudgedWords => ({ place, quote, before, after });

/** The state with other verdicts of one turn. */
export function takeVerdicts(state: PanelState, turnId: string, verdicts: Verdicts): PanelState {
  const start = citationKey(turnId, "");
  const others = Object.entries(state.verdicts).filter(([key]) => !key.startsWith(start));
  return { ...state, verdicts: { ...Object.fromEntries(others), ...verdicts } };
}

/** The state with another verdict on one citation, or with none. */
export function takeVerdict(state: PanelState, key: string, verdict: Verdict | undefined): PanelState {
  const { [key]: _before, ...others } = state.verdicts;
  return { ...state, verdicts: verdict === undefined ? others : { ...others, [key]: verdict } };
}
