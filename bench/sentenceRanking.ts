/**
 * Fits which sentence answers: a linear model over the features of the best passages' sentences, one for each head.
 *
 *   node bench/sentenceRanking.ts --eval DIR --work DIR [--limit 250] [--lists FILE] [--embedded 15] [--ablate] [--write]
 *
 * Prints how often the first sentence holds a gold answer: by weights fitted without the set's family.
 * `--embedded`: how many sentences are compared in meaning. `--lists` keeps what was found, or takes it from there;
 * `--ablate` leaves out one feature after the other; `--write` stores the weights fitted on all sets.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { defaultExtractionParameters } from "../server/src/core/answering/extract.ts";
import type { SentenceFeatures } from "../server/src/core/answering/sentenceFeatures.ts";
import { mean } from "../server/src/core/evaluation/bootstrap.ts";
import { defaultParameters } from "../server/src/core/parameters.ts";
import type { QuestionHead } from "../server/src/core/search/reranking/head.ts";
import { folded, readEvaluationSet, sampled } from "./evaluationSet.ts";
import { openSet } from "./openSet.ts";
import { fitListwise } from "./listwiseRegression.ts";

const { values: args } = parseArgs({
  options: {
    eval: { type: "string" },
    work: { type: "string" },
    limit: { type: "string", default: "250" },
    lists: { type: "string" },
    embedded: { type: "string", default: "15" },
    ablate: { type: "boolean", default: false },
    write: { type: "boolean", default: false },
  },
});
const { eval: evalRoot, work } = args;
if (evalRoot === undefined || work === undefined) {
  console.error("usage: sentenceRanking.ts --eval DIR --work DIR [--limit N] [--lists FILE] [--ablate] [--write]");
  process.exit(2);
}
const ridge = 0.03;

interface ObservedSentence {
  readonly features: SentenceFeatures;
  readonly holds: boolean;
}

interface ObservedQuestion {
  readonly set: string;
  readonly family: string;
  readonly head: QuestionHead;
  /** Those compared in meaning, best first by the weights of then. */
  readonly sentences: readonly ObservedSentence[];
}

/** A folder's questions; `family` shares pages with others, which teach nothing about it. */
interface Source {
  readonly documents: string;
  readonly questions: string;
  readonly family: string;
}

const single = (set: string, family: string): Source => ({ documents: set, questions: set, family });
const sources: readonly Source[] = [
  single("heq-he", "heq"),
  ...["en", "ru", "es", "ar", "zh"].map((language) => single(`xquad/${language}`, "squad")),
  single("squad2", "squad"),
  ...["ru", "ar", "es", "zh"].map((language) => ({
    documents: "xquad/en",
    questions: `xquad/${language}`,
    family: `from ${language}`,
  })),
];

async function observe(root: string, folderRoot: string, source: Source): Promise<ObservedQuestion[]> {
  const set = readEvaluationSet(root, source.documents, source.questions);
  const folder = join(folderRoot, source.documents.replace("/", "-"));
  const extraction = { ...defaultExtractionParameters, embedded: Number(args.embedded) };
  const {
    documents: ids,
    service,
    close,
  } = await openSet(set, { folder, parameters: { ...defaultParameters, extraction } });
  const answerable = set.questions.filter(({ id }) => set.answers.get(id)?.answerable === true);
  const asked = sampled(answerable, Number(args.limit));
  const observed: ObservedQuestion[] = [];
  for (const { id, text } of asked) {
    const gold = set.answers.get(id);
    const golds = (gold?.answers ?? []).map(folded);
    const modes = source.documents === source.questions ? (["stored", "none"] as const) : (["stored"] as const);
    for (const vectors of modes) {
      const { ranked, head } = await service.extract(text, { vectors, plain: true });
      const sentences = ranked.map(({ passage, start, end, features }) => {
        const words = folded(passage.text.slice(start, end));
        const document = ids.get(service.fileOf(passage.fileId)?.path ?? "");
        return { features, holds: document === gold?.document && golds.some((each) => words.includes(each)) };
      });
      observed.push({ set: set.name, family: source.family, head, sentences });
    }
  }
  await close();
  console.error(`${set.name}: ${observed.length} lists`);
  return observed;
}

async function collect(root: string, folderRoot: string): Promise<readonly ObservedQuestion[]> {
  if (args.lists !== undefined && existsSync(args.lists))
    return JSON.parse(readFileSync(args.lists, "utf8")) as readonly ObservedQuestion[];
  const questions: ObservedQuestion[] = [];
  for (const source of sources) questions.push(...(await observe(root, folderRoot, source)));
  if (args.lists !== undefined) writeFileSync(args.lists, JSON.stringify(questions));
  return questions;
}

type Feature = keyof SentenceFeatures;
const all = [
  "passage",
  "coverage",
  "contextCoverage",
  "grams",
  "typeFit",
  "similarity",
] as const satisfies readonly Feature[];
const usedBy: Readonly<Record<QuestionHead, readonly Feature[]>> = {
  sameLanguage: all,
  crossLanguage: ["passage", "similarity"],
  withoutVectors: all.filter((name) => name !== "similarity"),
};

const scoreOf = (features: SentenceFeatures, weights: readonly number[], names: readonly Feature[]): number =>
  names.reduce((sum, name, at) => sum + (weights[at] ?? 0) * features[name], 0);

/** Families count alike, and so do the sets of one family. */
function fit(questions: readonly ObservedQuestion[], names: readonly Feature[]): readonly number[] {
  const sizes = new Map<string, number>();
  const sets = new Map<string, Set<string>>();
  for (const { set, family } of questions) {
    sizes.set(set, (sizes.get(set) ?? 0) + 1);
    sets.set(family, (sets.get(family) ?? new Set()).add(set));
  }
  const lists = questions.map(({ set, family, sentences }) => ({
    weight: 1 / (sizes.get(set) ?? 1) / (sets.get(family)?.size ?? 1),
    candidates: sentences.map(({ features, holds }) => ({
      features: names.map((name) => features[name]),
      relevant: holds,
    })),
  }));
  return fitListwise(lists, ridge);
}

/** Whether the sentence that the weights put first holds the answer. */
function firstHolds({ sentences }: ObservedQuestion, weights: readonly number[], names: readonly Feature[]): number {
  let [best, holds] = [-Infinity, false];
  for (const sentence of sentences) {
    const score = scoreOf(sentence.features, weights, names);
    if (score > best) [best, holds] = [score, sentence.holds];
  }
  return holds ? 1 : 0;
}

function leftOut(questions: readonly ObservedQuestion[], names: readonly Feature[]): Record<string, number> {
  const figures: Record<string, number> = {};
  for (const set of new Set(questions.map((question) => question.set))) {
    const own = questions.filter((question) => question.set === set);
    if (own.length < 50) continue;
    const others = questions.filter(({ family }) => family !== own[0]?.family);
    const weights = fit(others, names);
    figures[set] = Number(mean(own.map((question) => firstHolds(question, weights, names))).toFixed(3));
  }
  return figures;
}

const questions = await collect(evalRoot, work);
const report: Record<string, Record<string, number>> = {};
const heads: Record<string, unknown> = {};
for (const [head, names] of Object.entries(usedBy)) {
  const own = questions.filter((question) => question.head === head);
  report[head] = leftOut(own, names);
  console.log(head, report[head]);
  if (args.ablate)
    for (const name of names) {
      const left = names.filter((other) => other !== name);
      console.log(`  without ${name}`, leftOut(own, left));
    }
  const weights = fit(own, names);
  const weightOf = (name: Feature): number => Number((weights[names.indexOf(name)] ?? 0).toFixed(4));
  heads[head] = { weights: Object.fromEntries(all.map((name) => [name, weightOf(name)])) };
}
console.log(JSON.stringify(heads));
const about =
  "Fitted by bench/sentenceRanking.ts on all sets; the report's figures are of each set by weights fitted without its family.";
if (args.write)
  writeFileSync(
    new URL("../server/src/core/answering/sentenceWeights.json", import.meta.url),
    `${JSON.stringify({ about, heads, report }, null, 2)}\n`,
  );
