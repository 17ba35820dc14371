/** How often a server may stop within a time before it is left alone. */
export interface RestartLimits {
  readonly restarts: number;
  readonly withinMilliseconds: number;
}

/** Five restarts in three minutes, as the editor's own language clients allow. */
const defaultRestartLimits: RestartLimits = { restarts: 5, withinMilliseconds: 3 * 60_000 };

export interface RestartPolicy {
  /** Says whether a server that stopped now, in milliseconds of any steady clock, is started again; counts the stop. */
  allows(now: number): boolean;
  /** Forgets what has happened: the person has asked for a new start. */
  reset(): void;
}

/** Counts restarts over a sliding time. */
export function createRestartPolicy(limits: RestartLimits = defaultRestartLimits): RestartPolicy {
  let restarts: readonly number[] = [];
  return {
    allows(now) {
      const recent = restarts.filter((time) => now - time < limits.withinMilliseconds);
      const allowed = recent.length < limits.restarts;
      restarts = allowed ? [...recent, now] : recent;
      return allowed;
    },
    reset() {
      restarts = [];
    },
  };
}
