import { setTimeout as sleep } from "node:timers/promises";
import { runProgram } from "./command.ts";

/** Milliseconds for a process to appear. */
const limit = 20_000;

/** The ids of the processes whose command line holds these words. Needs `ps`. */
async function findProcesses(words: string): Promise<readonly number[]> {
  const { output } = await runProgram("ps", ["-A", "-ww", "-o", "pid=,stat=,args="]);
  return output
    .split("\n")
    .map((line) => /^\s*(\d+)\s+(\S+)\s+(.*)$/.exec(line))
    .filter((match) => match !== null && match[3]?.includes(words) === true && match[2]?.startsWith("Z") !== true)
    .map((match) => Number(match?.[1]));
}

/** Waits for a process with these words on its command line, other than those named; gives its id. */
export async function untilRunning(words: string, others: readonly number[] = []): Promise<number> {
  const deadline = Date.now() + limit;
  while (Date.now() < deadline) {
    const found = (await findProcesses(words)).find((pid) => !others.includes(pid));
    if (found !== undefined) return found;
    await sleep(50);
  }
  throw new Error(`No process with "${words}" on its command line appeared within ${limit / 1000} s.`);
}

/** Waits until no process has these words on its command line; gives those that stay. */
export async function untilGone(words: string): Promise<readonly number[]> {
  const deadline = Date.now() + limit;
  let found = await findProcesses(words);
  while (found.length > 0 && Date.now() < deadline) {
    await sleep(100);
    found = await findProcesses(words);
  }
  return found;
}
