import { randomUUID } from "node:crypto";
import { open, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { t } from "@vscode/l10n";
import { failure, success, type Result } from "../../core/result.ts";

const lockName = ".lock";
/** Milliseconds between two tries, until giving up, and after which a lock was left behind: it is held for a few. */
const tryEvery = 20;
const patience = 5000;
const abandonedAfter = 2000;

/** Runs `work` while no other process that asks for the same folder does. */
export async function withFolderLock<T>(folder: string, work: () => Promise<T>): Promise<Result<T>> {
  const file = join(folder, lockName);
  const deadline = performance.now() + patience;
  while (!(await create(file))) {
    if (performance.now() > deadline)
      return failure("index-locked", t("{0} is being changed by another window; try again in a moment.", folder));
    await removeAbandoned(file);
    await sleep(tryEvery);
  }
  try {
    return success(await work());
  } finally {
    await rm(file, { force: true });
  }
}

async function create(file: string): Promise<boolean> {
  try {
    await (await open(file, "wx")).close();
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && (error.code === "EEXIST" || error.code === "EPERM")) return false;
    throw error;
  }
}

/** Renamed first, so that of several processes that find it one removes it, and none removes the next one's. */
async function removeAbandoned(file: string): Promise<void> {
  try {
    if (Date.now() - (await stat(file)).mtimeMs < abandonedAfter) return;
    const aside = `${file}-${randomUUID()}`;
    await rename(file, aside);
    await rm(aside, { force: true });
  } catch {
    // It is gone by now.
  }
}
