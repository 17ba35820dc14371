import { initialState, type PanelEvent, type PanelState } from "./panelState.ts";
import { reduce } from "./reducer.ts";

/** Holds the panel's state. */
export interface PanelStore {
  state(): PanelState;
  dispatch(event: PanelEvent): void;
  /** Calls back after every change. */
  subscribe(changed: (state: PanelState) => void): void;
}

/** Makes a store in its initial state. */
export function createStore(): PanelStore {
  let current = initialState;
  const subscribers: ((state: PanelState) => void)[] = [];
  return {
    state: () => current,
    dispatch(event) {
      const next = reduce(current, event);
      if (next === current) return;
      current = next;
      for (const changed of subscribers) changed(current);
    },
    subscribe: (changed) => void subscribers.push(changed),
  };
}
