/**
 * Times what reranking adds to a search: the same questions with it and without it, in turn, in one process.
 *
 *   node bench/rerankingSpeed.ts --eval DIR --work DIR [--set heq-he] [--limit 200]
 */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { defaultParameters } from "../server/src/core/parameters.ts";
import { readEvaluationSet } from "./evaluationSet.ts";
import { openSet } from "./openSet.ts";

const { values: args } = parseArgs({
  options: {
    eval: { type: "string" },
    work: { type: "string" },
    set: { type: "string", default: "heq-he" },
    limit: { type: "string", default: "200" },
  },
});
const { eval: evalRoot, work } = args;
if (evalRoot === undefined || work === undefined) {
  console.error("usage: rerankingSpeed.ts --eval DIR --work DIR [--set heq-he] [--limit N]");
  process.exit(2);
}

const set = readEvaluationSet(evalRoot, args.set);
const folder = join(work, args.set.replace("/", "-"));
const opened = await openSet(set, { folder });
const parameters = { ...defaultParameters, search: { ...defaultParameters.search, reranked: 0 } };
const without = opened.serviceWith(parameters);

async function timed(service: typeof without, text: string): Promise<number> {
  const start = performance.now();
  await service.search(text, { mode: "hybrid", vectors: "stored", depth: 10 });
  return performance.now() - start;
}

const added: number[] = [];
const whole: number[] = [];
for (const { text } of set.questions.slice(0, Number(args.limit))) {
  await timed(without, text); // The question's vector, once for both.
  const plain = await timed(without, text);
  const reranked = await timed(opened.service, text);
  added.push(reranked - plain);
  whole.push(reranked);
}
await opened.close();

const at = (values: readonly number[], share: number): string =>
  (values.toSorted((a, b) => a - b)[Math.floor(share * values.length)] ?? 0).toFixed(1);
console.log(`${args.set}: reranking adds ${at(added, 0.5)} ms (p50), ${at(added, 0.95)} ms (p95)`);
console.log(`a search, its question's vector known: ${at(whole, 0.5)} ms (p50), ${at(whole, 0.95)} ms (p95)`);
