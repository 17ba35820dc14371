import type { Disposing } from "./disposing.ts";

/** Registers a listener, until what it gives is disposed of. */
export type Listen<Value> = (listener: (value: Value) => void) => Disposing;

/** Those who hear of something, without the editor. */
export interface Listeners<Value> {
  readonly listen: Listen<Value>;
  tell(value: Value): void;
}

export function createListeners<Value>(): Listeners<Value> {
  const listeners = new Set<(value: Value) => void>();
  return {
    listen(listener) {
      // One of its own, so that a function may listen twice.
      const own = (value: Value): void => listener(value);
      listeners.add(own);
      return { dispose: () => void listeners.delete(own) };
    },
    tell(value) {
      for (const listener of [...listeners]) listener(value);
    },
  };
}
