/**
 * Measures how the legs are mixed, on sets that are indexed and embedded already or are so first: the dense leg's
 * weight, what counts as a full match, and the weight when only a question's own keyword candidates have vectors.
 *
 *   node bench/fusion.ts --eval DIR --work DIR [--sets heq-he,xquad/ru] [--every 3] [--weights 0.3,0.5,0.7]
 *     [--full-match 0,0.9] [--centring 0,0.4] [--candidates 0,20,40]
 *
 * `xquad/en<xquad/ru`: the questions of the second set over the first. `--candidates`: keyword candidates that have
 * vectors; 0 for all passages. A weight of 1 is the dense leg alone. Prints nDCG@10, one row a setting.
 */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { mean } from "../server/src/core/evaluation/bootstrap.ts";
import { ndcgAt } from "../server/src/core/evaluation/metrics.ts";
import { defaultParameters } from "../server/src/core/parameters.ts";
import type { SearchOptions, SearchParameters } from "../server/src/core/search/search.ts";
import { type BenchFolder } from "./benchFolder.ts";
import { type EvaluationSet, readEvaluationSet, writeDocuments } from "./evaluationSet.ts";
import { openSet } from "./openSet.ts";

const { values: args } = parseArgs({
  options: {
    eval: { type: "string" },
    work: { type: "string" },
    sets: { type: "string", default: "heq-he,cnil-fr,scifact-train,xquad/en,xquad/es,xquad/ru,xquad/ar,xquad/zh" },
    every: { type: "string", default: "3" },
    weights: { type: "string", default: "0,0.3,0.4,0.5,0.6,0.7,1" },
    "full-match": { type: "string", default: String(defaultParameters.search.fullMatch) },
    centring: { type: "string", default: String(defaultParameters.search.questionCentring) },
    candidates: { type: "string", default: "0,20,40" },
  },
});
const { eval: evalRoot, work } = args;
if (evalRoot === undefined || work === undefined) {
  console.error("usage: fusion.ts --eval DIR --work DIR [--sets A,B] [--every N] [--weights 0.3,0.5]");
  process.exit(2);
}

const numbers = (list: string): readonly number[] => list.split(",").map(Number);
const settings = numbers(args.weights).flatMap((denseWeight) =>
  numbers(args["full-match"]).flatMap((fullMatch) =>
    numbers(args.centring).map((questionCentring) => ({ denseWeight, fullMatch, questionCentring })),
  ),
);

/** nDCG@10 of every setting; the first `candidates` keyword candidates have vectors, or with 0 all passages. */
async function measure(set: EvaluationSet, opened: BenchFolder, folder: string, candidates: number) {
  const documents = writeDocuments(set, folder);
  // Read at every search, so that one index serves every setting.
  const search: { -readonly [Name in keyof SearchParameters]: SearchParameters[Name] } = {
    ...defaultParameters.search,
    questionFirstLeast: candidates,
  };
  const options: SearchOptions = { mode: "hybrid", vectors: candidates > 0 ? "candidates" : "stored", depth: 30 };
  const figures = settings.map(() => [] as number[]);
  const service = opened.serviceWith({ ...defaultParameters, search });
  for (const { id, text } of set.questions.filter((_, place) => place % Number(args.every) === 0)) {
    const grades = set.relevant.get(id);
    if (grades === undefined) continue;
    for (const [place, setting] of settings.entries()) {
      Object.assign(search, setting);
      const { hits } = await service.search(text, options);
      const ranked = [...new Set(hits.map(({ file }) => documents.get(file.path) ?? file.path))];
      figures[place]?.push(ndcgAt(10, ranked, grades));
    }
  }
  return figures.map(mean);
}

for (const given of args.sets.split(",")) {
  const [name = "", questionsFrom = name] = given.split("<");
  const set = readEvaluationSet(evalRoot, name, questionsFrom);
  const folder = join(work, name.replace("/", "-"));
  const opened = await openSet(set, { folder });
  for (const candidates of numbers(args.candidates)) {
    const figures = await measure(set, opened, folder, candidates);
    for (const [place, setting] of settings.entries())
      console.log(JSON.stringify({ set: set.name, candidates, ...setting, ndcg: Number(figures[place]?.toFixed(4)) }));
  }
  await opened.close();
}
