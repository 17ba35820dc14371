/**
 * Measures questions in one language over paragraphs in another, as the product is shipped, and how much of hybrid's gain
 * over keywords a folder has that was never embedded (`question-first`).
 *
 *   node bench/across.ts --eval DIR --work DIR [--every 3]
 *
 * Prints nDCG@10: hybrid for `xquad` questions in ru, ar, es and zh over its English paragraphs; keywords, question-first
 * (only the question's own candidates have vectors) and hybrid for heq-he and scifact-train.
 */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { mean } from "../server/src/core/evaluation/bootstrap.ts";
import { ndcgAt } from "../server/src/core/evaluation/metrics.ts";
import type { SearchMode, VectorUse } from "../server/src/core/search/search.ts";
import { readEvaluationSet } from "./evaluationSet.ts";
import { openSet } from "./openSet.ts";

const { values: args } = parseArgs({
  options: { eval: { type: "string" }, work: { type: "string" }, every: { type: "string", default: "3" } },
});
const { eval: evalRoot, work } = args;
if (evalRoot === undefined || work === undefined) {
  console.error("usage: across.ts --eval DIR --work DIR [--every N]");
  process.exit(2);
}

type Way = readonly [name: string, mode: SearchMode, vectors: VectorUse];

async function measure(documents: string, questions: string, ways: readonly Way[], root: string, folderRoot: string) {
  const set = readEvaluationSet(root, documents, questions);
  const folder = join(folderRoot, documents.replace("/", "-"));
  const { documents: ids, service, close } = await openSet(set, { folder });
  const judged = set.questions.filter(({ id }) => set.relevant.has(id));
  const asked = judged.filter((_, at) => at % Number(args.every) === 0);
  const figures: Record<string, number> = {};
  for (const [name, mode, vectors] of ways) {
    const values: number[] = [];
    for (const { id, text } of asked) {
      const { hits } = await service.search(text, { mode, vectors, depth: 40, plain: true });
      const found = new Set(hits.map(({ file }) => ids.get(file.path) ?? file.path));
      values.push(ndcgAt(10, [...found], set.relevant.get(id) ?? new Map()));
    }
    figures[name] = Number(mean(values).toFixed(4));
  }
  await close();
  console.log(set.name, `${asked.length} questions`, JSON.stringify(figures));
  return figures;
}

const hybrid: Way = ["hybrid", "hybrid", "stored"];
const across: number[] = [];
for (const language of ["ru", "ar", "es", "zh"]) {
  const { hybrid: value = 0 } = await measure("xquad/en", `xquad/${language}`, [hybrid], evalRoot, work);
  across.push(value);
}
console.log("across languages", mean(across).toFixed(4));
for (const set of ["heq-he", "scifact-train"])
  await measure(
    set,
    set,
    [
      ["keywords", "bm25", "none"],
      ["keywords, reranked", "hybrid", "none"],
      ["question-first", "hybrid", "candidates"],
      hybrid,
    ],
    evalRoot,
    work,
  );
