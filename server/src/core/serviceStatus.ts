import type { FileCatalogue } from "./indexing/fileCatalogue.ts";
import type { FolderIndex } from "./indexing/folderIndex.ts";
import { describeMisfit } from "./language/modelFit.ts";
import type { ModelDescription, Store } from "./ports.ts";

/** What an index holds. */
export interface ServiceStatus {
  readonly files: number;
  readonly passages: number;
  readonly embedded: number;
  /** Files all of whose passages have vectors. */
  readonly embeddedFiles: number;
  readonly failedFiles: number;
  /** Removed passages that still take memory until they are purged. */
  readonly tombstones: number;
  readonly bytesOnDisk: number;
  /** Files by language, most first. */
  readonly languages: ReadonlyMap<string, number>;
  /** A sentence on what the model does not know of the folder's languages. */
  readonly misfit?: string;
}

/** Counts what an index holds. */
export function serviceStatus(parts: {
  readonly index: FolderIndex;
  readonly files: FileCatalogue;
  readonly store: Store;
  readonly model: ModelDescription;
}): ServiceStatus {
  const { index, files, store, model } = parts;
  const languages = files.languages();
  const misfit = describeMisfit(model, languages);
  return {
    files: files.size,
    passages: index.live,
    embedded: index.live - index.pendingPassages,
    embeddedFiles: files.size - index.pendingFiles,
    failedFiles: store.failedFiles().length,
    tombstones: index.tombstones,
    bytesOnDisk: store.bytesOnDisk(),
    languages,
    ...(misfit === undefined ? {} : { misfit }),
  };
}
