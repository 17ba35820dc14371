import { createHash } from "node:crypto";
import { join } from "node:path";
import { createDiskWorkspace } from "../server/src/adapters/disk/diskWorkspace.ts";
import { createEmbedderProcess } from "../server/src/adapters/embedder/embedderProcess.ts";
import { describeModel } from "../server/src/adapters/embedder/modelFolder.ts";
import { loadLanguageDetector } from "../server/src/adapters/languageDetector.ts";
import { openStore } from "../server/src/adapters/sqlite/openStore.ts";
import { createSystemClock } from "../server/src/adapters/systemClock.ts";
import { createDocumentParsers } from "../server/src/core/documents/documentParsers.ts";
import { defaultParameters, type ServiceParameters } from "../server/src/core/parameters.ts";
import type { Embedder, Hash, Store, VectorStore } from "../server/src/core/ports.ts";
import type { Result } from "../server/src/core/result.ts";
import { createService, type Service } from "../server/src/core/service.ts";

/** Where a folder and its index are, and what is measured in place of the product's own choices. */
export interface BenchFolderOptions {
  readonly folder: string;
  /** `.ask-docs` in the folder when not given. */
  readonly indexDir?: string;
  /** Holds the vectors; the folder's `.ask-docs` when not given, so that indexes of one folder share them. */
  readonly vectorDir?: string;
  readonly parameters?: ServiceParameters;
  /** Stands between the service and the embedder, which remembers every vector it was asked for. */
  readonly wrapEmbedder?: (embedder: Embedder) => Embedder;
}

/** A folder opened for measuring. */
export interface BenchFolder {
  readonly service: Service;
  readonly store: Store;
  readonly embedder: Embedder;
  readonly model: string;
  /** Another service over the same index. */
  serviceWith(parameters: ServiceParameters): Service;
  close(): Promise<void>;
}

export const sha256: Hash = (data) => createHash("sha256").update(data).digest("hex");

const modelName = "multilingual-e5-small";
const modelRoots = [join(import.meta.dirname, "../models")];
const embedderEntry = join(import.meta.dirname, "../server/src/adapters/embedder/embedderChild.ts");

/** The value of a result; throws its message where there is none. */
export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.failure.message);
  return result.value;
}

/** Answers from `vectors` what was embedded before, and remembers there what was not. */
export function createRememberingEmbedder(embedder: Embedder, vectors: VectorStore, model: string): Embedder {
  return {
    ...embedder,
    async embed(text, task, signal, urgency) {
      const key = sha256(task === "question" ? `question: ${text}` : text);
      const known = vectors.get(model, [key]).get(key);
      if (known !== undefined) return { ok: true, value: known };
      const made = await embedder.embed(text, task, signal, urgency);
      if (made.ok) vectors.put(model, [[key, made.value]]);
      return made;
    },
  };
}

/** Opens a folder with the product's own parts; throws where it cannot. */
export async function openBenchFolder(options: BenchFolderOptions): Promise<BenchFolder> {
  const { folder, indexDir = join(folder, ".ask-docs"), vectorDir = join(folder, ".ask-docs") } = options;
  const parsers = createDocumentParsers();
  const workspace = valueOf(await createDiskWorkspace(folder, { extensions: parsers.extensions }));
  const store = valueOf(openStore({ indexDir, vectorDir }));
  const model = valueOf(await describeModel(modelName, modelRoots));
  const process = createEmbedderProcess({ entry: embedderEntry, model: modelName, roots: modelRoots });
  const remembering = createRememberingEmbedder(process, store.vectors, model.id);
  const embedder = options.wrapEmbedder?.(remembering) ?? remembering;
  const serviceWith = (parameters: ServiceParameters): Service =>
    createService({
      workspace,
      store,
      embedder,
      model,
      parsers,
      loadDetector: loadLanguageDetector,
      hash: sha256,
      clock: createSystemClock(),
      parameters,
    });
  return {
    service: serviceWith(options.parameters ?? defaultParameters),
    store,
    embedder,
    model: model.id,
    serviceWith,
    async close() {
      await process.close();
      store.close();
    },
  };
}
