/**
 * Measures how documents are divided and what is embedded of a passage: nDCG@10 of documents, and where a set names the
 * spans that answer, how much of them the passages found hold within the same number of characters, so that sizes
 * compare fairly.
 *
 *   node bench/passages.ts --eval DIR --work DIR [--sets chunking-eval,cnil-fr,aws-docs=300] [--most 200,350]
 *     [--least 60] [--breadcrumb in,out]
 *
 * `SET=N`: the judged documents and N others alone. `--breadcrumb out` embeds passages without their headings.
 * `--trim N`: the first N characters of each document, and the questions whose spans lie there.
 */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { bootstrapInterval, mean } from "../server/src/core/evaluation/bootstrap.ts";
import { ndcgAt } from "../server/src/core/evaluation/metrics.ts";
import { embeddedText } from "../server/src/core/indexing/makePassages.ts";
import { defaultParameters } from "../server/src/core/parameters.ts";
import type { Embedder } from "../server/src/core/ports.ts";
import type { SearchMode } from "../server/src/core/search/search.ts";
import type { Hit } from "../server/src/core/search/hits.ts";
import { openBenchFolder, type BenchFolder } from "./benchFolder.ts";
import { readEvaluationSet, textOffsets, trimDocuments, writeDocuments, type EvaluationSet } from "./evaluationSet.ts";
import { passagesOf, sampleDocuments } from "./prepareSet.ts";
import { scoreSpans } from "./spans.ts";

const { values: args } = parseArgs({
  options: {
    eval: { type: "string" },
    work: { type: "string" },
    sets: { type: "string", default: "chunking-eval,cnil-fr,aws-docs=300" },
    most: { type: "string", default: "128,200,256,350,450" },
    least: { type: "string", default: String(defaultParameters.chunkSizes.least) },
    breadcrumb: { type: "string", default: "in" },
    trim: { type: "string", default: "Infinity" },
  },
});
const { eval: evalRoot, work } = args;
if (evalRoot === undefined || work === undefined) {
  console.error("usage: passages.ts --eval DIR --work DIR [--sets A,B=N] [--most 200,350]");
  process.exit(2);
}

const numbers = (list: string): readonly number[] => list.split(",").map(Number);
const modes = ["bm25", "vector", "hybrid"] as const satisfies readonly SearchMode[];
/** Characters of passages read from the top, at which spans are scored. */
const budgets = [1500, 4000, 10_000] as const;
const rounded = (value: number): number => Number(value.toFixed(4));

/** Embeds passages without the breadcrumb; what it is given must be passages of `opened`. */
function withoutBreadcrumb(embedder: Embedder, opened: () => BenchFolder): Embedder {
  let plain: Map<string, string> | undefined;
  return {
    ...embedder,
    embed(text, task, signal, urgency) {
      plain ??= new Map(
        [...passagesOf(opened().store)].map(({ passage }) => [
          embeddedText(passage.breadcrumb, passage.plain),
          passage.plain,
        ]),
      );
      return embedder.embed(task === "question" ? text : (plain.get(text) ?? text), task, signal, urgency);
    },
  };
}

async function measure(set: EvaluationSet, opened: BenchFolder, offsets: ReadonlyMap<string, number>): Promise<object> {
  const { service } = opened;
  await service.refresh();
  await service.embedAll();
  const figures: Record<string, number | number[]> = { passages: service.status().passages };
  for (const mode of modes) {
    const ndcg: number[] = [];
    const spans = budgets.map(() => ({ recall: [] as number[], precision: [] as number[] }));
    for (const { id, text } of set.questions) {
      const grades = set.relevant.get(id);
      if (grades === undefined) continue;
      const { hits } = await service.search(text, { mode, vectors: "stored", depth: 100 });
      const idOf = (hit: Hit): string => documentOf.get(hit.file.path) ?? hit.file.path;
      ndcg.push(ndcgAt(10, [...new Set(hits.map(idOf))], grades));
      const answer = set.answers.get(id);
      if (answer?.spans === undefined) continue;
      const found = hits.map((hit) => {
        const shift = offsets.get(idOf(hit)) ?? 0;
        return { document: idOf(hit), start: hit.passage.start - shift, end: hit.passage.end - shift };
      });
      for (const [place, budget] of budgets.entries()) {
        const { recall, precision } = scoreSpans(found, answer.document, answer.spans, budget);
        spans[place]?.recall.push(recall);
        spans[place]?.precision.push(precision);
      }
    }
    figures[`${mode} nDCG@10`] = rounded(mean(ndcg));
    if ((spans[0]?.recall.length ?? 0) === 0) continue;
    for (const [place, budget] of budgets.entries()) {
      figures[`${mode} recall@${budget}`] = rounded(mean(spans[place]?.recall ?? []));
      if (mode === "hybrid" && budget === 4000) {
        figures[`${mode} recall@${budget} interval`] = bootstrapInterval(spans[place]?.recall ?? []).map(rounded);
        figures[`${mode} precision@${budget}`] = rounded(mean(spans[place]?.precision ?? []));
      }
    }
  }
  return figures;
}

let documentOf: ReadonlyMap<string, string> = new Map();
for (const given of args.sets.split(",")) {
  const [name = "", others] = given.split("=");
  const whole = readEvaluationSet(evalRoot, name);
  const sampled = others === undefined ? whole : sampleDocuments(whole, Number(others));
  const set = trimDocuments(sampled, Number(args.trim));
  const slug = given.replace(/[/=]/gu, "-") + (args.trim === "Infinity" ? "" : `-${args.trim}`);
  const folder = join(work, slug);
  documentOf = writeDocuments(set, folder);
  const offsets = textOffsets(set);
  for (const breadcrumb of args.breadcrumb.split(","))
    for (const least of numbers(args.least))
      for (const most of numbers(args.most)) {
        const label = `${breadcrumb}-${most}-${least}`;
        const opened: BenchFolder = await openBenchFolder({
          folder,
          indexDir: join(work, "passages", slug, label),
          ...(breadcrumb === "out" ? { vectorDir: join(work, "passages", "without-breadcrumb") } : {}),
          parameters: { ...defaultParameters, chunkSizes: { most, least } },
          ...(breadcrumb === "out"
            ? { wrapEmbedder: (embedder: Embedder) => withoutBreadcrumb(embedder, () => opened) }
            : {}),
        });
        const start = performance.now();
        const figures = await measure(set, opened, offsets);
        await opened.close();
        const seconds = Math.round((performance.now() - start) / 1000);
        console.log(JSON.stringify({ set: slug, most, least, breadcrumb, ...figures, seconds }));
      }
}
