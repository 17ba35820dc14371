import { readFile } from "node:fs/promises";
import Module, { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import type * as OnnxRuntimeWeb from "onnxruntime-web";

/**
 * Makes transformers.js run on ONNX Runtime's WebAssembly build; call it before transformers.js is imported.
 *
 * In Node, transformers.js 4 requires `onnxruntime-node` whatever device is asked for, which loads the native library at
 * once. So the other build, which has the same interface, is put in that module's place: nothing native is loaded, and
 * everything else stays the same. `threads`: of one inference, each a worker thread.
 */
export const useWasmRuntime = (threads: number): void => {
  const require = createRequire(import.meta.url);
  const build = require("onnxruntime-web") as typeof OnnxRuntimeWeb;
  // Given as a folder; without it transformers.js would have the files fetched from the network.
  build.env.wasm.wasmPaths = new URL(".", pathToFileURL(require.resolve("onnxruntime-web"))).href;
  build.env.wasm.numThreads = threads;
  const place = require.resolve("onnxruntime-node");
  const standIn = new Module(place);
  standIn.exports = { ...build, InferenceSession: { create: createFromFile(build.InferenceSession) } };
  standIn.loaded = true;
  require.cache[place] = standIn;
};

/** Reads the weights as one buffer; by itself the build makes a second of it, which is another 84 MB for a while. */
const createFromFile =
  ({ create }: OnnxRuntimeWeb.InferenceSessionFactory) =>
  async (
    path: string,
    options: OnnxRuntimeWeb.InferenceSession.SessionOptions,
  ): Promise<OnnxRuntimeWeb.InferenceSession> =>
    create(await readFile(path), options);
