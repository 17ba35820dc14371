/**
 * Measures whether the vectors of the best candidates' sentences help: the ten best passages of hybrid are put in order
 * again by a mix of their score and the cosine of their nearest sentence.
 *
 *   node bench/sentenceVectors.ts --eval DIR --work DIR [--sets chunking-eval,cnil-fr] [--trim 100000] [--every 3]
 *     [--weights 0,0.2,0.4]
 */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { mean } from "../server/src/core/evaluation/bootstrap.ts";
import { ndcgAt } from "../server/src/core/evaluation/metrics.ts";
import type { PassageRecord, QuantizedVector } from "../server/src/core/ports.ts";
import { dot } from "../server/src/core/vector/quantize.ts";
import { valueOf, type BenchFolder } from "./benchFolder.ts";
import { readEvaluationSet, textOffsets, trimDocuments } from "./evaluationSet.ts";
import { openSet } from "./openSet.ts";
import { scoreSpans } from "./spans.ts";

const { values: args } = parseArgs({
  options: {
    eval: { type: "string" },
    work: { type: "string" },
    sets: { type: "string", default: "chunking-eval,cnil-fr" },
    trim: { type: "string", default: "100000" },
    every: { type: "string", default: "3" },
    weights: { type: "string", default: "0,0.1,0.2,0.3,0.5" },
  },
});
const { eval: evalRoot, work } = args;
if (evalRoot === undefined || work === undefined) {
  console.error("usage: sentenceVectors.ts --eval DIR --work DIR [--sets A,B] [--every N] [--weights 0,0.2]");
  process.exit(2);
}
/** Passages put in order again, and characters read of them, where a set names the spans that answer. */
const [reordered, budget] = [10, 1500];
const weights = args.weights.split(",").map(Number);

function scaled(values: readonly number[]): readonly number[] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return values.map((value) => (high > low ? (value - low) / (high - low) : 0));
}

async function nearestSentence(
  { embedder }: BenchFolder,
  { sentences, text }: PassageRecord,
  question: QuantizedVector,
) {
  let nearest = -1;
  for (let at = 0; at < sentences.length; at += 2) {
    const sentence = text.slice(sentences[at], sentences[at + 1]);
    nearest = Math.max(nearest, dot(valueOf(await embedder.embed(sentence, "passage")), question));
  }
  return nearest;
}

for (const name of args.sets.split(",")) {
  const set = trimDocuments(readEvaluationSet(evalRoot, name), Number(args.trim));
  const folder = join(work, `${name.replace("/", "-")}-${args.trim}`);
  const offsets = textOffsets(set);
  const opened = await openSet(set, { folder });
  const { documents } = opened;
  const figures = weights.map(() => ({ ndcg: [] as number[], recall: [] as number[] }));
  for (const { id, text } of set.questions.filter((_, place) => place % Number(args.every) === 0)) {
    const grades = set.relevant.get(id);
    if (grades === undefined) continue;
    const { hits } = await opened.service.search(text, { mode: "hybrid", vectors: "stored", depth: reordered });
    const question = valueOf(await opened.embedder.embed(text, "question"));
    const nearest: number[] = [];
    for (const { passage } of hits) nearest.push(await nearestSentence(opened, passage, question));
    const scores = scaled(hits.map(({ score }) => score));
    const sentences = scaled(nearest);
    const spans = set.answers.get(id)?.spans;
    for (const [place, weight] of weights.entries()) {
      const ranked = hits
        .map((hit, at) => ({ ...hit, mixed: (1 - weight) * (scores[at] ?? 0) + weight * (sentences[at] ?? 0) }))
        .sort((a, b) => b.mixed - a.mixed);
      const idOf = (path: string): string => documents.get(path) ?? path;
      figures[place]?.ndcg.push(ndcgAt(10, [...new Set(ranked.map(({ file }) => idOf(file.path)))], grades));
      if (spans === undefined) continue;
      const found = ranked.map(({ file, passage }) => {
        const shift = offsets.get(idOf(file.path)) ?? 0;
        return { document: idOf(file.path), start: passage.start - shift, end: passage.end - shift };
      });
      const document = set.answers.get(id)?.document ?? "";
      figures[place]?.recall.push(scoreSpans(found, document, spans, budget).recall);
    }
  }
  await opened.close();
  for (const [place, weight] of weights.entries()) {
    const { ndcg = [], recall = [] } = figures[place] ?? {};
    const spans = recall.length === 0 ? {} : { [`recall@${budget}`]: Number(mean(recall).toFixed(4)) };
    console.log(JSON.stringify({ set: name, weight, "nDCG@10": Number(mean(ndcg).toFixed(4)), ...spans }));
  }
}
