import { setTimeout as sleep } from "node:timers/promises";

/** Milliseconds a process group is given to end by itself. */
const patience = 3000;

/** Sends a signal to every process of a group; false when none of them is left. */
function signalGroup(leader: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(-leader, signal);
    return true;
  } catch {
    return false;
  }
}

/** Kills a group at once; for the moment when this process itself exits. */
export function killGroup(leader: number): void {
  signalGroup(leader, "SIGKILL");
}

/** Ends a process started detached and everything it started: asks first, kills what is left, waits until all is gone. */
export async function endGroup(leader: number): Promise<void> {
  const deadline = Date.now() + patience;
  let signal: NodeJS.Signals | 0 = "SIGTERM";
  while (signalGroup(leader, signal)) {
    signal = Date.now() > deadline ? "SIGKILL" : 0;
    await sleep(25);
  }
}
