import type { WithoutPassageView } from "../../../protocol/ablationMessages.ts";
import type { Turn } from "../../../protocol/panelMessages.ts";
import type { HostPort } from "../host/hostPort.ts";
import { spokenMattered } from "../text/matteredText.ts";
import { answerOf } from "./followingUp.ts";
import type { PanelState } from "./panelState.ts";
import type { PanelStore } from "./store.ts";

/** What is known of which passages mattered to an answer. */
export interface Mattered {
  /** `offered`: what it costs is shown, and nothing asked yet. */
  readonly stage: "offered" | "asking" | "ended" | "stopped" | "failed";
  /** One for each passage left out so far. */
  readonly views: readonly WithoutPassageView[];
  /** Why it failed. */
  readonly message?: string;
}

/** By the turn's id, where the person has opened it. */
export type MatteredByTurn = Readonly<Record<string, Mattered>>;

/** Has the model write an answer again without each of its passages, when the person asks for that. */
export interface Mattering {
  /** Shows what it costs, or closes it; what is under way is called off. */
  toggle(turn: Turn): void;
  /** Asks once for each passage, one after the other. */
  ask(turn: Turn): void;
  stop(turnId: string): void;
  stopAll(): void;
}

export function createMattering({ host, store }: { readonly host: HostPort; readonly store: PanelStore }): Mattering {
  const underWay = new Map<string, AbortController>();
  const show = (turnId: string, mattered?: Mattered): void =>
    store.dispatch({ kind: "matteredChanged", turnId, ...(mattered === undefined ? {} : { mattered }) });

  async function ask(turn: Turn): Promise<void> {
    const passages = answerOf(turn)?.ablation?.passages ?? 0;
    if (underWay.has(turn.id) || passages === 0) return;
    const call = new AbortController();
    underWay.set(turn.id, call);
    const views: WithoutPassageView[] = [];
    const showNow = (stage: Mattered["stage"], message?: string): void =>
      show(turn.id, { stage, views: [...views], ...(message === undefined ? {} : { message }) });
    try {
      for (let passage = 0; passage < passages; passage += 1) {
        showNow("asking");
        const view = await host.withoutPassage({ id: turn.id, passage }, call.signal);
        if (call.signal.aborted) return;
        views.push(view);
      }
      showNow("ended");
      store.dispatch({ kind: "announced", text: spokenMattered(views, store.state().locale) });
    } catch (error) {
      if (call.signal.aborted) return;
      const message = error instanceof Error ? error.message : String(error);
      showNow("failed", message);
      store.dispatch({ kind: "announced", text: message });
    } finally {
      if (underWay.get(turn.id) === call) underWay.delete(turn.id);
    }
  }

  function callOff(turnId: string): void {
    underWay.get(turnId)?.abort();
    underWay.delete(turnId);
  }

  return {
    toggle({ id }) {
      callOff(id);
      show(id, store.state().mattered[id] === undefined ? { stage: "offered", views: [] } : undefined);
    },
    ask: (turn) => void ask(turn),
    stop(turnId) {
      const { [turnId]: mattered } = store.state().mattered;
      callOff(turnId);
      if (mattered?.stage === "asking") show(turnId, { ...mattered, stage: "stopped" });
    },
    stopAll() {
      for (const turnId of underWay.keys()) callOff(turnId);
    },
  };
}

/** The state with something else known of a turn, or nothing. */
export function takeMattered(state: PanelState, turnId: string, mattered: Mattered | undefined): PanelState {
  const { [turnId]: _before, ...others } = state.mattered;
  return { ...state, mattered: mattered === undefined ? others : { ...others, [turnId]: mattered } };
}
