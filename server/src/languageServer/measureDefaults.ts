import { t } from "@vscode/l10n";
import { ResponseError } from "vscode-languageserver/node";
import type { EvaluationMode, QuestionResult } from "../core/evaluation/evaluate.ts";
import { keptEvaluation, type Choices } from "../core/evaluation/history.ts";
import type { MeasuredDefaults } from "../core/evaluation/report.ts";
import { StoreFailure } from "../core/storeFailure.ts";
import { openDefaultIndexes, type DefaultIndexes } from "./defaultIndexes.ts";
import type { IndexedFolders } from "./folders.ts";
import type { SharedParts } from "./openIndex.ts";

/** Seconds that reading the folders with the default settings may take. */
const patience = 120;

/**
 * Measures a set with the default settings, beside an evaluation with others.
 *
 * @param measure measures the set in other indexes, in some modes.
 * @throws the signal's reason when it aborts.
 */
export async function measureDefaults(
  parts: {
    readonly shared: SharedParts;
    readonly folders: IndexedFolders;
    readonly choices: Choices;
    readonly modes: readonly EvaluationMode[];
    /** When, in ISO 8601. */
    readonly at: string;
    readonly signal: AbortSignal;
  },
  measure: (indexes: IndexedFolders, modes: readonly EvaluationMode[]) => Promise<readonly QuestionResult[]>,
): Promise<MeasuredDefaults> {
  const { shared, folders, choices, modes, at, signal } = parts;
  const late = AbortSignal.timeout(1000 * patience);
  let indexes: DefaultIndexes;
  try {
    indexes = await openDefaultIndexes(shared, folders, AbortSignal.any([signal, late]));
  } catch (error) {
    signal.throwIfAborted();
    return { note: t("Search with the default settings was not measured: {0}", reasonOf(error, late)) };
  }
  try {
    const wanted = indexes.hasVectors ? modes : modes.filter((mode) => mode === "bm25");
    const results = await measure(indexes.folders, wanted);
    const counts = indexes.folders.all().flatMap(({ current }) => current?.service.status() ?? []);
    const files = counts.reduce((sum, status) => sum + status.files, 0);
    const passages = counts.reduce((sum, status) => sum + status.passages, 0);
    return {
      evaluation: keptEvaluation(results, wanted, { ...choices, files, passages, at }),
      ...(wanted.length < modes.length ? { note: keywordsOnly() } : {}),
    };
  } finally {
    await indexes.close();
  }
}

const keywordsOnly = (): string =>
  t("With the default settings only keywords were measured, because too many passages of theirs have no vectors.");

function reasonOf(error: unknown, late: AbortSignal): string {
  if (late.aborted) return t("reading the documents took over {0} seconds.", patience);
  if (error instanceof StoreFailure) return error.failure.message;
  if (error instanceof ResponseError) return error.message;
  throw error;
}
