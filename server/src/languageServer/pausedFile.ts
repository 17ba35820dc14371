import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

const nameIn = (storagePath: string): string => join(storagePath, "paused");

/** Whether indexing was paused when it was last said; false where nothing was said. */
export const readPaused = (storagePath: string): Promise<boolean> =>
  readFile(nameIn(storagePath), "utf8").then(
    (text) => text.trim() === "true",
    () => false,
  );

/** Remembers the pause for the next start. */
export async function writePaused(storagePath: string, paused: boolean): Promise<void> {
  await mkdir(storagePath, { recursive: true });
  await writeFile(nameIn(storagePath), `${paused}\n`);
}
