import { createHash, randomUUID } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { parseHistory, type KeptEvaluation } from "../../core/evaluation/history.ts";

/** Where a set's former evaluations are kept. @param storage of the index or of the extension. */
export const historyFileOf = (storage: string, setFolder: string): string =>
  join(storage, "evaluations", `${createHash("sha256").update(setFolder).digest("hex").slice(0, 16)}.json`);

/** The newest first; none where there is no such file, or a damaged one. */
export async function readHistory(file: string): Promise<readonly KeptEvaluation[]> {
  try {
    return parseHistory(await readFile(file, "utf8"));
  } catch {
    return [];
  }
}

/** Writes it whole, so that another process reads the old or the new one. */
export async function writeHistory(file: string, history: readonly KeptEvaluation[]): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const made = `${file}.${randomUUID()}.tmp`;
  try {
    await writeFile(made, JSON.stringify(history));
    await rename(made, file);
  } finally {
    await rm(made, { force: true });
  }
}
