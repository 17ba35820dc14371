import { randomUUID } from "node:crypto";
import { mkdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const heartbeatMilliseconds = 2_000;
const staleAfterMilliseconds = 20_000;
const pollMilliseconds = 200;

/**
 * Runs `work` while holding a lock folder, so that two commands started at once do not install or build into each other.
 * A lock whose owner has died, or that has had no heartbeat for 20 s, is taken over.
 * @template T
 * @param {string} folder - The lock folder; its parent is made when missing.
 * @param {() => Promise<T>} work
 * @param {() => void} [onWait] - Called once when another process holds the lock.
 * @returns {Promise<T>}
 */
export async function withLock(folder, work, onWait = () => undefined) {
  await mkdir(dirname(folder), { recursive: true });
  let told = false;
  while (!(await tryLock(folder))) {
    if (await isStale(folder)) {
      await setAside(folder);
      continue;
    }
    if (!told) onWait();
    told = true;
    await sleep(pollMilliseconds);
  }
  const heartbeat = setInterval(() => {
    const now = new Date();
    utimes(folder, now, now).catch(() => undefined);
  }, heartbeatMilliseconds);
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    await rm(folder, { recursive: true, force: true });
  }
}

/** @param {string} folder */
async function tryLock(folder) {
  try {
    await mkdir(folder);
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
  await writeFile(join(folder, "owner"), JSON.stringify({ host: hostname(), pid: process.pid }));
  return true;
}

/** @param {string} folder */
async function isStale(folder) {
  try {
    const { mtimeMs } = await stat(folder);
    if (Date.now() - mtimeMs > staleAfterMilliseconds) return true;
    const owner = /** @type {{ host: string; pid: number }} */ (
      JSON.parse(await readFile(join(folder, "owner"), "utf8"))
    );
    return owner.host === hostname() && !isAlive(owner.pid);
  } catch {
    // Released, or made a moment ago with no owner written yet: look again.
    return false;
  }
}

/**
 * Renaming is atomic: of several processes that found the same stale lock only one moves it away.
 * @param {string} folder
 */
async function setAside(folder) {
  const aside = `${folder}-${randomUUID()}`;
  try {
    await rename(folder, aside);
  } catch {
    return;
  }
  await rm(aside, { recursive: true, force: true });
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) !== "ESRCH";
  }
}

/** @param {unknown} error */
function codeOf(error) {
  return /** @type {NodeJS.ErrnoException} */ (error).code;
}
