import { join } from "node:path";
import { t } from "@vscode/l10n";
import type { EmbeddingTask, ModelDescription, QuantizedVector } from "../../core/ports.ts";
import type { Failure, Result } from "../../core/result.ts";
import type { Runtime } from "./messages.ts";
import { brokenJson, modelFault, reasonOf, weightsFile } from "./modelFault.ts";
import type { ModelFolder } from "./modelFolder.ts";
import { textVector } from "./textVector.ts";
import { useWasmRuntime } from "./wasmRuntime.ts";

/**
 * Characters of a text that are looked at: more than 512 tokens of any language (2 to 5 characters each), while the
 * tokenizer takes 200 ms for 100,000 characters and overflows the stack at 1,000,000 (transformers.js 4.3.1).
 */
const maxCharacters = 8000;

/** A loaded model. */
export interface EmbeddingModel {
  readonly description: ModelDescription;
  /** The unit vector of a text, cut at 8,000 characters and at the model's window; an empty text has one too. */
  embed(text: string, task: EmbeddingTask): Promise<Result<QuantizedVector>>;
}

/** What came of loading: `failed` blames the model, `unfit` the runtime, with a phrase that says why. */
export type Loading =
  | { readonly kind: "loaded"; readonly model: EmbeddingModel }
  | { readonly kind: "failed"; readonly failure: Failure }
  | { readonly kind: "unfit"; readonly reason: string };

/** How a model is loaded; `threads`: of one inference. */
export interface LoadSettings {
  readonly runtime: Runtime;
  readonly threads: number;
}

/**
 * Loads tokenizer and weights from a checked folder, never from the network. Once in a process: the runtime that is
 * loaded first stays.
 *
 * ONNX Runtime's memory arena stays on: without it one text a call takes 100 to 180 MB more and is no faster (measured).
 * Where the process was started with `--expose-gc`, what the tokenizer's file left behind is freed before the weights are
 * read.
 */
export const loadEmbeddingModel = async (folder: ModelFolder, settings: LoadSettings): Promise<Loading> => {
  const { manifest, description } = folder;
  const path = join(folder.root, folder.name);
  const library = await loadLibrary(settings).catch(reasonOf);
  if (typeof library === "string") return { kind: "unfit", reason: library };
  const { AutoModel, AutoTokenizer, env } = library;
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  env.localModelPath = folder.root;
  env.useFSCache = false;

  const tokenizer = await AutoTokenizer.from_pretrained(folder.name).catch(reasonOf);
  if (typeof tokenizer === "string") {
    const broken = await brokenJson(path, ["tokenizer.json", "tokenizer_config.json"]);
    return failed(broken ?? modelFault(join(path, "tokenizer.json"), t("it cannot be used ({0})", tokenizer)));
  }
  globalThis.gc?.();
  const model = await AutoModel.from_pretrained(folder.name, {
    dtype: "q8",
    device: "cpu",
    session_options: { intraOpNumThreads: settings.threads, interOpNumThreads: 1 },
  }).catch(reasonOf);
  if (typeof model === "string") {
    if (isRuntimeFault(model)) return { kind: "unfit", reason: model };
    const broken = await brokenJson(path, ["config.json"]);
    return failed(broken ?? modelFault(join(path, weightsFile), t("it cannot be loaded ({0})", model)));
  }

  const embed: EmbeddingModel["embed"] = async (text, task) => {
    const prepared = manifest.prefixes[task] + text.slice(0, maxCharacters).toWellFormed();
    const inputs: unknown = tokenizer([prepared], { truncation: true, max_length: manifest.maxTokens });
    return textVector(await model(inputs), manifest);
  };
  return { kind: "loaded", model: { description, embed } };
};

const loadLibrary = ({ runtime, threads }: LoadSettings) => {
  if (runtime === "wasm") useWasmRuntime(threads);
  return import("@xenova/transformers");
};

/** The WebAssembly files are missing or cannot be compiled, which the library tells when the first session is made. */
const isRuntimeFault = (reason: string): boolean => reason.includes("no available backend found");

const failed = (failure: Failure): Loading => ({ kind: "failed", failure });
