import type { Embedder, Hash, QuantizedVector, VectorStore } from "../../ports.ts";
import { success, type Result } from "../../result.ts";

export interface InputVectors {
  readonly embedder: Embedder;
  /** Where vectors of an earlier run are. */
  readonly vectors: VectorStore;
  /** The model's id. */
  readonly model: string;
  readonly hash: Hash;
}

/** Texts that wait for the embedder at once. */
const waiting = 16;

/**
 * The vectors of texts, in their order, embedded as passages: an input and a demonstration's input are of one kind.
 * Fails with the embedder's first failure. Throws where the signal is aborted.
 */
export async function embedInputs(
  { embedder, vectors, model, hash }: InputVectors,
  texts: readonly string[],
  { signal, onProgress }: { readonly signal?: AbortSignal; onProgress?(done: number, total: number): void } = {},
): Promise<Result<readonly QuantizedVector[]>> {
  const found: QuantizedVector[] = [];
  for (let from = 0; from < texts.length; from += waiting) {
    signal?.throwIfAborted();
    const some = texts.slice(from, from + waiting);
    const keys = some.map((text) => hash(text));
    const known = vectors.get(model, keys);
    const made = await Promise.all(
      some.map(async (text, at): Promise<Result<QuantizedVector>> => {
        const before = known.get(keys[at] ?? "");
        return before === undefined ? embedder.embed(text, "passage", signal) : success(before);
      }),
    );
    const fresh: (readonly [string, QuantizedVector])[] = [];
    for (const [at, vector] of made.entries()) {
      if (!vector.ok) return vector;
      const key = keys[at] ?? "";
      if (!known.has(key)) fresh.push([key, vector.value]);
      found.push(vector.value);
    }
    if (fresh.length > 0) vectors.put(model, fresh);
    onProgress?.(Math.min(texts.length, from + waiting), texts.length);
  }
  return success(found);
}
