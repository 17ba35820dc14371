import { join } from "node:path";
import type { BufferWorkspace, OpenBuffer } from "../adapters/editor/bufferWorkspace.ts";
import { createBufferWorkspace } from "../adapters/editor/bufferWorkspace.ts";
import type { OpenStore } from "../adapters/sqlite/openStore.ts";
import { defaultMaxFileSize } from "../core/crawl/defaults.ts";
import type { CrawlOptions } from "../core/crawl/crawlRules.ts";
import { createReadText } from "../core/documents/readText.ts";
import { success, type Result } from "../core/result.ts";
import { createService, type Service } from "../core/service.ts";
import { chooseModels, readLastModel, writeLastModel, type FolderModels } from "./folderModels.ts";
import type { FolderPlace } from "./folderPlace.ts";
import type { ModelPool } from "./modelPool.ts";
import type { LanguageServerPorts } from "./ports.ts";

/** One folder's documents, store and service, open. */
export interface OpenIndex {
  readonly place: FolderPlace;
  readonly workspace: BufferWorkspace;
  readonly store: OpenStore;
  readonly service: Service;
  /** The model that answers, and the one that is to. */
  readonly models: FolderModels;
  /** The document's text as search sees it: the open buffer where there is an unsaved one. */
  readText(path: string): Promise<string | undefined>;
}

/** What all folders of one server share. */
export interface SharedParts {
  readonly ports: LanguageServerPorts;
  readonly pool: ModelPool;
  /** The open document at an address. */
  readonly bufferOf: (uri: string) => OpenBuffer | undefined;
  /** Folder of the extension's storage. */
  readonly storagePath: string;
  /** Holds the index of the one folder there is, and its vectors, where it is kept as the command line keeps it. */
  readonly indexDir?: string;
}

/** Holds the indexes of all folders that were ever opened. */
export const indexesDirOf = ({ storagePath }: SharedParts): string => join(storagePath, "folders");

/** Where a folder's index is kept, by the folder's address. */
export const indexDirOf = (shared: SharedParts, { uri }: FolderPlace): string =>
  shared.indexDir ?? join(indexesDirOf(shared), shared.ports.hash(uri).slice(0, 16));

export const vectorDirOf = ({ indexDir, storagePath }: SharedParts): string => indexDir ?? join(storagePath, "vectors");

/**
 * Opens a folder's index; reads what the store holds, and nothing of the folder itself.
 *
 * @param indexDir where it is kept; the folder's own place when not given.
 */
export async function openIndex(
  shared: SharedParts,
  place: FolderPlace,
  crawl: CrawlOptions,
  indexDir = indexDirOf(shared, place),
): Promise<Result<OpenIndex>> {
  const { ports } = shared;
  const disk = await ports.openDisk(place.root, crawl);
  if (!disk.ok) return disk;
  const workspace = createBufferWorkspace(
    disk.value,
    (path) => shared.bufferOf(place.uriOf(path)),
    crawl.maxFileSize ?? defaultMaxFileSize,
  );
  const store = ports.openStore({ indexDir, vectorDir: vectorDirOf(shared) });
  if (!store.ok) return store;
  try {
    const models = await chooseModels(shared.pool, store.value, await readLastModel(indexDir));
    const { serving, hasModel } = models;
    if (hasModel && store.value.writable) await writeLastModel(indexDir, serving.name);
    const service = createService({
      ...ports,
      workspace,
      store: store.value,
      embedder: serving.embedder,
      model: serving.description,
    });
    return success({
      models,
      place,
      workspace,
      store: store.value,
      service,
      readText: createReadText(workspace),
    });
  } catch (error) {
    store.value.close();
    throw error;
  }
}
