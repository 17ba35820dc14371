import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Files of lines that several processes append to at once, one series a day, with the oldest removed. */
export interface EgressFiles {
  /** Writes a line whole, or throws what the disk says. */
  append(line: string, now: number): void;
  /** All lines, the oldest first; none where there is no file. */
  lines(): readonly string[];
  /** Whether nothing was ever written, or all of it removed. */
  isEmpty(): boolean;
  removeAll(): void;
}

export interface EgressLimits {
  /** Bytes of one file; the next one is begun behind it. */
  readonly fileBytes: number;
  /** Bytes of all files, give or take one. */
  readonly allBytes: number;
  /** Milliseconds that a file is kept. */
  readonly age: number;
}

const defaultEgressLimits: EgressLimits = { fileBytes: 500_000, allBytes: 5_000_000, age: 90 * 86_400_000 };

const name = /^egress-(\d{4}-\d{2}-\d{2})-(\d{4})\.jsonl$/u;

/**
 * @param place a folder, made with the first line. Files are never renamed and each line goes by one append, so that
 * processes need not know of each other; a file that one of them removes is begun anew by the other.
 */
export function createEgressFiles(place: string, limits: EgressLimits = defaultEgressLimits): EgressFiles {
  const files = (): readonly string[] => {
    try {
      return readdirSync(place)
        .filter((file) => name.test(file))
        .sort();
    } catch {
      return [];
    }
  };
  const sizeOf = (file: string): number => statSync(join(place, file), { throwIfNoEntry: false })?.size ?? 0;
  const dayOf = (now: number): string => new Date(now).toISOString().slice(0, 10);
  const fileAt = (day: string, part: number): string => `egress-${day}-${String(part).padStart(4, "0")}.jsonl`;

  /** The file of this day that has room, and whether it is there. */
  function current(now: number): { readonly file: string; readonly isNew: boolean } {
    const day = dayOf(now);
    const last = files().findLast((file) => file.includes(day));
    if (last === undefined) return { file: fileAt(day, 0), isNew: true };
    if (sizeOf(last) < limits.fileBytes) return { file: last, isNew: false };
    return { file: fileAt(day, Number(name.exec(last)?.[2] ?? 0) + 1), isNew: true };
  }

  function removeOldest(now: number): void {
    const kept = files();
    const first = dayOf(now - limits.age);
    let bytes = kept.reduce((sum, file) => sum + sizeOf(file), 0);
    for (const file of kept.slice(0, -1)) {
      const isOld = (name.exec(file)?.[1] ?? "") < first;
      if (!isOld && bytes <= limits.allBytes) break;
      bytes -= sizeOf(file);
      rmSync(join(place, file), { force: true });
    }
  }

  return {
    append(line, now) {
      const { file, isNew } = current(now);
      if (isNew) {
        mkdirSync(place, { recursive: true, mode: 0o700 });
        writeFileSync(join(place, ".gitignore"), "*\n");
      }
      // The line's end comes first: one that a full disk has cut spoils no other.
      appendFileSync(join(place, file), `\n${line}`, { mode: 0o600 });
      if (isNew) removeOldest(now);
    },
    lines: () =>
      files().flatMap((file) => {
        try {
          return readFileSync(join(place, file), "utf8")
            .split("\n")
            .filter((line) => line !== "");
        } catch {
          // Another process has just removed it.
          return [];
        }
      }),
    isEmpty: () => files().length === 0,
    removeAll() {
      for (const file of files()) rmSync(join(place, file), { force: true });
    },
  };
}
