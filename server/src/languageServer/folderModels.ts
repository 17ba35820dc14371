import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createModelChange, type ModelChange } from "../core/indexing/modelChange.ts";
import type { Embedder, Store } from "../core/ports.ts";
import type { Failure } from "../core/result.ts";
import type { ModelPool, ReadyModel } from "./modelPool.ts";

/** Which model answers for a folder, and which one its vectors are being made for meanwhile. */
export interface FolderModels {
  readonly serving: ReadyModel;
  /** Without a model, nothing is embedded, and search goes by keywords alone. */
  readonly hasModel: boolean;
  readonly change: ModelChange | undefined;
  /** Why the model of the settings does not answer. */
  readonly failure: Failure | undefined;
}

/**
 * Chooses the models of a folder: that of the settings, once it has vectors for nearly all of the folder; until then the
 * one that answered last, if it is there and has more. Where that of the settings is not there, another answers.
 *
 * @param last name of the model that answered last; undefined for a new folder.
 */
export async function chooseModels(pool: ModelPool, store: Store, last: string | undefined): Promise<FolderModels> {
  const wanted = await pool.wanted();
  const former = last === undefined ? undefined : await open(pool, last);
  if (!wanted.ok) {
    const { failure } = wanted;
    const serving = former ?? (await open(pool, pool.bundledName));
    return { serving: serving ?? keywordsOnly(failure), hasModel: serving !== undefined, change: undefined, failure };
  }
  const { description, embedder } = wanted.value;
  const settled = { serving: wanted.value, hasModel: true, change: undefined, failure: undefined };
  if (former === undefined || former.description.id === description.id) return settled;
  const change = createModelChange({ store, embedder, model: description });
  if (change.isReady()) return settled;
  const present = createModelChange({ store, embedder: former.embedder, model: former.description });
  return present.embedded > change.embedded ? { ...settled, serving: former, change } : settled;
}

/** Stands where a model should be; the vectors' length only gives the index its shape. */
const keywordsOnly = (failure: Failure): ReadyModel => ({
  name: "none",
  description: { id: "none", dimensions: 384 },
  embedder: unusable(failure),
});

const unusable = (failure: Failure): Embedder => ({
  describe: async () => ({ ok: false, failure }),
  embed: async () => ({ ok: false, failure }),
  close: async () => undefined,
});

async function open(pool: ModelPool, name: string): Promise<ReadyModel | undefined> {
  const opened = await pool.open(name);
  return opened.ok ? opened.value : undefined;
}

const fileIn = (indexDir: string): string => join(indexDir, "model");

/** The name of the model that answered last from an index; undefined where none is known. */
export const readLastModel = (indexDir: string): Promise<string | undefined> =>
  readFile(fileIn(indexDir), "utf8").then(
    (text) => text.trim() || undefined,
    () => undefined,
  );

/** Remembers the model for the next start; where that fails, the next start chooses by the settings alone. */
export const writeLastModel = (indexDir: string, name: string): Promise<void> =>
  writeFile(fileIn(indexDir), `${name}\n`).catch(() => undefined);
