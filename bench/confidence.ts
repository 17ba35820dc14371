/**
 * Fits the probability that a folder answers, on questions and the same questions with their page taken out.
 *
 *   node bench/confidence.ts --eval DIR --work DIR [--write]
 *
 * Prints AUROC and Brier score of each set by weights that were fitted without its family; `--write` stores the weights
 * fitted on all. Sets are weighted alike, whatever their size.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { ConfidenceFeature, ConfidenceFeatures } from "../server/src/core/answering/confidence.ts";
import type { QuestionHead } from "../server/src/core/search/reranking/head.ts";
import { openBenchFolder } from "./benchFolder.ts";
import { writeDocuments } from "./evaluationSet.ts";
import { questionSources, type QuestionSource } from "./questionSources.ts";
import { fitLogistic, predict, type Example } from "./logisticRegression.ts";
import { mean } from "../server/src/core/evaluation/bootstrap.ts";
import { auroc } from "./statistics.ts";

const { values: args } = parseArgs({
  options: {
    eval: { type: "string" },
    work: { type: "string" },
    write: { type: "boolean" },
    limit: { type: "string", default: "400" },
  },
});
if (args.eval === undefined || args.work === undefined) {
  console.error("usage: confidence.ts --eval DIR --work DIR [--limit N] [--write]");
  process.exit(2);
}
const evalRoot = args.eval;
const workRoot = args.work;

const names = [
  "score",
  "scoreLead",
  "similarity",
  "similarityLead",
  "gramsLead",
  "window",
  "unknown",
  "numbersMissing",
] as const satisfies readonly ConfidenceFeature[];
/** Features that a head may use; the others stay 0. */
const usedBy: Readonly<Record<QuestionHead, readonly ConfidenceFeature[]>> = {
  sameLanguage: names,
  crossLanguage: ["score", "scoreLead", "similarity", "similarityLead"],
  withoutVectors: ["score", "scoreLead", "gramsLead", "window", "unknown", "numbersMissing"],
};

interface Observation {
  readonly set: string;
  readonly family: string;
  readonly head: QuestionHead;
  readonly features: ConfidenceFeatures;
  readonly answers: boolean;
}

async function observe({ read, folder: name, family, keywords }: QuestionSource): Promise<Observation[]> {
  const set = read();
  const folder = join(workRoot, name);
  const ids = writeDocuments(set, folder);
  const { service, close } = await openBenchFolder({ folder });
  await service.refresh();
  await service.embedAll();
  const asked = set.questions
    .filter(({ id }) => set.relevant.has(id) && set.answers.get(id)?.answerable !== false)
    .filter((_, at, all) => at % Math.ceil(all.length / Number(args.limit)) === 0);
  const observations: Observation[] = [];
  for (const { id, text } of asked) {
    const acceptsFile = (fileId: number): boolean =>
      !(set.relevant.get(id)?.has(ids.get(service.fileOf(fileId)?.path ?? "") ?? "") ?? false);
    for (const vectors of keywords ? (["stored", "none"] as const) : (["stored"] as const)) {
      const present = await service.assess(text, { vectors, plain: true });
      const absent = await service.assess(text, { vectors, acceptsFile, plain: true });
      for (const [assessment, answers] of [
        [present, true],
        [absent, false],
      ] as const) {
        observations.push({ set: set.name, family, head: assessment.head, features: assessment.features, answers });
      }
    }
  }
  await close();
  console.error(`${set.name}: ${asked.length} questions`);
  return observations;
}

const examplesOf = (observations: readonly Observation[], head: QuestionHead): Example[] => {
  const own = observations.filter((each) => each.head === head);
  return own.map(({ set, features, answers }) => ({
    features: usedBy[head].map((name) => features[name]),
    positive: answers,
    weight: 1 / own.filter((other) => other.set === set).length,
  }));
};

const observations: Observation[] = [];
for (const source of questionSources(evalRoot)) observations.push(...(await observe(source)));

const heads: Record<string, unknown> = {};
const report: Record<string, unknown> = {};
for (const head of Object.keys(usedBy) as QuestionHead[]) {
  for (const set of new Set(observations.filter((each) => each.head === head).map((each) => each.set))) {
    const own = observations.filter((each) => each.set === set && each.head === head);
    if (own.length < 100) continue;
    const family = own[0]?.family;
    const model = fitLogistic(
      examplesOf(
        observations.filter((each) => each.family !== family),
        head,
      ),
    );
    const scored = own.map(({ features, answers }) => ({
      answers,
      probability: predict(
        model,
        usedBy[head].map((name) => features[name]),
      ),
    }));
    const of = (answers: boolean): number[] =>
      scored.filter((each) => each.answers === answers).map(({ probability }) => probability);
    const shown = (answers: boolean): number => mean(of(answers).map((probability) => (probability >= 0.5 ? 1 : 0)));
    const figures = {
      auroc: Number(auroc(of(true), of(false)).toFixed(3)),
      brier: Number(mean(scored.map(({ answers, probability }) => (probability - (answers ? 1 : 0)) ** 2)).toFixed(3)),
      answeredWhenPresent: Number(shown(true).toFixed(3)),
      answeredWhenAbsent: Number(shown(false).toFixed(3)),
    };
    report[`${head}: ${set}`] = figures;
    console.log(`${head}: ${set}`, JSON.stringify(figures));
  }
  const model = fitLogistic(examplesOf(observations, head));
  const weight = (name: ConfidenceFeature): number =>
    Number((model.weights[usedBy[head].indexOf(name)] ?? 0).toFixed(4));
  heads[head] = {
    bias: Number(model.bias.toFixed(4)),
    weights: Object.fromEntries(names.map((name) => [name, weight(name)])),
  };
}
const data = {
  about: "Fitted by bench/confidence.ts; the report's figures are of each set by weights fitted without its family.",
  heads,
  report,
};
if (args.write === true)
  writeFileSync(
    new URL("../server/src/core/answering/confidence.json", import.meta.url),
    `${JSON.stringify(data, null, 2)}\n`,
  );
else console.log(JSON.stringify(data.heads));
