import { openBenchFolder, type BenchFolder, type BenchFolderOptions } from "./benchFolder.ts";
import { writeDocuments, type EvaluationSet } from "./evaluationSet.ts";

/** A set whose documents are files, indexed and embedded. */
export interface OpenSet extends BenchFolder {
  /** The set's document of each file's path. */
  readonly documents: ReadonlyMap<string, string>;
}

/** Writes a set's documents into `options.folder`, opens it with the product's own parts, indexes and embeds it. */
export async function openSet(set: EvaluationSet, options: BenchFolderOptions): Promise<OpenSet> {
  const documents = writeDocuments(set, options.folder);
  const opened = await openBenchFolder(options);
  await opened.service.refresh();
  await opened.service.embedAll();
  return { ...opened, documents };
}
