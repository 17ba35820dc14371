/**
 * Measures questions over a folder of two languages: half of a parallel set's paragraphs in one, half in the other, so
 * that each question's page is in its own language or in the other one.
 *
 *   node bench/languages.ts --eval DIR --work DIR [--pairs en-ru,en-ar,es-zh] [--every 4] [--centring 0.4]
 *
 * Prints nDCG@10 of vectors and hybrid for both kinds of question.
 */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { openBenchFolder } from "./benchFolder.ts";
import { firstHalf, paragraphNumber, readMixedSet, writeDocuments } from "./evaluationSet.ts";
import { mean } from "../server/src/core/evaluation/bootstrap.ts";
import { ndcgAt } from "../server/src/core/evaluation/metrics.ts";
import { defaultParameters } from "../server/src/core/parameters.ts";

const { values: args } = parseArgs({
  options: {
    eval: { type: "string" },
    work: { type: "string" },
    pairs: { type: "string", default: "en-ru,en-ar,es-zh" },
    every: { type: "string", default: "4" },
    centring: { type: "string", default: String(defaultParameters.search.questionCentring) },
  },
});
if (args.eval === undefined || args.work === undefined) {
  console.error("usage: languages.ts --eval DIR --work DIR [--pairs en-ru,es-zh] [--every N]");
  process.exit(2);
}

for (const pair of args.pairs.split(",")) {
  const languages = pair.split("-");
  const folder = join(args.work, `mixed-${pair}`);
  const sets = languages.map((language) => readMixedSet(args.eval ?? "", languages, language));
  for (const set of sets) writeDocuments(set, folder);
  const opened = await openBenchFolder({ folder });
  await opened.service.refresh();
  await opened.service.embedAll();
  const search = { ...defaultParameters.search, questionCentring: Number(args.centring) };
  const service = opened.serviceWith({ ...defaultParameters, search });
  for (const [place, set] of sets.entries()) {
    const figures = new Map<string, number[]>();
    for (const { id, text } of set.questions.filter((_, at) => at % Number(args.every) === 0)) {
      const grades = set.relevant.get(id) ?? new Map<string, number>();
      const [document = ""] = grades.keys();
      const kind = paragraphNumber(document) < firstHalf === (place === 0) ? "own language" : "other language";
      for (const mode of ["vector", "hybrid"] as const) {
        const { hits } = await service.search(text, { mode, vectors: "stored", depth: 30 });
        const documents = [...new Set(hits.map(({ file }) => file.path.replace(/\.md$/u, "")))];
        const key = `${mode}, ${kind}`;
        figures.set(key, [...(figures.get(key) ?? []), ndcgAt(10, documents, grades)]);
      }
    }
    const shown = Object.fromEntries([...figures].map(([key, values]) => [key, Number(mean(values).toFixed(3))]));
    console.log(JSON.stringify({ folder: pair, questions: languages[place], ...shown }));
  }
  await opened.close();
}
