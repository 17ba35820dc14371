import type { Embedder, VectorStore } from "../ports.ts";
import type { Failure } from "../result.ts";

/** Texts that ended the model's process again and again: remembered over restarts, and not given to it any more. */
export interface TextsSetAside {
  /** Why, by vector key. */
  readonly reasons: ReadonlyMap<string, string>;
  /**
   * Sets aside those of the texts that failed because they end the process, once the model has embedded another one: where
   * it embeds none, no text is to blame. @param works whether it has, as far as is known; else it is tried.
   */
  add(failed: readonly (readonly [key: string, failure: Failure])[], works: boolean): Promise<void>;
}

/** A text that every model stands. */
const harmless = "a";

/** Reads what was set aside before. A text that is edited has another key, and is tried anew. */
export function createTextsSetAside(ports: {
  readonly vectors: Pick<VectorStore, "setAside" | "addSetAside">;
  readonly embedder: Embedder;
  readonly model: string;
}): TextsSetAside {
  const { vectors, embedder, model } = ports;
  const reasons = new Map(vectors.setAside(model));
  return {
    reasons,
    async add(failed, works) {
      const rows = failed
        .filter(([, { code }]) => code === "text-crashes")
        .map(([key, { message }]): readonly [string, string] => [key, message]);
      if (rows.length === 0 || !(works || (await embedder.embed(harmless, "passage")).ok)) return;
      vectors.addSetAside(model, rows);
      for (const [key, reason] of rows) reasons.set(key, reason);
    },
  };
}
