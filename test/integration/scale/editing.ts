import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import type { Clock, FileStat, Workspace } from "../../../server/src/core/ports.ts";
import { failure, success } from "../../../server/src/core/result.ts";
import { createHashEmbedder, openService } from "./folderService.ts";
import { pageOf, questionOf } from "./generatedPages.ts";
import { heldMemory } from "./growth.ts";

const hour = 3_600_000;
/** Of each page, one after the other: people write with the words that they have. */
const versions = 4;

/** Words that edits bring: those of a few versions of each page, or ones that were never there before, such as names and dates. */
export type EditedWords = "known" | "new";

const textOf = (words: EditedWords, pages: number, page: number, edit: number): string =>
  words === "known"
    ? pageOf(page + pages * (edit % versions))
    : `${pageOf(page + pages * edit)}\n${Array.from({ length: 20 }, (_, at) => `n${page}x${edit}x${at}`).join(" ")}\n`;

/** A clock that stands still until it is told. */
function createSetClock(): Clock & { pass(milliseconds: number): void } {
  let time = 1_700_000_000_000;
  return {
    now: () => time,
    wallTime: () => time,
    async sleep() {
      await setImmediate();
    },
    pass: (milliseconds) => void (time += milliseconds),
  };
}

/** Pages that are rewritten; a page's text follows from its number and how often it was. */
function createEditedPages(pages: number, words: EditedWords, clock: Clock) {
  const edits = new Map<number, number>();
  const pathOf = (page: number): string => `part${page % 20}/page${page}.md`;
  const pageAt = (path: string): number => Number(/page(\d+)\.md$/u.exec(path)?.[1] ?? pages);
  const modified = new Map<number, number>();
  const statOf = (page: number): FileStat => ({
    path: pathOf(page),
    size: 3000 + (edits.get(page) ?? 0),
    modified: modified.get(page) ?? 1000,
  });
  const workspace: Workspace = {
    async *crawl() {
      for (let page = 0; page < pages; page += 1) yield await Promise.resolve({ kind: "file", file: statOf(page) });
    },
    find: async (path) => (pageAt(path) < pages ? statOf(pageAt(path)) : undefined),
    read: async (path) => {
      const page = pageAt(path);
      if (page >= pages) return failure("unreadable", `There is no ${path}.`);
      return success(Buffer.from(textOf(words, pages, page, edits.get(page) ?? 0)));
    },
    why: async () => ({ indexed: true, reason: "It is a document." }),
  };
  return {
    workspace,
    edit(page: number): string {
      edits.set(page, (edits.get(page) ?? 0) + 1);
      modified.set(page, clock.wallTime());
      return pathOf(page);
    },
  };
}

/**
 * A folder that is edited around the clock: edits are indexed and given vectors, questions asked, and the whole folder
 * looked through every hour. @returns the bytes held at the end of each hour.
 */
export async function memoryOfEditing(options: {
  readonly pages: number;
  readonly hours: number;
  readonly editsAnHour: number;
  /** Default: known ones. */
  readonly words?: EditedWords;
}): Promise<readonly number[]> {
  const { pages, hours, editsAnHour, words = "known" } = options;
  const indexDir = mkdtempSync(join(tmpdir(), "ask-docs-editing-"));
  const clock = createSetClock();
  const { workspace, edit } = createEditedPages(pages, words, clock);
  const { service, store } = openService(workspace, indexDir, createHashEmbedder(), indexDir, clock);
  try {
    await service.refresh();
    await service.embedAll();
    const held: number[] = [];
    for (let at = 0; at < hours; at += 1) {
      for (let each = 0; each < editsAnHour; each += 1) {
        clock.pass(hour / editsAnHour);
        const path = edit((at * editsAnHour + each * 7) % pages);
        await service.refreshFiles([path]);
        await service.embedFiles([path]);
        if (each % 10 === 0) await service.ask(questionOf(each), { vectors: "question-first", threshold: 0.5 });
      }
      await service.refresh();
      await service.embedAll();
      await setImmediate();
      held.push(heldMemory());
    }
    if (service.status().passages !== pages * 4) throw new Error(`${service.status().passages} passages are left.`);
    return held;
  } finally {
    store.close();
    rmSync(indexDir, { recursive: true });
  }
}

/** By what share the memory of the last quarter is above that of the first hours, when everything had its place. */
export function growthOf(held: readonly number[]): number {
  const quarter = Math.floor(held.length / 4);
  const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;
  return median(held.slice(-quarter)) / median(held.slice(quarter, 2 * quarter)) - 1;
}
