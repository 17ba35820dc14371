import { t } from "@vscode/l10n";
import type { EvaluationMode, Find } from "../core/evaluation/evaluate.ts";
import { evaluationDepth, searchOf } from "../core/evaluation/findInService.ts";
import { answerInService, type GiveAnswer } from "../core/evaluation/measureAnswers.ts";
import { failure, success } from "../core/result.ts";
import type { Hit } from "../core/search/hits.ts";
import type { IndexedFolders } from "./folders.ts";

/** What hits of several folders are compared by: a leg's own score where one searches alone, else the probability. */
const scoreOf: Readonly<Record<EvaluationMode, (hit: Hit) => number>> = {
  bm25: ({ lexical }) => lexical,
  vector: ({ similarity = 0 }) => similarity,
  hybrid: ({ score }) => score,
  "question-first": ({ score }) => score,
};

/** Searches all folders as one, with the vectors that are there. An index is held no longer than a search takes. */
export const findInFolders =
  (folders: IndexedFolders): Find =>
  async (question, mode, signal) => {
    const several = folders.all().length > 1;
    const options = { ...searchOf[mode], depth: evaluationDepth, ...(signal === undefined ? {} : { signal }) };
    const found = await folders.useAll(async ({ service, place }) => ({
      place,
      ...(await service.search(question, options)),
    }));
    if (found.length === 0) return failure("folder-missing", t("No folder has an index any more."));
    for (const { failure: missing } of found) if (missing !== undefined) return { ok: false, failure: missing };
    const hits = found.flatMap(({ place, hits: own }) =>
      own.map((hit) => ({ hit, path: several ? `${place.name}/${hit.file.path}` : hit.file.path })),
    );
    if (several) hits.sort((a, b) => scoreOf[mode](b.hit) - scoreOf[mode](a.hit));
    return success(hits.map(({ hit: { passage }, path }) => ({ path, start: passage.start, end: passage.end })));
  };

/** Answers from the folder that is surest, with the vectors that are there, as the panel does. */
export const answerInFolders =
  (folders: IndexedFolders): GiveAnswer =>
  async (question, signal) => {
    const answers = await folders.useAll(({ service }) => answerInService(service, "stored")(question, signal));
    const [best] = answers.toSorted((a, b) => b.confidence - a.confidence);
    return best ?? { exact: "", sentence: "", shown: "", confidence: 0 };
  };
