/**
 * Fits the probability that a folder answers, on questions and the same questions with their page taken out.
 *
 *   node bench/confidence.ts --eval DIR --work DIR [--limit 250] [--unanswerable 0.5] [--observations FILE] [--write]
 *
 * Prints AUROC and Brier score of each set by weights that were fitted without its family, and for sets that have them the
 * AUROC against questions that no page answers, with their page present; `--write` stores the weights
 * fitted on all. Sets are weighted alike, whatever their size.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Assessment } from "../server/src/core/answering/assess.ts";
import type { ConfidenceFeature, ConfidenceFeatures } from "../server/src/core/answering/confidence.ts";
import type { QuestionHead } from "../server/src/core/search/reranking/head.ts";
import { defaultThreshold } from "../server/src/core/answering/compose.ts";
import {} from "./evaluationSet.ts";
import { openSet } from "./openSet.ts";
import { questionSources, type QuestionSource } from "./questionSources.ts";
import { fitLogistic, predict, type Example } from "./logisticRegression.ts";
import { mean } from "../server/src/core/evaluation/bootstrap.ts";
import { auroc } from "../server/src/core/evaluation/auroc.ts";

const { values: args } = parseArgs({
  options: {
    eval: { type: "string" },
    work: { type: "string" },
    write: { type: "boolean" },
    limit: { type: "string", default: "250" },
    unanswerable: { type: "string", default: "0.5" },
    observations: { type: "string" },
    threshold: { type: "string" },
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
  "sentenceGrams",
  "sentenceSimilarity",
] as const satisfies readonly ConfidenceFeature[];
/** Features that a head may use; the others stay 0. */
const usedBy: Readonly<Record<QuestionHead, readonly ConfidenceFeature[]>> = {
  sameLanguage: names,
  crossLanguage: ["score", "scoreLead", "similarity", "similarityLead", "sentenceSimilarity"],
  withoutVectors: names.filter((name) => !["similarity", "similarityLead", "sentenceSimilarity"].includes(name)),
};

/** Keeps weights small that one family alone asks for: squad2 0.145 to 0.129 Brier, heq-he the same. */
const ridge = 1e-3;
const threshold = args.threshold === undefined ? defaultThreshold : Number(args.threshold);
/**
 * How much questions that their own page does not answer count beside the same number with their page taken out: they are
 * told apart by the answer's own fit, at the cost of some calibration on the others.
 */
const unanswerableWeight = Number(args.unanswerable);

interface Observation {
  readonly set: string;
  readonly family: string;
  readonly head: QuestionHead;
  readonly features: ConfidenceFeatures;
  readonly answers: boolean;
  /** Where it does not answer: whether the page that the question was asked of is there all the same. */
  readonly pagePresent: boolean;
}

const observationOf = ({ head, features }: Assessment, asked: Omit<Observation, "head" | "features">): Observation => ({
  ...asked,
  head,
  features,
});

async function observe({ read, folder: name, family, keywords }: QuestionSource): Promise<Observation[]> {
  const set = read();
  const folder = join(workRoot, name);
  const { documents: ids, service, close } = await openSet(set, { folder });
  const asked = set.questions
    .filter(({ id }) => set.relevant.has(id) && set.answers.get(id)?.answerable !== false)
    .filter((_, at, all) => at % Math.ceil(all.length / Number(args.limit)) === 0);
  const observations: Observation[] = [];
  const asking = { set: set.name, family };
  for (const { id, text } of asked) {
    const acceptsFile = (fileId: number): boolean =>
      !(set.relevant.get(id)?.has(ids.get(service.fileOf(fileId)?.path ?? "") ?? "") ?? false);
    for (const vectors of keywords ? (["stored", "none"] as const) : (["stored"] as const)) {
      const present = await service.extract(text, { vectors, plain: true });
      const absent = await service.extract(text, { vectors, acceptsFile, plain: true });
      observations.push(observationOf(present, { ...asking, answers: true, pagePresent: true }));
      observations.push(observationOf(absent, { ...asking, answers: false, pagePresent: false }));
    }
  }
  const unanswerable = set.questions.filter(({ id }) => set.answers.get(id)?.answerable === false);
  for (const { text } of unanswerable.filter((_, at, all) => at % Math.ceil(all.length / Number(args.limit)) === 0)) {
    for (const vectors of ["stored", "none"] as const) {
      const found = await service.extract(text, { vectors, plain: true });
      observations.push(observationOf(found, { ...asking, answers: false, pagePresent: true }));
    }
  }
  await close();
  console.error(`${set.name}: ${asked.length} questions`);
  return observations;
}

const examplesOf = (observations: readonly Observation[], head: QuestionHead): Example[] => {
  const own = observations.filter((each) => each.head === head);
  const sizes = new Map<string, number>();
  const kindOf = ({ set, answers, pagePresent }: Observation): string => `${set} ${answers} ${pagePresent}`;
  for (const each of own) sizes.set(kindOf(each), (sizes.get(kindOf(each)) ?? 0) + 1);
  return own.map((each) => ({
    features: usedBy[head].map((name) => each.features[name]),
    positive: each.answers,
    weight: (each.answers || !each.pagePresent ? 1 : unanswerableWeight) / (sizes.get(kindOf(each)) ?? 1),
  }));
};

async function collect(root: string): Promise<readonly Observation[]> {
  if (args.observations !== undefined && existsSync(args.observations))
    return JSON.parse(readFileSync(args.observations, "utf8")) as readonly Observation[];
  const found: Observation[] = [];
  for (const source of questionSources(root)) found.push(...(await observe(source)));
  if (args.observations !== undefined) writeFileSync(args.observations, JSON.stringify(found));
  return found;
}

const observations = await collect(evalRoot);

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
      ridge,
    );
    const scored = own.map((each) => ({
      ...each,
      probability: predict(
        model,
        usedBy[head].map((name) => each.features[name]),
      ),
    }));
    const of = (answers: boolean, pagePresent: boolean): number[] =>
      scored
        .filter((each) => each.answers === answers && each.pagePresent === pagePresent)
        .map(({ probability }) => probability);
    const [answered, absent, unanswerable] = [of(true, true), of(false, false), of(false, true)];
    const shown = (probabilities: readonly number[]): number =>
      Number(mean(probabilities.map((probability) => (probability >= threshold ? 1 : 0))).toFixed(3));
    const errors = [...answered.map((each) => (1 - each) ** 2), ...absent.map((each) => each ** 2)];
    const figures = {
      auroc: Number(auroc(answered, absent).toFixed(3)),
      brier: Number(mean(errors).toFixed(3)),
      answeredWhenPresent: shown(answered),
      answeredWhenAbsent: shown(absent),
      ...(unanswerable.length === 0
        ? {}
        : {
            aurocUnanswerable: Number(auroc(answered, unanswerable).toFixed(3)),
            answeredWhenUnanswerable: shown(unanswerable),
          }),
    };
    report[`${head}: ${set}`] = figures;
    console.log(`${head}: ${set}`, JSON.stringify(figures));
  }
  const model = fitLogistic(examplesOf(observations, head), ridge);
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
