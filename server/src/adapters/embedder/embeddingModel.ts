import { AutoModel, AutoTokenizer, env, Tensor } from "@xenova/transformers";
import { z } from "zod";
import type { EmbeddingTask, ModelDescription, QuantizedVector } from "../../core/ports.ts";
import { quantizeVector } from "../../core/vector/quantize.ts";
import type { ModelFolder } from "./modelFolder.ts";
import type { ModelManifest } from "./modelManifest.ts";

/**
 * Characters of a text that are looked at: more than 512 tokens of any language (2 to 5 characters each), while the
 * tokenizer takes 200 ms for 100,000 characters and overflows the stack at 1,000,000 (transformers.js 4.3.1).
 */
const maxCharacters = 8000;

/** A loaded model. */
export interface EmbeddingModel {
  readonly description: ModelDescription;
  /** The unit vector of a text, cut at 8,000 characters and at the model's window; an empty text has one too. */
  embed(text: string, task: EmbeddingTask): Promise<QuantizedVector>;
}

/**
 * Loads tokenizer and weights from a checked folder, never from the network.
 *
 * `threads`: threads of one inference. ONNX Runtime's memory arena stays on: without it one text a call takes 100 to
 * 180 MB more and is no faster (measured).
 */
export const loadEmbeddingModel = async (folder: ModelFolder, threads: number): Promise<EmbeddingModel> => {
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  env.localModelPath = folder.root;
  env.useFSCache = false;
  const { manifest, description } = folder;
  const tokenizer = await AutoTokenizer.from_pretrained(folder.name);
  const model = await AutoModel.from_pretrained(folder.name, {
    dtype: "q8",
    device: "cpu",
    session_options: { intraOpNumThreads: threads, interOpNumThreads: 1 },
  });
  return {
    description,
    embed: async (text, task) => {
      const prepared = manifest.prefixes[task] + text.slice(0, maxCharacters).toWellFormed();
      const inputs: unknown = tokenizer([prepared], { truncation: true, max_length: manifest.maxTokens });
      const output: unknown = await model(inputs);
      return quantizeVector(normalize(pool(hiddenState(output), manifest)));
    },
  };
};

const modelOutput = z.object({ last_hidden_state: z.instanceof(Tensor) });

/** The vectors of the tokens, one after the other. */
const hiddenState = (output: unknown): Float32Array => {
  const { data } = modelOutput.parse(output).last_hidden_state;
  if (!(data instanceof Float32Array)) throw new TypeError("The model's output is not float32.");
  return data;
};

/** One vector of the tokens' vectors; a single text has no padding, so that every token counts. */
const pool = (tokens: Float32Array, { pooling, dimensions }: ModelManifest): Float64Array => {
  if (pooling === "cls") return Float64Array.from(tokens.subarray(0, dimensions));
  const sum = new Float64Array(dimensions);
  for (let start = 0; start < tokens.length; start += dimensions) {
    for (let index = 0; index < dimensions; index++) sum[index] = (sum[index] ?? 0) + (tokens[start + index] ?? 0);
  }
  return sum;
};

const normalize = (vector: Float64Array): Float64Array => {
  const length = Math.hypot(...vector);
  return length === 0 ? vector : vector.map((component) => component / length);
};
