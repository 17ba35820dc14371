import { mkdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { t } from "@vscode/l10n";
import { plural } from "../../../../protocol/translate.ts";
import type { EvaluationProgress, EvaluationView } from "../../../../protocol/evaluationMessages.ts";
import type {
  EvaluateShotsParams,
  PlanShotsEvaluationParams,
  ShotsEvaluationPlan,
} from "../../../../protocol/shotsEvaluationMessages.ts";
import type { Settings } from "../../../../protocol/settings.ts";
import { openCallCache } from "../../adapters/fewShot/callCache.ts";
import { readPairs, type ReadPairs } from "../../adapters/fewShot/readPairs.ts";
import { parseShots } from "../../core/fewShot/document/parseShots.ts";
import { templateName, type Build } from "../../core/fewShot/evaluation/build.ts";
import { buildsOf, type BuildChoices } from "../../core/fewShot/evaluation/builds.ts";
import { drawItems, type ExperimentReport } from "../../core/fewShot/evaluation/experiment.ts";
import { figure } from "../../core/evaluation/compare.ts";
import { measure } from "../../core/fewShot/evaluation/measure.ts";
import { pricesOf } from "../../core/fewShot/evaluation/prices.ts";
import { reportAsJson } from "../../core/fewShot/evaluation/reportAsJson.ts";
import { rowsOfDocument } from "../../core/fewShot/evaluation/rowSets.ts";
import type { Pair } from "../../core/fewShot/pair.ts";
import type { TokenCounterOf } from "../../core/fewShot/tokens/tokenCounter.ts";
import type { LanguageDetector } from "../../core/language/detect.ts";
import type { Clock } from "../../core/ports.ts";
import type { ChatModels } from "../chatModels.ts";
import type { EditorChat } from "../editorChat.ts";
import { failureFor, valueOf } from "../failures.ts";
import type { ShotsFiles } from "./shotsFiles.ts";
import { fieldsOf } from "./trying.ts";

/** A document is one build; what else could be chosen plays no part. */
const choices: BuildChoices = { k: [], selectors: [], orders: [], templates: [] };
const seed = 1;
/** Calls at the same time to a server elsewhere; one to this machine, whose model works on one at a time. */
const concurrency = 4;
/** Bytes of kept answers: some forty thousand. */
const mostKept = 16_000_000;
/** Milliseconds between two words on how far an evaluation is. */
const reportEvery = 200;

/** Builds the measuring of `.shots` documents. @param storage the extension's folder for this workspace. */
export function createShotsEvaluating(ports: {
  readonly files: Pick<ShotsFiles, "testFileFor" | "nameOf">;
  readonly models: Pick<ChatModels, "asked">;
  /** Is asked before a prompt leaves the machine. */
  readonly editor: Pick<EditorChat, "agrees">;
  readonly settings: () => Settings;
  readonly tokenCounterOf: TokenCounterOf;
  readonly loadDetector: () => Promise<LanguageDetector>;
  readonly clock: Clock;
  readonly storage: string;
  readonly notify: (progress: EvaluationProgress) => void;
}) {
  const { files, models, editor, settings, tokenCounterOf, loadDetector, clock, storage, notify } = ports;

  function prepare({ uri, text }: PlanShotsEvaluationParams, test: readonly Pair[]) {
    const { document } = parseShots(text);
    fieldsOf(document);
    const rows = valueOf(rowsOfDocument(text, { name: files.nameOf(uri), test }));
    return { rows, document, builds: buildsOf(choices, rows) };
  }

  async function agreedModel(signal: AbortSignal) {
    const chosen = await models.asked();
    if (chosen === undefined)
      throw failureFor(t("No chat model is chosen. Choose one, then evaluate the prompt again."));
    const { chat, ...asked } = valueOf(chosen);
    const { name, destination, isLocal } = valueOf(await chat.describe(signal));
    if (!isLocal && !(await editor.agrees({ model: name, destination }, signal)))
      throw failureFor(t("{0} was not asked: prompts and test rows may not go to {1}.", name, destination));
    return { ...asked, name, destination, isLocal };
  }

  /** Tells how far it is, a few times a second. */
  function progressOf(id: string, total: number): () => void {
    let [done, told] = [0, clock.now()];
    notify({ id, done, total });
    return () => {
      done += 1;
      if (clock.now() - told < reportEvery && done < total) return;
      told = clock.now();
      notify({ id, done, total });
    };
  }

  return {
    /** @throws a `ResponseError` that says why where the document or the file of rows is of no use. */
    async plan(params: PlanShotsEvaluationParams, signal: AbortSignal): Promise<ShotsEvaluationPlan> {
      const { builds, document } = prepare(params, []);
      const path = params.test ?? (await files.testFileFor(params.uri, document));
      const read = path === undefined ? undefined : await readTestRows(path, signal);
      const chosen = await models.asked();
      const model = chosen && valueOf(await valueOf(chosen).chat.describe(signal));
      return {
        test:
          path === undefined || read === undefined
            ? null
            : { path, name: basename(path), rows: read.pairs.length, broken: read.broken },
        prompts: builds.length,
        model: model === undefined ? null : { name: model.name, destination: model.destination },
      };
    },
    /**
     * @throws a `ResponseError` that says so where no model is chosen, the person does not agree, or the model is gone
     * before the end; the signal's reason when it aborts. The answers so far are kept.
     */
    async evaluate(params: EvaluateShotsParams, signal: AbortSignal): Promise<EvaluationView> {
      const { pairs, broken } = await readTestRows(params.test, signal);
      const { rows, document, builds } = prepare(params, drawItems(pairs, params.rows, seed));
      const model = await agreedModel(signal);
      const folder = join(storage, "few-shot");
      await mkdir(folder, { recursive: true });
      const cache = await openCallCache(join(folder, "answers.jsonl"), model.completion, model.address, {
        mostBytes: mostKept,
      });
      const { budget = Infinity } = document.frontMatter;
      const report = await measure(
        {
          rows,
          builds,
          budget,
          seeds: [seed],
          templates: [],
          concurrency: model.isLocal ? 1 : concurrency,
          prices: pricesOf(settings()),
        },
        { model: cache.model, counter: await tokenCounterOf(model.name), detect: await loadDetector() },
        { signal, onItem: progressOf(params.id, builds.length * rows.test.length) },
      );
      if (report.gone !== undefined) throw failureFor(goneSentence(report, rows.test.length, report.gone));
      const own = builds.find(({ k, shuffledLabels }) => k > 0 && !shuffledLabels);
      const json = reportAsJson(
        { ...report, notes: [...brokenNote(broken, params.test), ...report.notes] },
        {
          ...{ source: files.nameOf(params.uri), server: model.destination, model: model.name },
          ...{ k: builds.filter(({ shuffledLabels }) => !shuffledLabels).map(({ k }) => k), orders: [] },
          ...{ selectors: [], templates: own === undefined ? [] : [templateName(own)], seeds: [seed] },
          ...{ limit: rows.test.length, devLimit: 0, budget: document.frontMatter.budget ?? null },
          ...{ task: rows.task ?? null, reused: cache.reused() },
        },
      );
      // What draws is large, and most windows never want it.
      const { viewShotsReport } = await import("../../adapters/report/shotsReportPage.ts");
      const view = await viewShotsReport(json);
      signal.throwIfAborted();
      return { ...view, headline: headlineOf(report), warnings: [] };
    },
  };
}

async function readTestRows(path: string, signal: AbortSignal): Promise<ReadPairs> {
  const read = valueOf(await readPairs(path, signal));
  const [problem] = read.problems;
  if (read.pairs.length === 0)
    throw failureFor(
      problem === undefined
        ? t("{0} holds no row with a text and a label.", basename(path))
        : t("{0} holds no row with a text and a label. Line {1}: {2}", basename(path), problem.line, problem.reason),
    );
  return read;
}

const brokenNote = (broken: number, path: string): readonly string[] =>
  broken === 0
    ? []
    : [
        plural(
          t,
          broken,
          {
            one: "{0}: {1} line is no row, and passed over.",
            other: "{0}: {1} lines are no rows, and passed over.",
          },
          basename(path),
          broken,
        ),
      ];

/** A row for each build, by the first metric. */
const rowsOfBuilds = ({ rows }: ExperimentReport) => rows.filter(({ metric }) => metric === rows[0]?.metric);

function goneSentence(report: ExperimentReport, items: number, why: string): string {
  const answered = rowsOfBuilds(report).map(({ n, k, selector }) =>
    t("{0} of {1} {2}", n, items, promptName(k, selector.endsWith("+shuffled-labels"))),
  );
  return t(
    "The model does not answer any more: {0} Rows answered so far: {1}. These answers are kept; evaluate again to go on from there.",
    why,
    answered.join(", "),
  );
}

const promptName = (k: Build["k"], shuffledLabels: boolean): string =>
  k === 0 ? t("without demonstrations") : shuffledLabels ? t("with shuffled labels") : t("with the demonstrations");

function headlineOf(report: ExperimentReport): string {
  const figures = rowsOfBuilds(report).map(
    ({ value, k, selector }) => `${figure(value)} ${promptName(k, selector.endsWith("+shuffled-labels"))}`,
  );
  const [first] = report.rows;
  const { metric = "accuracy", n = 0 } = first ?? {};
  return plural(t, n, { one: "{0} on {1} row: {2}.", other: "{0} on {1} rows: {2}." }, metric, n, figures.join(", "));
}
