import { z } from "zod";

/** The file beside a model's weights that describes it. */
export const manifestFile = "askdocs.json";

/** Name of a model, which is that of its folder under a root: `name`, or `owner/name` as at the hub. */
export const modelName = /^[\w-][\w.-]*(\/[\w-][\w.-]*)?$/;

const file = z.strictObject({
  path: z.string().regex(/^(?!.*\.\.)[\w.-]+(\/[\w.-]+)*$/, "is not a path inside the model's folder"),
  bytes: z.int().positive(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, "is not a SHA-256"),
});

/**
 * What `askdocs.json` says of a model: where it comes from, how its vectors are made, and its exact files.
 *
 * `weights` tells people how the weights were made. `prefixes` go before every text, by task. `maxTokens` is the
 * model's window. The folder has the hub's layout, with 8-bit weights in `onnx/model_quantized.onnx`. `revision` is the
 * commit of the hub's repository it was fetched from, and `asked` the name that this commit was asked for by. `languages`
 * are ISO 639 codes; not there where they are unknown, or too many to name.
 */
export const modelManifest = z.strictObject({
  format: z.literal(1),
  name: z.string().min(1),
  origin: z.string().min(1),
  weights: z.string().min(1),
  licence: z.string().min(1),
  pooling: z.enum(["mean", "cls"]),
  normalize: z.literal(true),
  prefixes: z.strictObject({ question: z.string(), passage: z.string() }),
  dimensions: z.int().positive(),
  maxTokens: z.int().positive(),
  revision: z
    .string()
    .regex(/^[0-9a-f]{7,64}$/, "is not a commit")
    .optional(),
  asked: z.string().min(1).optional(),
  languages: z.array(z.string().min(1)).min(1).optional(),
  files: z.array(file).min(1),
});

export type ModelManifest = z.infer<typeof modelManifest>;
export type ModelFile = z.infer<typeof file>;
