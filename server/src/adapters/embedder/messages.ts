import { z } from "zod";
import type { FailureCode } from "../../core/result.ts";

const failure = z.object({ code: z.custom<FailureCode>((code) => typeof code === "string"), message: z.string() });
const description = z.object({ id: z.string(), dimensions: z.number() });
const vector = z.object({ values: z.custom<Int8Array>((values) => values instanceof Int8Array), scale: z.number() });

/** Builds of ONNX Runtime: the platform's own library, which can crash, or WebAssembly, which is slower. */
const runtime = z.enum(["native", "wasm"]);

/**
 * What the parent tells the embedder's process, in this order: one `load`, then texts.
 *
 * `cancel` takes a text back that the process has not begun; it answers every `embed` once, with `vector`, `refused` or
 * `dropped`. `threads` 0 leaves the number to the process. With `canary`, known texts must give their known vectors
 * before the process is ready. `texts`: translations of its sentences, by key.
 */
export const parentMessage = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("load"),
    model: z.string(),
    roots: z.array(z.string()),
    threads: z.number(),
    runtime,
    canary: z.boolean(),
    texts: z.record(z.string(), z.string()),
  }),
  z.object({
    kind: z.literal("embed"),
    id: z.number(),
    text: z.string(),
    task: z.enum(["question", "passage"]),
    urgency: z.enum(["now", "later"]).optional(),
  }),
  z.object({ kind: z.literal("cancel"), id: z.number() }),
]);

/**
 * What the embedder's process answers: `ready`, `failed` or `unfit` to a `load`; `rss` is its memory in bytes.
 *
 * `failed`: the model cannot be used; `unfit`: the runtime cannot be loaded or gives wrong vectors, which counts like a
 * crash. After either the process is of no use. `refused`: this text raised an error, and the next may not.
 */
export const childMessage = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("ready"), description, rss: z.number() }),
  z.object({ kind: z.literal("failed"), failure }),
  z.object({ kind: z.literal("unfit"), reason: z.string() }),
  z.object({ kind: z.literal("vector"), id: z.number(), vector, rss: z.number() }),
  z.object({ kind: z.literal("refused"), id: z.number(), failure }),
  z.object({ kind: z.literal("dropped"), id: z.number() }),
]);

export type Runtime = z.infer<typeof runtime>;
export type ParentMessage = z.infer<typeof parentMessage>;
export type ChildMessage = z.infer<typeof childMessage>;
export type LoadRequest = Extract<ParentMessage, { kind: "load" }>;
export type EmbedRequest = Extract<ParentMessage, { kind: "embed" }>;
