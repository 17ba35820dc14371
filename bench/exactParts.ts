/**
 * Fits which words of the answering sentence are the exact answer: a linear model over stretches of the sentence.
 *
 *   node bench/exactParts.ts --eval DIR --work DIR [--limit 300] [--lists FILE] [--ablate] [--write]
 *
 * Learns on sentences that hold a gold answer. Prints token F1 within such sentences by weights fitted without the set's
 * family, beside that of the whole sentence; `--ablate` leaves out one feature after the other; `--write` stores the
 * weights fitted on all sets. Token F1 as in SQuAD (Rajpurkar and others, 2016), without removing articles.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { bestByExpectedOverlap } from "../server/src/core/answering/parts/expectedOverlap.ts";
import { createExactParts, typeAndKind } from "../server/src/core/answering/parts/exactPart.ts";
import type { PartFeatures } from "../server/src/core/answering/parts/partFeatures.ts";
import { questionLanguages } from "../server/src/core/answering/questions/questionLanguages.ts";
import { createQuestionTyping } from "../server/src/core/answering/questions/questionType.ts";
import { createLanguageWords } from "../server/src/core/answering/questions/languageWords.ts";
import { mean } from "../server/src/core/evaluation/bootstrap.ts";
import { createAnalyser } from "../server/src/core/language/analyse.ts";
import { folded, readEvaluationSet, sampled } from "./evaluationSet.ts";
import { openSet } from "./openSet.ts";
import { fitListwise } from "./listwiseRegression.ts";
import { tokenF1 } from "../server/src/core/evaluation/tokenF1.ts";

const { values: args } = parseArgs({
  options: {
    eval: { type: "string" },
    work: { type: "string" },
    limit: { type: "string", default: "300" },
    lists: { type: "string" },
    ridge: { type: "string", default: "0.05" },
    ablate: { type: "boolean", default: false },
    write: { type: "boolean", default: false },
  },
});
const { eval: evalRoot, work } = args;
if (evalRoot === undefined || work === undefined) {
  console.error("usage: exactParts.ts --eval DIR --work DIR [--limit N] [--ablate] [--write]");
  process.exit(2);
}

/** Sets of one family share pages. */
const sets: Readonly<Record<string, string>> = {
  "heq-he": "heq",
  "xquad/ru": "squad",
  "xquad/en": "squad",
  "xquad/es": "squad",
  squad2: "squad",
};
/** A stretch with at least this much of the best possible F1 counts as right. */
const rightShare = 0.99;
const leastRight = 0.5;

interface ObservedPart {
  readonly features: PartFeatures;
  readonly typeAndKind: string;
  readonly first: number;
  readonly last: number;
  readonly f1: number;
}

interface ObservedSentence {
  readonly set: string;
  readonly family: string;
  readonly parts: readonly ObservedPart[];
  readonly whole: number;
}

const exactParts = createExactParts({
  analyser: createAnalyser(),
  typeOf: createQuestionTyping(questionLanguages),
  languageWords: createLanguageWords(questionLanguages),
});
async function observe(root: string, folderRoot: string, name: string, family: string): Promise<ObservedSentence[]> {
  const set = readEvaluationSet(root, name);
  const folder = join(folderRoot, name.replace("/", "-"));
  const { service, close } = await openSet(set, { folder });
  const answerable = set.questions.filter(({ id }) => set.answers.get(id)?.answerable === true);
  const asked = sampled(answerable, Number(args.limit));
  const observed: ObservedSentence[] = [];
  for (const { id, text } of asked) {
    const golds = set.answers.get(id)?.answers ?? [];
    const { ranked, weighted } = await service.extract(text, { vectors: "stored", plain: true });
    const holds = (words: string): boolean => golds.some((gold) => folded(words).includes(folded(gold)));
    const found = ranked.find(({ passage, start, end }) => holds(passage.text.slice(start, end)));
    if (found === undefined) continue;
    const sentence = found.passage.text.slice(found.start, found.end);
    const best = (words: string): number => Math.max(0, ...golds.map((gold) => tokenF1(words, gold)));
    observed.push({
      ...{ set: name, family, whole: best(sentence) },
      parts: exactParts.judged(sentence, found.passage.language, weighted).map(({ part, features }) => ({
        features,
        typeAndKind: typeAndKind(exactParts.typeOf(text), part.kind),
        first: part.first,
        last: part.last,
        f1: best(sentence.slice(part.start, part.end)),
      })),
    });
  }
  await close();
  console.error(`${name}: ${observed.length} sentences`);
  return observed;
}

async function collect(root: string, folder: string): Promise<readonly ObservedSentence[]> {
  if (args.lists !== undefined && existsSync(args.lists))
    return JSON.parse(readFileSync(args.lists, "utf8")) as readonly ObservedSentence[];
  const found: ObservedSentence[] = [];
  for (const [name, family] of Object.entries(sets)) found.push(...(await observe(root, folder, name, family)));
  if (args.lists !== undefined) writeFileSync(args.lists, JSON.stringify(found));
  return found;
}

const sentences = await collect(evalRoot, work);
const kinds = [...new Set(sentences.flatMap(({ parts }) => parts.map((part) => part.typeAndKind)))].sort();
const allNames = Object.keys(sentences.flatMap(({ parts }) => parts)[0]?.features ?? {}) as (keyof PartFeatures)[];

const inputOf = ({ features, typeAndKind: own }: ObservedPart, names: readonly (keyof PartFeatures)[]): number[] => [
  ...names.map((name) => features[name]),
  ...kinds.map((kind) => (kind === own ? 1 : 0)),
];

function fit(from: readonly ObservedSentence[], names: readonly (keyof PartFeatures)[]): readonly number[] {
  const sizes = new Map<string, number>();
  for (const { set } of from) sizes.set(set, (sizes.get(set) ?? 0) + 1);
  const lists = from.flatMap(({ set, parts }) => {
    const most = Math.max(...parts.map(({ f1 }) => f1));
    if (most < leastRight) return [];
    const candidates = parts.map((part) => ({
      features: inputOf(part, names),
      relevant: part.f1 >= rightShare * most,
    }));
    return [{ weight: 1 / (sizes.get(set) ?? 1), candidates }];
  });
  return fitListwise(lists, Number(args.ridge));
}

function f1Of(
  { parts, whole }: ObservedSentence,
  weights: readonly number[],
  names: readonly (keyof PartFeatures)[],
): number {
  const scored = parts.map((part) => ({
    ...part,
    part,
    score: inputOf(part, names).reduce((sum, value, at) => sum + value * (weights[at] ?? 0), 0),
  }));
  return bestByExpectedOverlap(scored)?.best.f1 ?? whole;
}

function leftOut(names: readonly (keyof PartFeatures)[]): Record<string, number> {
  const figures: Record<string, number> = {};
  const fitted = new Map<string, readonly number[]>();
  for (const [set, family] of Object.entries(sets)) {
    const others = sentences.filter((sentence) => sentence.family !== family);
    const weights = fitted.get(family) ?? fit(others, names);
    fitted.set(family, weights);
    const own = sentences.filter((sentence) => sentence.set === set);
    figures[set] = Number(mean(own.map((sentence) => f1Of(sentence, weights, names))).toFixed(3));
  }
  return figures;
}

const ofSets = (figure: (sentence: ObservedSentence) => number): Record<string, number> =>
  Object.fromEntries(
    Object.keys(sets).map((set) => [
      set,
      Number(mean(sentences.filter((each) => each.set === set).map(figure)).toFixed(3)),
    ]),
  );
const report = {
  wholeSentence: ofSets(({ whole }) => whole),
  bestPossible: ofSets(({ parts, whole }) => Math.max(whole, ...parts.map(({ f1 }) => f1))),
  familyLeftOut: leftOut(allNames),
};
console.log(report);
if (args.ablate)
  for (const name of allNames) console.log(`without ${name}`, leftOut(allNames.filter((other) => other !== name)));
const fitted = fit(sentences, allNames).map((weight) => Number(weight.toFixed(4)));
const stored = {
  about: "Fitted by bench/exactParts.ts on all sets; token F1 within sentences that hold the answer.",
  weights: Object.fromEntries(allNames.map((name, at) => [name, fitted[at] ?? 0])),
  kinds: Object.fromEntries(kinds.map((kind, at) => [kind, fitted[allNames.length + at] ?? 0])),
  report,
};
if (args.write)
  writeFileSync(
    new URL("../server/src/core/answering/parts/partWeights.json", import.meta.url),
    `${JSON.stringify(stored, null, 2)}\n`,
  );
else console.log(JSON.stringify(stored.weights), JSON.stringify(stored.kinds));
