import { createHash } from "node:crypto";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { createDiskWorkspace } from "../../server/src/adapters/disk/diskWorkspace.ts";
import { createEmbedderProcess } from "../../server/src/adapters/embedder/embedderProcess.ts";
import { describeModel } from "../../server/src/adapters/embedder/modelFolder.ts";
import { loadLanguageDetector } from "../../server/src/adapters/languageDetector.ts";
import { openStore, type OpenStore } from "../../server/src/adapters/sqlite/openStore.ts";
import { createSystemClock } from "../../server/src/adapters/systemClock.ts";
import { createDocumentParsers } from "../../server/src/core/documents/documentParsers.ts";
import type { ModelDescription, Store } from "../../server/src/core/ports.ts";
import { createService, type Service } from "../../server/src/core/service.ts";
import { quantizeVector } from "../../server/src/core/vector/quantize.ts";

const root = join(import.meta.dirname, "../..");
const modelName = "multilingual-e5-small";
export const modelRoots = [join(root, "models")];

/** Where the language server keeps things. */
export interface IndexPlace {
  readonly folder: string;
  readonly indexDir: string;
  readonly vectorDir: string;
}

const hash = (data: Uint8Array | string): string => createHash("sha256").update(data).digest("hex");

/** The place of a folder's index under the storage of a language server. */
export const placeOf = (folder: string, storagePath: string): IndexPlace => ({
  folder,
  indexDir: join(storagePath, "folders", hash(pathToFileURL(folder).href).slice(0, 16)),
  vectorDir: join(storagePath, "vectors"),
});

/** Opens an index with everything real; the model's process starts when it is first asked. */
export async function openBenchIndex({ folder, indexDir, vectorDir }: IndexPlace): Promise<{
  readonly service: Service;
  readonly store: OpenStore;
  readonly model: ModelDescription;
  close(): Promise<void>;
}> {
  const described = await describeModel(modelName, modelRoots);
  const parsers = createDocumentParsers();
  const workspace = await createDiskWorkspace(folder, { extensions: parsers.extensions });
  const store = openStore({ indexDir, vectorDir });
  if (!described.ok) throw new Error(described.failure.message);
  if (!workspace.ok) throw new Error(workspace.failure.message);
  if (!store.ok) throw new Error(store.failure.message);
  const entry = join(root, "dist/embedder.js");
  const embedder = createEmbedderProcess({ entry, model: modelName, roots: modelRoots });
  const service = createService({
    workspace: workspace.value,
    store: store.value,
    embedder,
    model: described.value,
    parsers,
    loadDetector: loadLanguageDetector,
    hash,
    clock: createSystemClock(),
  });
  return {
    service,
    store: store.value,
    model: described.value,
    async close() {
      await embedder.close();
      store.value.close();
    },
  };
}

/** Random numbers, the same at every run. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Gives every passage a random unit vector, as embedding so many would take hours. */
export function writeRandomVectors(store: Store, model: ModelDescription): void {
  const random = createRandom(1);
  const unit = () => {
    const components = Array.from({ length: model.dimensions }, () => random() + random() + random() - 1.5);
    const length = Math.hypot(...components);
    return quantizeVector(components.map((component) => component / length));
  };
  const keys = [...store.load()].flatMap(({ passages }) => passages.map(({ vectorKey }) => vectorKey));
  for (let at = 0; at < keys.length; at += 2000) {
    store.vectors.put(
      model.id,
      keys.slice(at, at + 2000).map((key) => [key, unit()] as const),
    );
  }
}
