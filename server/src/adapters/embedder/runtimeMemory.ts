import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";

/** One end of a process that ran the native build. `at`: milliseconds since the epoch; `how`: such as "signal SIGTRAP". */
export interface NativeCrash {
  readonly at: number;
  readonly how: string;
}

/** Keeps the crashes of the native build from one start to the next. */
export interface RuntimeMemory {
  /** Those of this version; none where there is no memory, or where it cannot be read. */
  recall(): readonly NativeCrash[];
  /** Never throws: a memory that cannot be written only costs the next start two crashes. */
  remember(crashes: readonly NativeCrash[]): void;
}

const crash = z.object({ at: z.number(), how: z.string() });
const memory = z.object({ version: z.string(), crashesByModel: z.record(z.string(), z.array(crash)) });

/**
 * A small JSON file of the crashes with each model; what another version wrote is forgotten, so that it gets its own try.
 *
 * The file is written at once and as a whole, as the process may end at any time; it has a few hundred bytes.
 */
export const createRuntimeMemory = (path: string, version: string, model: string): RuntimeMemory => {
  const read = (): Readonly<Record<string, readonly NativeCrash[]>> => {
    try {
      const found = memory.parse(JSON.parse(readFileSync(path, "utf8")));
      return found.version === version ? found.crashesByModel : {};
    } catch {
      return {};
    }
  };
  return {
    recall: () => read()[model] ?? [],
    remember: (crashes) => {
      try {
        mkdirSync(dirname(path), { recursive: true });
        const draft = `${path}.${process.pid}`;
        const crashesByModel = { ...read(), [model]: crashes };
        writeFileSync(draft, `${JSON.stringify({ version, crashesByModel }, undefined, 2)}\n`);
        renameSync(draft, path);
      } catch {
        // A full or read-only disk.
      }
    },
  };
};

/** Remembers nothing. */
export const noRuntimeMemory: RuntimeMemory = { recall: () => [], remember: () => undefined };
