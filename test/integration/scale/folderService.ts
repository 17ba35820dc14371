import { createHash } from "node:crypto";
import { createDiskWorkspace } from "../../../server/src/adapters/disk/diskWorkspace.ts";
import { loadLanguageDetector } from "../../../server/src/adapters/languageDetector.ts";
import { openStore, type OpenStore } from "../../../server/src/adapters/sqlite/openStore.ts";
import { createSystemClock } from "../../../server/src/adapters/systemClock.ts";
import { createDocumentParsers } from "../../../server/src/core/documents/documentParsers.ts";
import type { Embedder, QuantizedVector, Workspace } from "../../../server/src/core/ports.ts";
import { success } from "../../../server/src/core/result.ts";
import { createService, type Service } from "../../../server/src/core/service.ts";
import { quantizeVector } from "../../../server/src/core/vector/quantize.ts";

const hash = (data: Uint8Array | string): string => createHash("sha256").update(data).digest("hex");
export const model = { id: "hashes", dimensions: 16 };

const parsers = createDocumentParsers();

/** A unit vector that only the same text has; near to nothing in particular. */
function vectorOf(text: string): QuantizedVector {
  const components = Array.from(Buffer.from(hash(text), "hex").subarray(0, model.dimensions), (byte) => byte - 127.5);
  const length = Math.hypot(...components);
  return quantizeVector(components.map((component) => component / length));
}

/** An embedder that answers at once, or after `milliseconds`, and counts the passages it was given. */
export function createHashEmbedder(milliseconds = 0): Embedder & { readonly passages: number } {
  let passages = 0;
  return {
    get passages() {
      return passages;
    },
    describe: () => Promise.resolve(success(model)),
    async embed(text, task) {
      if (task === "passage") passages += 1;
      if (milliseconds > 0) await new Promise((resolve) => setTimeout(resolve, milliseconds));
      return success(vectorOf(text));
    },
    close: () => Promise.resolve(),
  };
}

export interface OpenService {
  readonly service: Service;
  readonly store: OpenStore;
}

/** The real parsers, detector and SQLite over any workspace, with an embedder that is none. */
export function openService(
  workspace: Workspace,
  indexDir: string,
  embedder: Embedder,
  vectorDir = indexDir,
  clock = createSystemClock(),
): OpenService {
  const store = openStore({ indexDir, vectorDir, clock });
  if (!store.ok) throw new Error(store.failure.message);
  const service = createService({
    workspace,
    store: store.value,
    embedder,
    model,
    parsers,
    loadDetector: loadLanguageDetector,
    hash,
    clock,
  });
  return { service, store: store.value };
}

/** The same over a folder on disk. */
export async function openFolderService(folder: string, indexDir: string, embedder: Embedder, vectorDir?: string) {
  const workspace = await createDiskWorkspace(folder, { extensions: parsers.extensions });
  if (!workspace.ok) throw new Error(workspace.failure.message);
  return openService(workspace.value, indexDir, embedder, vectorDir);
}
