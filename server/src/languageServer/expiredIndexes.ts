import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";

/** An index is removed when its folder has not been opened for this long: half a year, in milliseconds. */
export const keptFor = 182 * 86_400_000;

/** When anything in a folder was last written; every opening of an index writes its lease. */
async function lastWritten(folder: string): Promise<number> {
  const names = await readdir(folder);
  const stats = await Promise.all(names.map((name) => stat(join(folder, name))));
  return Math.max((await stat(folder)).mtimeMs, ...stats.map(({ mtimeMs }) => mtimeMs));
}

/**
 * Removes the indexes of folders that have not been opened for half a year; vectors go by the size of their own file.
 * @param indexes the folder that holds a folder for each index. @param open those in use, which stay.
 * @param now milliseconds since the epoch.
 */
export async function removeExpiredIndexes(indexes: string, open: readonly string[], now: number): Promise<void> {
  const entries = await readdir(indexes, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    const folder = join(indexes, entry.name);
    if (!entry.isDirectory() || open.includes(folder)) continue;
    if (now - (await lastWritten(folder)) > keptFor) await rm(folder, { recursive: true, force: true });
  }
}
