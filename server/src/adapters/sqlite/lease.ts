import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import type { Clock } from "../../core/ports.ts";
import { StoreFailure } from "../../core/storeFailure.ts";
import type { Connection } from "./connection.ts";
import { readNumber, readText } from "./encoding.ts";
import { storeFailure } from "./failures.ts";

/** The right to write one folder's index: one process has it, shows by a heartbeat that it lives, and can lose it. */
export interface Lease {
  readonly held: boolean;
  /** Whether another process has it, and may still be alive. */
  isElsewhere(): boolean;
  /**
   * Takes the lease when it is free, or when its owner is dead or silent; returns `held`. After an owner that did not
   * end properly the index is checked: throws `StoreFailure` (`index-damaged`) when that finds a fault.
   */
  acquire(): boolean;
  /** Inside a transaction: throws `StoreFailure` (`index-locked`) when the lease is not ours, else renews it. */
  confirm(): void;
  release(): void;
}

/** After this many milliseconds without a heartbeat, another process may take the lease. */
export const silenceLimit = 10_000;

/** Milliseconds between heartbeats. */
const beatEvery = 3000;

/** A lease kept in the `lease` table of the index itself, so that it is checked in the transaction that it allows. */
export const createLease = (connection: Connection, clock: Pick<Clock, "wallTime">): Lease => {
  const owner = randomUUID();
  const select = connection.prepare("SELECT owner, pid, host, heartbeat FROM lease");
  const insert = connection.prepare("INSERT OR REPLACE INTO lease VALUES (1, ?, ?, ?, ?)");
  const renew = connection.prepare("UPDATE lease SET heartbeat = ? WHERE owner = ?");
  const remove = connection.prepare("DELETE FROM lease WHERE owner = ?");
  let held = false;
  let renewed = 0;
  let timer: ReturnType<typeof setInterval> | undefined;

  const lose = (): void => {
    held = false;
    clearInterval(timer);
  };

  const beat = (): void => {
    const now = clock.wallTime();
    if (renew.run(now, owner).changes === 0) lose();
    renewed = now;
  };

  const quietBeat = (): void => {
    try {
      connection.write(beat);
    } catch {
      // A full disk or a busy database: the next write says so, and the next beat may succeed.
    }
  };

  /** Undefined where nobody has the lease. */
  const isOwnerAlive = (now: number): boolean | undefined => {
    const row = select.get();
    if (row === undefined) return undefined;
    const silence = Math.abs(now - readNumber(row.heartbeat));
    const dead = readText(row.host) === hostname() && !isAlive(readNumber(row.pid));
    return !dead && silence <= silenceLimit;
  };

  const claim = (): boolean => {
    const now = clock.wallTime();
    const ownerAlive = isOwnerAlive(now);
    if (ownerAlive === true) return false;
    if (ownerAlive === false) connection.check();
    insert.run(owner, process.pid, hostname(), now);
    renewed = now;
    return true;
  };

  return {
    get held() {
      return held;
    },
    isElsewhere: () => !held && isOwnerAlive(clock.wallTime()) === true,
    acquire: () => {
      if (held) return true;
      held = unlessBusy(() => connection.write(claim));
      if (!held) return false;
      timer = setInterval(quietBeat, beatEvery);
      // The heartbeat alone must not keep a command from ending.
      timer.unref();
      return true;
    },
    confirm: () => {
      if (held && select.get()?.owner !== owner) lose();
      if (!held) throw new StoreFailure(storeFailure("index-locked", connection.path));
      if (Math.abs(clock.wallTime() - renewed) > beatEvery) beat();
    },
    release: () => {
      if (!held) return;
      lose();
      connection.write(() => remove.run(owner));
    },
  };
};

const unlessBusy = (claim: () => boolean): boolean => {
  try {
    return claim();
  } catch (error) {
    if (error instanceof StoreFailure && error.failure.code === "index-locked") return false;
    throw error;
  }
};

/** Signal 0 tests whether a process is there; EPERM says that it is, under another user. */
const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !(error instanceof Error && "code" in error && error.code === "ESRCH");
  }
};
