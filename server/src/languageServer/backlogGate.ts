import type { WaitReason } from "../../../protocol/views.ts";
import type { PowerSource } from "../adapters/machine/power.ts";
import type { Clock, Embedder } from "../core/ports.ts";

/** Holds the embedding of the backlog back while something else matters more. */
export interface BacklogGate {
  /** Why the backlog waits; undefined when it may go on. */
  reason(): WaitReason | undefined;
  /** Resolves when the backlog may go on, or when `signal` aborts. */
  pass(signal?: AbortSignal): Promise<void>;
  /** The person has typed. */
  typed(): void;
  /** A question is under way until the function returned is called. */
  question(): () => void;
  /** Resolves when no question is under way, or when `signal` aborts. */
  answered(signal?: AbortSignal): Promise<void>;
  setPaused(paused: boolean): void;
  /** Whether the backlog may be embedded on battery. */
  allowBattery(allowed: boolean): void;
  close(): void;
}

/** Time after the last key during which the machine is the person's, in milliseconds. */
const typingPause = 2000;
/** Time between two looks at the power supply, in milliseconds; taken only while something waits to be embedded. */
const powerEvery = 60_000;

/** Makes a gate that is open. @param onChange called whenever `reason` may have changed. */
export function createBacklogGate(ports: {
  readonly power: PowerSource;
  readonly clock: Clock;
  readonly onChange: () => void;
}): BacklogGate {
  const { power, clock, onChange } = ports;
  const waiters = new Set<() => void>();
  let paused = false;
  let batteryAllowed = false;
  let onBattery = false;
  let questions = 0;
  let typedAt = -Infinity;
  let lookedAt = -Infinity;
  let looking: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  function reason(): WaitReason | undefined {
    if (paused) return "paused";
    if (questions > 0 || clock.now() - typedAt < typingPause) return "busy";
    return onBattery && !batteryAllowed ? "battery" : undefined;
  }

  function changed(): void {
    onChange();
    for (const wake of [...waiters]) wake();
    clearTimeout(timer);
    if (closed) return;
    const typing = typedAt + typingPause - clock.now();
    if (typing > 0) timer = setTimeout(changed, typing).unref();
    else if (waiters.size > 0 && reason() === "battery") timer = setTimeout(() => void look(), powerEvery).unref();
  }

  /** Looks at the power supply, unless it was looked at a short time ago. */
  function look(): Promise<void> {
    if (batteryAllowed || clock.now() - lookedAt < powerEvery) return looking ?? Promise.resolve();
    lookedAt = clock.now();
    looking = power.onBattery().then((state) => {
      looking = undefined;
      const before = onBattery;
      onBattery = state;
      if (before !== state || state) changed();
    });
    return looking;
  }

  const change = (signal: AbortSignal | undefined): Promise<void> => {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const wake = (): void => resolve(undefined);
    waiters.add(wake);
    signal?.addEventListener("abort", wake, { once: true });
    return promise.finally(() => {
      waiters.delete(wake);
      signal?.removeEventListener("abort", wake);
    });
  };

  return {
    reason,
    async pass(signal) {
      await look();
      while (!closed && signal?.aborted !== true && reason() !== undefined) await change(signal);
    },
    typed() {
      typedAt = clock.now();
      changed();
    },
    question() {
      questions += 1;
      changed();
      let under = true;
      return () => {
        if (under) questions -= 1;
        under = false;
        changed();
      };
    },
    async answered(signal) {
      while (!closed && signal?.aborted !== true && questions > 0) await change(signal);
    },
    setPaused(value) {
      paused = value;
      changed();
    },
    allowBattery(allowed) {
      batteryAllowed = allowed;
      changed();
    },
    close() {
      closed = true;
      changed();
    },
  };
}

/** An embedder whose backlog waits at the gate; what is urgent passes. The embedder itself stays its owner's to close. */
export const gateEmbedder = (embedder: Embedder, gate: BacklogGate): Embedder => ({
  describe: embedder.describe,
  async embed(text, task, signal, urgency) {
    if (urgency === "later") await gate.pass(signal);
    return embedder.embed(text, task, signal, urgency);
  },
  close: async () => undefined,
});
