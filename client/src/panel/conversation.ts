import { EventEmitter, type Event, type Memento } from "vscode";
import type { ConversationState } from "../../../protocol/panelMessages.ts";
import type { Disposing } from "../disposing.ts";
import { acceptConversation, mergeSaved } from "./conversationState.ts";

const storageKey = "askDocs.conversation";
/** Milliseconds; panels save with every key typed. */
const saveDelay = 500;

/** A change of the conversation, and who made it. */
export interface ConversationChange {
  readonly state: ConversationState;
  /** The connection of the panel that knows of it already; undefined where none does. */
  readonly by: object | undefined;
}

/** The one conversation that all panels of a window show. */
export interface Conversation extends Disposing {
  current(): ConversationState;
  /** Changes it on behalf of the host. Nothing is fired when the state stays the same object. */
  change(next: (before: ConversationState) => ConversationState, by?: object): void;
  /** Changes it by what the panels are told another way. */
  changeQuietly(next: (before: ConversationState) => ConversationState): void;
  /** Takes over what a panel saved. */
  takeOver(saved: unknown, by: object): void;
  readonly onDidChange: Event<ConversationChange>;
  /** Writes what is not written yet. */
  flush(): Promise<void>;
}

/** Keeps the conversation in the workspace's storage, where it survives a reload. */
export function createConversation(storage: Memento): Conversation {
  const changed = new EventEmitter<ConversationChange>();
  let state = acceptConversation(storage.get(storageKey));
  let timer: NodeJS.Timeout | undefined;

  const write = async (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    await storage.update(storageKey, state);
  };
  const set = (next: ConversationState): boolean => {
    if (next === state) return false;
    state = next;
    timer ??= setTimeout(() => void write(), saveDelay);
    return true;
  };
  return {
    current: () => state,
    change(next, by) {
      if (set(next(state))) changed.fire({ state, by });
    },
    changeQuietly: (next) => void set(next(state)),
    takeOver(saved, by) {
      const { turns } = state;
      set(mergeSaved(state, acceptConversation(saved)));
      // Another panel has its own cursor in its own draft; only turns concern it.
      if (!sameTurns(turns, state.turns)) changed.fire({ state, by });
    },
    onDidChange: changed.event,
    flush: async () => (timer === undefined ? undefined : write()),
    dispose() {
      clearTimeout(timer);
      changed.dispose();
    },
  };
}

/** Whether both hold the same questions at the same stage. */
const sameTurns = (a: ConversationState["turns"], b: ConversationState["turns"]): boolean =>
  a.length === b.length &&
  a.every((turn, index) => turn.id === b[index]?.id && turn.outcome.kind === b[index].outcome.kind);
