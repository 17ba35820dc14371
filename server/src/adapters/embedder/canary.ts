import { Buffer } from "node:buffer";
import { t } from "@vscode/l10n";
import type { EmbeddingTask, QuantizedVector } from "../../core/ports.ts";
import { dot } from "../../core/vector/quantize.ts";
import known from "./canaryVectors.json" with { type: "json" };
import type { EmbeddingModel } from "./embeddingModel.ts";
import { reasonOf } from "./modelFault.ts";

/** A text with the vector it must have. */
interface KnownText {
  readonly task: EmbeddingTask;
  readonly text: string;
  readonly vector: QuantizedVector;
}

/**
 * What a trial found. `model`: it gives nothing of use, as `what` says in a clause about it; `runtime`: the
 * model is known to be good, so what runs it is at fault.
 */
export interface CanaryFault {
  readonly at: "model" | "runtime";
  readonly what: string;
}

/**
 * Tries a loaded model on texts in several languages whose vectors are known (`bench/canary.ts` makes them), or on one
 * alone. A model without known vectors must give a vector that can be used; whether it is right cannot be told.
 */
export const tryModel = async (
  { description, embed }: EmbeddingModel,
  texts: "all" | "one",
): Promise<CanaryFault | undefined> => {
  const expected = knownTexts(description.id);
  const [first = { task: "question", text: "Where is it?" } as const] = expected;
  const at = expected.length > 0 ? "runtime" : "model";
  for (const { task, text, ...of } of texts === "all" && expected.length > 0 ? expected : [first]) {
    const result = await embed(text, task).catch((error: unknown) => t("it cannot be run ({0})", reasonOf(error)));
    if (typeof result === "string") return { at, what: result };
    if (!result.ok) return { at, what: result.failure.message };
    const cosine = "vector" in of ? dot(of.vector, result.value) : 1;
    if (!(cosine >= known.leastCosine)) {
      return {
        at,
        what: t('it gives a wrong vector for "{0}": its cosine with the known one is {1}', text, cosine.toFixed(3)),
      };
    }
  }
  return undefined;
};

/** The texts with known vectors of a model; none for most models. */
export const knownTexts = (modelId: string): readonly KnownText[] => {
  if (modelId !== known.model) return [];
  return known.texts.map(({ task, text, scale, values }) => ({
    task: task === "question" ? "question" : "passage",
    text,
    vector: { scale, values: new Int8Array(Buffer.from(values, "base64")) },
  }));
};
