import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { openFolder } from "../../server/src/cli/openFolder.ts";
import { createOutput } from "../../server/src/cli/output.ts";
import type { Service } from "../../server/src/core/service.ts";

/** A folder on disk that is open and read, without vectors. */
export interface OpenFiles {
  readonly folder: string;
  readonly service: Service;
  /** Closes it and removes the folder. */
  close(): Promise<void>;
}

/** Writes files, by path, each changed last a month after the one before it from January 2024 on; opens and reads them. */
export async function openFiles(files: Readonly<Record<string, string>>): Promise<OpenFiles> {
  const folder = mkdtempSync(join(tmpdir(), "ask-docs-files-"));
  for (const [place, [path, text]] of Object.entries(files).entries()) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    utimesSync(file, new Date(2024, place, 10), new Date(2024, place, 10));
  }
  const opened = await openFolder({ folder }, createOutput(true));
  if (!opened.ok) throw new Error(opened.failure.message);
  const { service, close } = opened.value;
  await service.refresh();
  return {
    folder,
    service,
    async close() {
      await close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
