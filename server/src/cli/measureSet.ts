import { rm } from "node:fs/promises";
import { join } from "node:path";
import { settingsSchema, type Settings } from "../../../protocol/settings.ts";
import type { StoredSet } from "../adapters/evaluation/readSet.ts";
import { evaluate, evaluationModes, type EvaluationMode, type QuestionResult } from "../core/evaluation/evaluate.ts";
import { findInService } from "../core/evaluation/findInService.ts";
import { keptEvaluation, searchedAlike, searchSettingsOf, type Choices } from "../core/evaluation/history.ts";
import { prepareSet, type JudgedFolder, type PreparedSet } from "../core/evaluation/prepareSet.ts";
import type { MeasuredDefaults } from "../core/evaluation/report.ts";
import type { Result } from "../core/result.ts";
import type { Service } from "../core/service.ts";
import { openFolder, type OpenFolder } from "./openFolder.ts";
import type { Output } from "./output.ts";
import type { DocumentIds } from "./queries.ts";
import { refreshFolder, type VectorsFlag } from "./refreshFolder.ts";

/** A set, and how it is to be measured. */
export interface GivenSet {
  readonly set: StoredSet;
  readonly ids: DocumentIds;
  readonly vectors: VectorsFlag;
}

/** Without vectors of everything, only what needs none of them can be measured. */
const modesOf: Readonly<Record<VectorsFlag, readonly EvaluationMode[]>> = {
  all: evaluationModes,
  "question-first": ["bm25", "question-first"],
  none: ["bm25"],
};

export interface MeasuredSet {
  readonly modes: readonly EvaluationMode[];
  readonly prepared: PreparedSet;
  readonly results: Result<readonly QuestionResult[]>;
}

/** Brings a folder up to date, and asks it every question of a set in every mode. */
export async function measureSet(
  service: Service,
  { set, ids, vectors }: GivenSet,
  output: Output,
  signal: AbortSignal,
): Promise<MeasuredSet> {
  await refreshFolder(service, vectors, output, signal);
  const prepared = await prepareSet(set, judgedFolder(service, ids));
  const modes = modesOf[vectors];
  const bar = output.progress("Questions");
  const results = await evaluate(prepared.questions, {
    modes,
    find: findInService(service, { embeds: vectors === "question-first" }),
    signal,
    onProgress: (done, total) => bar.update(done, total),
  }).finally(() => bar.stop());
  return { modes, prepared, results };
}

/**
 * Measures a set with the default settings too, where others were chosen: in an index of their own, which is removed
 * afterwards; the vectors stay.
 */
export async function measureDefaults(
  { path, indexDir, settings }: OpenFolder,
  given: GivenSet,
  at: string,
  output: Output,
  signal: AbortSignal,
): Promise<MeasuredDefaults> {
  const defaults = choicesOf(settingsSchema.parse({}));
  if (searchedAlike(choicesOf(settings), defaults)) return {};
  const defaultDir = join(indexDir, "default-settings");
  const opened = await openFolder({ folder: path, indexDir: defaultDir, vectorDir: indexDir }, output);
  const notMeasured = (reason: string) => ({ note: `Search with the default settings was not measured: ${reason}` });
  if (!opened.ok) return notMeasured(opened.failure.message);
  const { service, model, close } = opened.value;
  try {
    const { modes, results } = await measureSet(service, given, output, signal);
    if (!results.ok) return notMeasured(results.failure.message);
    const { files, passages } = service.status();
    return { evaluation: keptEvaluation(results.value, modes, { ...defaults, model, files, passages, at }) };
  } finally {
    await close();
    await rm(defaultDir, { recursive: true, force: true });
  }
}

const choicesOf = (settings: Settings): Choices => ({
  settings: searchSettingsOf(settings),
  model: settings["askDocs.model.name"],
});

function judgedFolder({ judged }: Service, ids: DocumentIds): JudgedFolder {
  return {
    idOf: ids.idOf,
    pathOf(id) {
      const path = ids.pathOf(id);
      return path !== undefined && judged.isIndexed(path) ? path : undefined;
    },
    place: async (judgement) => judged.place(judgement, ids.pathOf(judgement.path) ?? judgement.path),
    passagesOf: judged.passagesOf,
  };
}
