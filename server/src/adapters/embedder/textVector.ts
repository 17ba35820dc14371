import { t } from "@vscode/l10n";
import type { QuantizedVector } from "../../core/ports.ts";
import { success, type Result } from "../../core/result.ts";
import { quantizeVector } from "../../core/vector/quantize.ts";
import type { ModelManifest } from "./modelManifest.ts";

/** The output that holds a vector for each token, by the hub's convention. */
const outputName = "last_hidden_state";

/** How a text's vector is made of its tokens' vectors. */
export type VectorShape = Pick<ModelManifest, "pooling" | "dimensions">;

/**
 * The unit vector of the one text that a model was run on.
 *
 * The failure's message is a clause about the model: what is wrong with the output where it has another name,
 * shape or type than the model's description says, or where its numbers are of no use.
 */
export const textVector = (output: unknown, shape: VectorShape): Result<QuantizedVector> => {
  const tokens = tokenVectors(output, shape.dimensions);
  if (!tokens.ok) return tokens;
  const pooled = pool(tokens.value, shape);
  const length = Math.hypot(...pooled);
  if (!Number.isFinite(length)) return useless(t("it gives vectors with components that are not numbers"));
  if (length === 0) return useless(t("it gives vectors of zeros"));
  return success(quantizeVector(pooled.map((component) => component / length)));
};

/** The vectors of the tokens, one after the other. */
const tokenVectors = (output: unknown, dimensions: number): Result<Float32Array> => {
  const outputs = Object.entries(isRecord(output) ? output : {});
  const tensor = outputs.find(([name]) => name === outputName)?.[1];
  if (!isRecord(tensor)) {
    const names = outputs.map(([name]) => `"${name}"`).join(", ") || t("nothing");
    return useless(t('it gives {0} where "{1}" is expected', names, outputName));
  }
  const { dims, data } = tensor;
  const sizes = Array.isArray(dims) ? dims.map(Number) : [];
  if (!(data instanceof Float32Array)) return useless(t('it gives an output "{0}" that is not float32', outputName));
  if (sizes.length !== 3 || sizes[0] !== 1 || sizes[2] !== dimensions || data.length < dimensions) {
    const expected = `[1, n, ${dimensions}]`;
    return useless(
      t('it gives an output "{0}" of the shape [{1}] where {2} is expected', outputName, sizes.join(", "), expected),
    );
  }
  return success(data);
};

/** One vector of the tokens' vectors; a single text has no padding, so that every token counts. */
const pool = (tokens: Float32Array, { pooling, dimensions }: VectorShape): Float64Array => {
  if (pooling === "cls") return Float64Array.from(tokens.subarray(0, dimensions));
  const sum = new Float64Array(dimensions);
  for (let start = 0; start < tokens.length; start += dimensions) {
    for (let index = 0; index < dimensions; index++) sum[index] = (sum[index] ?? 0) + (tokens[start + index] ?? 0);
  }
  return sum;
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

const useless = (message: string): Result<never> => ({ ok: false, failure: { code: "model-damaged", message } });
