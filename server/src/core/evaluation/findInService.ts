import { success } from "../result.ts";
import type { SearchOptions } from "../search/search.ts";
import type { Service } from "../service.ts";
import type { EvaluationMode, Find } from "./evaluate.ts";
import { deepest } from "./metrics.ts";

/** Passages looked at for each document wanted, since several may be of one document. */
const passagesPerDocument = 3;

/** Passages asked of a search, so that a hundred documents are among them. */
export const evaluationDepth = deepest * passagesPerDocument;

/** How each mode searches. */
export const searchOf: Readonly<Record<EvaluationMode, Pick<SearchOptions, "mode" | "vectors">>> = {
  bm25: { mode: "bm25", vectors: "none" },
  vector: { mode: "vector", vectors: "stored" },
  hybrid: { mode: "hybrid", vectors: "stored" },
  "question-first": { mode: "hybrid", vectors: "candidates" },
};

/**
 * Searches one folder. @param embeds whether a question's own candidates are embedded first, where not everything has a
 * vector; what other questions had embedded does not count for it all the same.
 */
export const findInService =
  (service: Service, { embeds }: { readonly embeds: boolean }): Find =>
  async (question, mode, signal) => {
    const stop = signal === undefined ? {} : { signal };
    if (mode === "question-first" && embeds)
      await service.search(question, { mode: "hybrid", vectors: "question-first", depth: 1, ...stop });
    const { hits, failure } = await service.search(question, { ...searchOf[mode], depth: evaluationDepth, ...stop });
    if (failure !== undefined) return { ok: false, failure };
    return success(hits.map(({ file, passage: { start, end } }) => ({ path: file.path, start, end })));
  };
