import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { settingsSchema } from "../../../protocol/settings.ts";
import { searchSettingsOf, type Choices } from "../core/evaluation/history.ts";
import { crawlOptionsOf } from "./editorSettings.ts";
import { valueOf } from "./failures.ts";
import type { IndexedFolders } from "./folders.ts";
import { openIndex, type OpenIndex, type SharedParts } from "./openIndex.ts";

/** Passages that are given vectors for it, at most: about half a minute. */
const mostEmbedded = 500;

const defaultSettings = settingsSchema.parse({});

/** What the default settings choose. */
export async function defaultChoices({ pool }: SharedParts): Promise<Choices> {
  const bundled = await pool.open(pool.bundledName);
  return { settings: searchSettingsOf(defaultSettings), model: bundled.ok ? bundled.value.description.id : "none" };
}

/** Folders as the default settings have them indexed. */
export interface DefaultIndexes {
  readonly folders: IndexedFolders;
  /** Whether all passages have vectors; where more than a few lacked them, none were made. */
  readonly hasVectors: boolean;
  /** Closes the indexes and removes them; the vectors stay. */
  close(): Promise<void>;
}

/**
 * Indexes folders anew with the default settings, beside their own indexes, in a place of its own that `close` removes.
 *
 * @throws a `ResponseError` that says why a folder cannot be indexed; the signal's reason when it aborts.
 */
export async function openDefaultIndexes(
  shared: SharedParts,
  folders: IndexedFolders,
  signal: AbortSignal,
): Promise<DefaultIndexes> {
  const { pool, ports, storagePath } = shared;
  const withDefaultModel = { ...shared, pool: { ...pool, wanted: () => pool.open(pool.bundledName) } };
  const crawl = crawlOptionsOf(defaultSettings, ports.parsers.extensions);
  const root = join(storagePath, "default-settings", randomUUID());
  const opened: OpenIndex[] = [];

  async function close(): Promise<void> {
    for (const { store } of opened.splice(0)) store.close();
    await rm(root, { recursive: true, force: true });
  }

  try {
    for (const [number, { place }] of folders.all().entries()) {
      const index = valueOf(await openIndex(withDefaultModel, place, crawl, join(root, String(number))));
      opened.push(index);
      await index.service.refresh(signal);
    }
    const pending = (): number => opened.reduce((sum, { service }) => sum + service.pendingPassages(), 0);
    if (pending() <= mostEmbedded) {
      for (const { service } of opened) {
        const paths = Array.from(service.files(), ({ path }) => path);
        await service.embedFiles(paths, signal);
        signal.throwIfAborted();
      }
    }
    return { folders: indexedFolders([...opened]), hasVectors: pending() === 0, close };
  } catch (error) {
    await close();
    throw error;
  }
}

const indexedFolders = (indexes: readonly OpenIndex[]): IndexedFolders => ({
  all: () => indexes.map((index) => ({ place: index.place, current: index, use: async (work) => work(index) })),
  useAll: (work) => Promise.all(indexes.map(work)),
});
