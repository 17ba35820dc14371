import { readdir, readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";

export interface Leftover {
  readonly pid: number;
  readonly command: string;
}

/** Milliseconds that processes are given to end after everything was closed. */
const patience = 3000;

/**
 * The processes, other than this one, whose environment holds `NAME=VALUE`, after waiting a little for them to end.
 * Always none where there is no `/proc`.
 */
export async function findLeftovers(variable: string): Promise<readonly Leftover[]> {
  const deadline = Date.now() + patience;
  let found = await marked(variable);
  while (found.length > 0 && Date.now() < deadline) {
    await sleep(100);
    found = await marked(variable);
  }
  return found;
}

async function marked(variable: string): Promise<readonly Leftover[]> {
  const names = await readdir("/proc").catch(() => []);
  const found: Leftover[] = [];
  for (const name of names.filter((each) => /^\d+$/.test(each) && Number(each) !== process.pid)) {
    const environment = await readFile(`/proc/${name}/environ`, "utf8").catch(() => "");
    if (!environment.split("\0").includes(variable)) continue;
    const command = await readFile(`/proc/${name}/cmdline`, "utf8").catch(() => "");
    if (command !== "") found.push({ pid: Number(name), command: command.replaceAll("\0", " ").trim() });
  }
  return found;
}
