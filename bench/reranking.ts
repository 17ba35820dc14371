/**
 * Fits the reranker: a linear model over the text features of a question's 20 best candidates, and the calibration that
 * makes its score the probability that a passage answers.
 *
 *   node bench/reranking.ts --eval DIR --work DIR [--limit 400] [--lists FILE] [--ablate] [--write]
 *
 * Prints nDCG@10 of each set by fusion alone, by weights fitted without the set's family, and in five folds by question;
 * `--lists` keeps what the searches found, or takes it from there; `--ablate` leaves out one feature after the other;
 * `--write` stores the weights fitted on all sets. Families count alike, and so do the sets of one family.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { mean } from "../server/src/core/evaluation/bootstrap.ts";
import { ndcgAt } from "../server/src/core/evaluation/metrics.ts";
import type { QuestionHead } from "../server/src/core/search/reranking/head.ts";
import type { RerankingFeatures } from "../server/src/core/search/reranking/features.ts";
import { fitListwise, type RankedList } from "./listwiseRegression.ts";
import { fitLogistic, predict, type LogisticModel } from "./logisticRegression.ts";
import { questionSources } from "./questionSources.ts";
import { observeLists, type ListedCandidate, type ObservedList } from "./rankedLists.ts";
import { auroc } from "../server/src/core/evaluation/auroc.ts";

const { values: args } = parseArgs({
  options: {
    eval: { type: "string" },
    work: { type: "string" },
    limit: { type: "string", default: "400" },
    lists: { type: "string" },
    ridge: { type: "string", default: "0.3" },
    ablate: { type: "boolean", default: false },
    write: { type: "boolean", default: false },
  },
});
const { eval: evalRoot, work } = args;
if (evalRoot === undefined || work === undefined) {
  console.error("usage: reranking.ts --eval DIR --work DIR [--limit N] [--lists FILE] [--ablate] [--write]");
  process.exit(2);
}

type Feature = keyof RerankingFeatures;
const ridge = Number(args.ridge);
const folds = 5;
const all = [
  "lexical",
  "dense",
  "similarity",
  "grams",
  "window",
  "headingLikeness",
  "proximity",
  "numbersMissing",
  "namesMissing",
] as const satisfies readonly Feature[];
/**
 * Features that a head may use; the others weigh nothing. Across languages only the numbers help, which all
 * languages write alike: fitted weights lose (families left out 0.876 against fusion's 0.885), while the legs mixed as
 * fusion mixes them, with something off for each number that is missing, gain on ten of eleven sets (0.860 to 0.865).
 */
const usedBy: Readonly<Record<QuestionHead, readonly Feature[]>> = {
  sameLanguage: all,
  crossLanguage: ["lexical", "dense", "numbersMissing"],
  withoutVectors: all.filter((name) => name !== "dense" && name !== "similarity"),
};
/** Sets with fewer lists under a head are left out: they would count as much as the others. */
const fewestLists = 50;
const round = (value: number, digits = 4): number => Number(value.toFixed(digits));

async function collect(root: string, folder: string): Promise<readonly ObservedList[]> {
  if (args.lists !== undefined && existsSync(args.lists))
    return JSON.parse(readFileSync(args.lists, "utf8")) as readonly ObservedList[];
  const lists: ObservedList[] = [];
  for (const source of questionSources(root)) {
    const found = await observeLists(source, folder, Number(args.limit));
    console.error(`${found[0]?.set ?? source.folder}: ${found.length} lists`);
    lists.push(...found);
  }
  if (args.lists !== undefined) writeFileSync(args.lists, JSON.stringify(lists));
  return lists;
}

/** Lists with their weights: families alike, and sets of a family alike. */
function weighted(lists: readonly ObservedList[], features: readonly Feature[]): readonly RankedList[] {
  const size = (set: string): number => lists.filter((list) => list.set === set).length;
  const sizes = new Map([...new Set(lists.map(({ set }) => set))].map((set) => [set, size(set)]));
  const setsOf = (family: string): number =>
    new Set(lists.filter((each) => each.family === family).map(({ set }) => set)).size;
  const families = new Map([...new Set(lists.map(({ family }) => family))].map((family) => [family, setsOf(family)]));
  return lists.map(({ candidates, set, family }) => ({
    candidates: candidates.map(({ features: own, relevant }) => ({
      features: features.map((name) => own[name]),
      relevant,
    })),
    weight: 1 / (sizes.get(set) ?? 1) / (families.get(family) ?? 1),
  }));
}

type Score = (candidate: ListedCandidate) => number;

const scoreBy =
  (weights: readonly number[], features: readonly Feature[]): Score =>
  ({ features: own }) =>
    features.reduce((sum, name, at) => sum + own[name] * (weights[at] ?? 0), 0);

function ndcg({ candidates, behind, grades }: ObservedList, score: Score): number {
  const ranked = candidates
    .map((candidate) => ({ candidate, score: score(candidate) }))
    .sort((a, b) => b.score - a.score);
  const documents = new Set([...ranked.map(({ candidate }) => candidate.document), ...behind]);
  return ndcgAt(10, [...documents], new Map(grades));
}

const fixedWeights: Readonly<Partial<Record<Feature, number>>> = { lexical: 1, dense: 1, numbersMissing: -0.3 };
const isFixed = (features: readonly Feature[]): boolean => features === usedBy.crossLanguage;

const weightsOf = (lists: readonly ObservedList[], features: readonly Feature[]): readonly number[] =>
  isFixed(features) ? features.map((name) => fixedWeights[name] ?? 0) : fitListwise(weighted(lists, features), ridge);

const fit = (lists: readonly ObservedList[], features: readonly Feature[]): Score =>
  scoreBy(weightsOf(lists, features), features);

/** Each list with the score that was fitted without the lists that share its key. */
function outOfFold(
  lists: readonly ObservedList[],
  features: readonly Feature[],
  keyOf: (list: ObservedList, place: number) => string,
) {
  const keys = lists.map(keyOf);
  return [...new Set(keys)].flatMap((key) => {
    const score = fit(
      lists.filter((_, place) => keys[place] !== key),
      features,
    );
    return lists.filter((_, place) => keys[place] === key).map((list) => ({ list, score }));
  });
}

type Scored = ReturnType<typeof outOfFold>;

function bySet(scored: Scored): Readonly<Record<string, number>> {
  const values = new Map<string, number[]>();
  for (const { list, score } of scored) values.set(list.set, [...(values.get(list.set) ?? []), ndcg(list, score)]);
  return Object.fromEntries([...values].map(([set, own]) => [set, round(mean(own))]));
}

/** Mean of the families' means. */
function overall(lists: readonly ObservedList[], figures: Readonly<Record<string, number>>): number {
  const sets = new Map(lists.map(({ set, family }) => [set, family]));
  const families = [...new Set(sets.values())];
  return round(
    mean(
      families.map((family) => mean([...sets].filter(([, own]) => own === family).map(([set]) => figures[set] ?? 0))),
    ),
  );
}

/** The probability of a passage by its score, fitted on scores that were made without its family. */
function calibrate(scored: Scored): { readonly model: LogisticModel; readonly figures: Record<string, unknown> } {
  const examples = scored.flatMap(({ list, score }) =>
    list.candidates.map((candidate) => ({
      set: list.set,
      features: [score(candidate)],
      positive: candidate.relevant,
      weight: 1 / list.candidates.length,
    })),
  );
  const model = fitLogistic(examples);
  const figures = [...new Set(examples.map(({ set }) => set))].map((set) => {
    const own = examples.filter((example) => example.set === set);
    const of = (positive: boolean): number[] =>
      own.filter((each) => each.positive === positive).map((each) => each.features[0] ?? 0);
    const errors = own.map(({ features, positive }) => (predict(model, features) - (positive ? 1 : 0)) ** 2);
    return [set, { auroc: round(auroc(of(true), of(false)), 3), brier: round(mean(errors), 3) }] as const;
  });
  return { model, figures: Object.fromEntries(figures) };
}

function train(lists: readonly ObservedList[], features: readonly Feature[]) {
  const familyOf = ({ family }: ObservedList): string => family;
  const fused = bySet(lists.map((list) => ({ list, score: ({ fusedScore }) => fusedScore })));
  const withoutFamily = outOfFold(lists, features, familyOf);
  const figures = bySet(withoutFamily);
  console.log(`\n${lists[0]?.head ?? ""}: fusion, family left out, five folds`);
  const inFolds = bySet(outOfFold(lists, features, (_, place) => String(place % folds)));
  for (const set of Object.keys(fused)) console.log(set.padEnd(24), fused[set], figures[set], inFolds[set]);
  console.log("mean of families".padEnd(24), overall(lists, fused), overall(lists, figures), overall(lists, inFolds));
  if (args.ablate && !isFixed(features)) ablate(lists, features);
  const calibration = calibrate(withoutFamily);
  const weights = weightsOf(lists, features);
  return {
    weights: Object.fromEntries(all.map((name) => [name, round(weights[features.indexOf(name)] ?? 0)])),
    calibration: { slope: round(calibration.model.weights[0] ?? 0), bias: round(calibration.model.bias) },
    report: { fusion: fused, familyLeftOut: figures, fiveFolds: inFolds, passages: calibration.figures },
  };
}

/** What each feature is worth, and whether negatives should be pages that answer other questions only. */
function ablate(lists: readonly ObservedList[], features: readonly Feature[]): void {
  const measured = (name: string, own: readonly ObservedList[], left: readonly Feature[]): void => {
    const figures = own
      .flatMap((list) => list.family)
      .filter((family, at, every) => every.indexOf(family) === at)
      .flatMap((family) => {
        const score = fit(
          own.filter((list) => list.family !== family),
          left,
        );
        return lists.filter((list) => list.family === family).map((list) => ({ list, score }));
      });
    console.log(name.padEnd(36), overall(lists, bySet(figures)));
  };
  for (const name of features)
    measured(
      `without ${name}`,
      lists,
      features.filter((other) => other !== name),
    );
  const others = lists.map((list) => ({
    ...list,
    candidates: list.candidates.filter(({ relevant, answersOther }) => relevant || answersOther),
  }));
  measured("negatives: answers to other questions", others, features);
}

const lists = await collect(evalRoot, work);
const heads = Object.fromEntries(
  Object.entries(usedBy).map(([head, features]) => {
    const own = lists.filter((list) => list.head === head);
    const enough = own.filter(({ set }) => own.filter((list) => list.set === set).length >= fewestLists);
    return [head, train(enough, features)];
  }),
);
const stored = {
  about:
    "Fitted by bench/reranking.ts on all sets; the report's figures are of each set by weights fitted without its family, or without the fold of the question.",
  heads: Object.fromEntries(
    Object.entries(heads).map(([head, { weights, calibration }]) => [head, { weights, calibration }]),
  ),
  report: Object.fromEntries(Object.entries(heads).map(([head, { report }]) => [head, report])),
};
if (args.write)
  writeFileSync(
    new URL("../server/src/core/search/reranking/weights.json", import.meta.url),
    `${JSON.stringify(stored, null, 2)}\n`,
  );
else console.log(JSON.stringify(stored.heads));
