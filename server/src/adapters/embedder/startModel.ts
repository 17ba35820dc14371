import { availableParallelism } from "node:os";
import { join } from "node:path";
import { tryModel } from "./canary.ts";
import { loadEmbeddingModel, type EmbeddingModel } from "./embeddingModel.ts";
import type { ChildMessage, LoadRequest } from "./messages.ts";
import { modelFault, weightsFile } from "./modelFault.ts";
import { openModel } from "./modelFolder.ts";

/** More threads than this gain little on texts of 512 tokens, and take them from the editor. */
const mostThreads = 4;

/** Finds, checks, loads and tries a model: gives the model, or what to tell the parent instead. */
export const startModel = async (request: LoadRequest): Promise<EmbeddingModel | ChildMessage> => {
  const folder = await openModel(request.model, request.roots);
  if (!folder.ok) return { kind: "failed", failure: folder.failure };
  const threads = request.threads || Math.min(availableParallelism(), mostThreads);
  const loading = await loadEmbeddingModel(folder.value, { runtime: request.runtime, threads });
  if (loading.kind !== "loaded") return loading;
  const fault = await tryModel(loading.model, request.canary ? "all" : "one");
  // Only now is nothing left that refers to the weights' file.
  globalThis.gc?.();
  if (fault === undefined) return loading.model;
  if (fault.at === "runtime") return { kind: "unfit", reason: fault.what };
  const { root, name } = folder.value;
  return { kind: "failed", failure: modelFault(join(root, name, weightsFile), fault.what) };
};
