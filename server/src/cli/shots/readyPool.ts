import { loadLanguageDetector } from "../../adapters/languageDetector.ts";
import { comparedTerms } from "../../core/fewShot/duplicates/comparedTerms.ts";
import { createNearDuplicates, type NearDuplicates } from "../../core/fewShot/duplicates/nearDuplicates.ts";
import type { Pair } from "../../core/fewShot/pair.ts";
import { embedInputs } from "../../core/fewShot/selection/embedInputs.ts";
import { createPool, type Pool, type SelectionInput } from "../../core/fewShot/selection/pool.ts";
import { createAnalyser } from "../../core/language/analyse.ts";
import { languageOf } from "../../core/language/detect.ts";
import type { QuantizedVector } from "../../core/ports.ts";
import { sha256, type OpenFolder } from "../openFolder.ts";
import type { Output } from "../output.ts";

/** Pairs made ready to be chosen from, and inputs to choose for. */
export interface ReadyPool {
  readonly pool: Pool;
  readonly duplicates: NearDuplicates;
  /** One for each of `inputs`. */
  readonly inputs: readonly SelectionInput[];
}

/** More pairs than this are compared by their words alone: their vectors would take longer than a person waits. */
const mostEmbedded = 20_000;

/** Detects languages, indexes the pairs' inputs and, where `withVectors`, embeds them and the inputs to choose for. */
export async function readyPool(
  { embedder, store, model }: Pick<OpenFolder, "embedder" | "store" | "model">,
  given: { readonly pairs: readonly Pair[]; readonly inputs: readonly string[]; readonly withVectors: boolean },
  output: Output,
  signal: AbortSignal,
): Promise<ReadyPool> {
  const detect = await loadLanguageDetector();
  const languageFor = (text: string, known = "und"): string => (known === "und" ? languageOf(text, detect) : known);
  const pairs = given.pairs.map((pair) => ({ ...pair, language: languageFor(pair.input, pair.language) }));
  const analyser = createAnalyser();
  const duplicates = createNearDuplicates({
    termsOf: (text) => comparedTerms(analyser, text, languageFor(text)),
  });
  for (const { input } of pairs) duplicates.add(input);
  const texts = [...pairs.map(({ input }) => input), ...given.inputs];
  const vectors = given.withVectors ? await vectorsOf(texts) : [];
  const inputs = given.inputs.map((text, at): SelectionInput => {
    const vector = vectors[pairs.length + at];
    return { text, language: languageFor(text), ...(vector === undefined ? {} : { vector }) };
  });
  return { pool: createPool(pairs, { analyser, vectors: vectors.slice(0, pairs.length) }), duplicates, inputs };

  async function vectorsOf(wanted: readonly string[]): Promise<readonly QuantizedVector[]> {
    if (pairs.length > mostEmbedded) {
      output.note(`There are ${pairs.length} pairs, more than ${mostEmbedded}: they are compared by words alone.`);
      return [];
    }
    const bar = output.progress("Embedding");
    const parts = { embedder, vectors: store.vectors, model, hash: sha256 };
    const made = await embedInputs(parts, wanted, {
      signal,
      onProgress: (done, total) => bar.update(done, total),
    }).finally(() => bar.stop());
    if (made.ok) return made.value;
    output.note(`${made.failure.message} Pairs are compared by words alone.`);
    return [];
  }
}
