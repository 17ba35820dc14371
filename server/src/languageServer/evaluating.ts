import { basename } from "node:path";
import { setImmediate } from "node:timers/promises";
import { t } from "@vscode/l10n";
import { plural } from "../../../protocol/translate.ts";
import {
  openPlaceCommand,
  type EvaluateParams,
  type EvaluationProgress,
  type EvaluationView,
} from "../../../protocol/evaluationMessages.ts";
import type { Settings } from "../../../protocol/settings.ts";
import { historyFileOf, readHistory, writeHistory } from "../adapters/evaluation/historyFile.ts";
import { readSet, type StoredSet } from "../adapters/evaluation/readSet.ts";
import type { PlaceLink } from "../adapters/report/reportBody.ts";
import { evaluate, evaluationModes, type EvaluationMode } from "../core/evaluation/evaluate.ts";
import { extendHistory, keptEvaluation, searchedAlike, searchSettingsOf } from "../core/evaluation/history.ts";
import { measureAnswers } from "../core/evaluation/measureAnswers.ts";
import { listedPlaces, placeKey } from "../core/evaluation/places.ts";
import { prepareSet } from "../core/evaluation/prepareSet.ts";
import { makeReport, warningsOf, type EvaluationReport } from "../core/evaluation/report.ts";
import { figure } from "../core/evaluation/compare.ts";
import type { Clock } from "../core/ports.ts";
import type { BacklogGate } from "./backlogGate.ts";
import { defaultChoices } from "./defaultIndexes.ts";
import { failureFor, valueOf } from "./failures.ts";
import { answerInFolders, findInFolders } from "./findInFolders.ts";
import type { Folders, IndexedFolders } from "./folders.ts";
import { createDocumentNaming, createJudgedFolders } from "./judgedFolders.ts";
import { measureDefaults } from "./measureDefaults.ts";
import type { SharedParts } from "./openIndex.ts";
import type { OwnSet } from "./ownSet.ts";
import { createFolderViews } from "./views.ts";

/** Milliseconds between two words on how far an evaluation is. */
const reportEvery = 200;

/** Measures search on sets of judged questions. A person's questions go before each of its own. */
export function createEvaluating(ports: {
  readonly shared: SharedParts;
  readonly folders: Folders;
  readonly gate: BacklogGate;
  readonly settings: () => Settings;
  readonly ownSet: OwnSet;
  readonly clock: Clock;
  readonly notify: (progress: EvaluationProgress) => void;
}) {
  const { shared, folders, gate, settings, ownSet, clock, notify } = ports;

  async function chooseSet(given: string | undefined) {
    const folder = given ?? (await ownSet.folder()).folder;
    const set = await readSet(folder);
    if (!set.ok && given === undefined) throw failureFor(nothingJudged());
    return { folder, name: given === undefined ? t("my judgements") : basename(folder), set: valueOf(set) };
  }

  function indexes() {
    const open = folders.all().flatMap(({ current }) => (current === undefined ? [] : [current]));
    if (open.length === 0) throw failureFor(t("The index is not open yet; try again in a moment."));
    return open;
  }

  /** Without a model only keywords can be measured. */
  const modesOf = (): readonly EvaluationMode[] =>
    indexes().every(({ models }) => models.hasModel) ? evaluationModes : ["bm25"];

  function circumstances() {
    const all = indexes();
    const status = all.map(({ service }) => service.status());
    const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
    return {
      settings: searchSettingsOf(settings()),
      model: [...new Set(all.map(({ models }) => models.serving.description.id))].sort().join(", "),
      files: sum(status.map(({ files }) => files)),
      passages: sum(status.map(({ passages }) => passages)),
      pending: sum(status.map(({ passages, embedded }) => passages - embedded)),
      at: new Date(clock.wallTime()).toISOString(),
    };
  }

  async function measure(set: StoredSet, { id }: EvaluateParams, name: string, folder: string, signal: AbortSignal) {
    const giveWay = async (): Promise<void> => {
      await setImmediate();
      await gate.answered(signal);
      signal.throwIfAborted();
    };
    const modes = modesOf();
    const now = circumstances();
    const choices = await defaultChoices(shared);
    const rounds = searchedAlike(now, choices) ? 1 : 2;
    let told = -Infinity;
    const tell = (done: number, total: number): void => {
      if (clock.now() - told < reportEvery && done < total) return;
      told = clock.now();
      notify({ id, done, total });
    };

    const known = set.questions.filter(({ id }) => set.answers.has(id)).length;

    async function measureIn(indexed: IndexedFolders, wanted: readonly EvaluationMode[], round: number) {
      const prepared = await prepareSet(set, createJudgedFolders(indexed));
      const count = prepared.questions.length;
      const onProgress = (done: number): void => tell(round * count + done, rounds * count + known);
      onProgress(0);
      const options = { modes: wanted, find: findInFolders(indexed), signal, onProgress, giveWay };
      return { prepared, results: valueOf(await evaluate(prepared.questions, options)) };
    }

    const { prepared, results } = await measureIn(folders, modes, 0);
    if (prepared.questions.length === 0) throw failureFor(nothingMeasurable(prepared.withoutRelevance, set));
    const defaults =
      rounds === 1
        ? {}
        : await measureDefaults({ shared, folders, choices, modes, signal, at: now.at }, async (indexed, wanted) => {
            const measured = await measureIn(indexed, wanted, 1);
            return measured.results;
          });
    const answered = rounds * prepared.questions.length;
    const answers = await measureAnswers(set.questions, set.answers, {
      ...{ answer: answerInFolders(folders), signal, giveWay },
      onProgress: (done) => tell(answered + done, answered + known),
    });
    const historyFile = historyFileOf(ownSet.storage, folder);
    const history = await readHistory(historyFile);
    const report = await makeReport({
      ...now,
      set: name,
      results,
      problems: set.problems,
      modes,
      prepared,
      history,
      defaults,
      giveWay,
      ...(answers === undefined ? {} : { answers }),
    });
    await writeHistory(historyFile, extendHistory(history, keptEvaluation(results, modes, now)));
    return report;
  }

  /** The places that a report names, as links to be opened in the editor. */
  async function linksOf({ results }: EvaluationReport): Promise<ReadonlyMap<string, PlaceLink>> {
    const naming = createDocumentNaming(folders);
    const several = folders.all().length > 1;
    const views = new Map(
      folders.all().map(({ place, current }) => [place.uri, current && createFolderViews(current, several)]),
    );
    const links = new Map<string, PlaceLink>();
    for (const listed of listedPlaces(results)) {
      const key = placeKey(listed);
      if (links.has(key)) continue;
      const document = naming
        .meantBy(listed.path)
        .find(({ session, path }) => session.current?.service.judged.isIndexed(path) === true);
      const view = document && views.get(document.session.place.uri);
      if (document === undefined || view === undefined) continue;
      const { start = 0, end = start } = listed;
      const place = await view.place(document.path, { start, end });
      const text = listed.start === undefined ? place.path : `${place.path}:${place.range.start.line + 1}`;
      links.set(key, { text, href: `command:${openPlaceCommand}?${encodeURIComponent(JSON.stringify([place]))}` });
    }
    return links;
  }

  return {
    /** @throws a `ResponseError` that says what to do where there is nothing to measure; the signal's reason when it aborts. */
    async evaluate(params: EvaluateParams, signal: AbortSignal): Promise<EvaluationView> {
      await Promise.all(folders.all().map((session) => session.refreshed().then(() => session.settled())));
      const { folder, name, set } = await chooseSet(params.folder);
      const report = await measure(set, params, name, folder, signal);
      // What draws is large, and most windows never want it.
      const { viewReport } = await import("../adapters/report/reportPage.ts");
      const links = await linksOf(report);
      signal.throwIfAborted();
      return {
        ...(await viewReport(report, links)),
        headline: headlineOf(report),
        warnings: warningsOf(report),
      };
    },
  };
}

const nothingJudged = (): string =>
  t(
    "Nothing is judged yet. Mark results as the right passage under answers, or in the search list, and evaluate again.",
  );

function nothingMeasurable(withoutRelevance: number, { questions }: StoredSet): string {
  if (questions.length === 0) return nothingJudged();
  return plural(
    t,
    withoutRelevance,
    {
      one: "The question has no passage or document that is right and still there. Mark right passages, and evaluate again.",
      other:
        "None of the {0} questions has a passage or document that is right and still there. Mark right passages, and evaluate again.",
    },
    withoutRelevance,
  );
}

function headlineOf({ results, modes }: EvaluationReport): string {
  const figures = modes.map(({ mode, figures: { "nDCG@10": ndcg } }) => `${mode} ${figure(ndcg)}`).join(", ");
  return plural(
    t,
    results.length,
    { one: "nDCG@10 on {0} question: {1}.", other: "nDCG@10 on {0} questions: {1}." },
    results.length,
    figures,
  );
}
