import { existsSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";

const suspectMark = (path: string): string => `${path}.suspect`;

/** Remembers that reading the database met damage, so that the next opening sets it aside. Never throws. */
export const markSuspect = (path: string): void => {
  try {
    writeFileSync(suspectMark(path), "");
  } catch {
    // A disk that cannot take an empty file: the damage will be met again.
  }
};

/** Whether {@link markSuspect} was called since the database was made. */
export const isSuspect = (path: string): boolean => existsSync(suspectMark(path));

/**
 * Renames a damaged database to `NAME.damaged-TIME` and returns that name; an older one set aside before is deleted.
 * `time` is in milliseconds since the epoch. Throws the file system's error when another process keeps the file open
 * on Windows.
 */
export const setAside = (path: string, time: number): string => {
  const folder = dirname(path);
  const prefix = `${basename(path)}.damaged-`;
  for (const name of readdirSync(folder)) if (name.startsWith(prefix)) rmSync(join(folder, name), { force: true });
  // Before the database itself: a log left beside a new database would be replayed into it.
  for (const suffix of ["-wal", "-shm"]) rmSync(path + suffix, { force: true });
  const name = prefix + new Date(time).toISOString().replaceAll(":", "-");
  if (existsSync(path)) renameSync(path, join(folder, name));
  rmSync(suspectMark(path), { force: true });
  return name;
};
