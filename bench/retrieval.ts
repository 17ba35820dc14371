/**
 * Measures search on question sets: nDCG@10 of each mode with its 95 % interval, and how hybrid differs from each leg
 * (paired bootstrap over the questions).
 *
 *   node bench/retrieval.ts --eval DIR --work DIR [--sets heq-he,xquad/ru] [--json]
 *
 * `--eval` holds the sets, `--work` gets their documents as folders, with their indexes.
 */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { openFolder } from "../server/src/cli/openFolder.ts";
import { createOutput } from "../server/src/cli/output.ts";
import type { SearchMode } from "../server/src/core/search/search.ts";
import { readEvaluationSet, writeDocuments } from "./evaluationSet.ts";
import { bootstrapInterval, mean } from "../server/src/core/evaluation/bootstrap.ts";
import { ndcgAt } from "../server/src/core/evaluation/metrics.ts";

const { values: args } = parseArgs({
  options: {
    eval: { type: "string" },
    work: { type: "string" },
    json: { type: "boolean" },
    sets: { type: "string", default: "heq-he,cnil-fr,scifact-train,xquad/en,xquad/es,xquad/ru,xquad/ar,xquad/zh" },
  },
});
if (args.eval === undefined || args.work === undefined) {
  console.error("usage: retrieval.ts --eval DIR --work DIR [--sets A,B] [--json]");
  process.exit(2);
}

const modes = ["bm25", "vector", "hybrid"] as const satisfies readonly SearchMode[];
const round = (value: number): number => Math.round(value * 10_000) / 10_000;

/** nDCG@10 of every judged question in each mode. */
async function measure(
  name: string,
  evalRoot: string,
  workRoot: string,
): Promise<ReadonlyMap<SearchMode, readonly number[]>> {
  const set = readEvaluationSet(evalRoot, name);
  const folder = join(workRoot, name.replace("/", "-"));
  const ids = writeDocuments(set, folder);
  const opened = await openFolder({ folder }, createOutput(false));
  if (!opened.ok) throw new Error(opened.failure.message);
  const { service, close } = opened.value;
  await service.refresh();
  await service.embedAll();
  const figures = new Map<SearchMode, number[]>(modes.map((mode) => [mode, []]));
  for (const { id, text } of set.questions) {
    const grades = set.relevant.get(id);
    if (grades === undefined) continue;
    for (const mode of modes) {
      const { hits } = await service.search(text, { mode, vectors: "stored", depth: 30 });
      const documents = [...new Set(hits.map(({ file }) => ids.get(file.path) ?? file.path))];
      figures.get(mode)?.push(ndcgAt(10, documents, grades));
    }
  }
  await close();
  return figures;
}

for (const name of args.sets.split(",")) {
  const figures = await measure(name, args.eval, args.work);
  const hybrid = figures.get("hybrid") ?? [];
  const row = {
    set: name,
    questions: hybrid.length,
    ...Object.fromEntries(
      modes.map((mode) => {
        const values = figures.get(mode) ?? [];
        return [mode, { nDCG: round(mean(values)), interval: bootstrapInterval(values).map(round) }];
      }),
    ),
    hybridMinus: Object.fromEntries(
      (["bm25", "vector"] as const).map((mode) => {
        const differences = hybrid.map((value, place) => value - (figures.get(mode)?.[place] ?? 0));
        return [mode, { difference: round(mean(differences)), interval: bootstrapInterval(differences).map(round) }];
      }),
    ),
  };
  console.log(
    args.json === true
      ? JSON.stringify(row)
      : `${name.padEnd(14)} ${modes.map((mode) => `${mode} ${round(mean(figures.get(mode) ?? [])).toFixed(4)}`).join("  ")}`,
  );
}
