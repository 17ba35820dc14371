/**
 * Compares `estimateTokens` with the bundled model's own tokenizer on the first documents of question sets.
 *
 *   node bench/tokens.ts --eval DIR [--sets heq-he,xquad/ru]
 */
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { AutoTokenizer, env } from "@xenova/transformers";
import { estimateTokens } from "../server/src/core/chunking/tokens.ts";
import { readEvaluationSet } from "./evaluationSet.ts";
import { mean } from "../server/src/core/evaluation/bootstrap.ts";

const { values: args } = parseArgs({
  options: {
    eval: { type: "string" },
    sets: {
      type: "string",
      default: "heq-he,cnil-fr,scifact-train,aws-docs,xquad/en,xquad/es,xquad/ru,xquad/ar,xquad/zh",
    },
  },
});
if (args.eval === undefined) {
  console.error("usage: tokens.ts --eval DIR [--sets A,B]");
  process.exit(2);
}
env.localModelPath = fileURLToPath(new URL("../models/", import.meta.url));
env.allowRemoteModels = false;
const tokenizer = await AutoTokenizer.from_pretrained("multilingual-e5-small");

for (const name of args.sets.split(",")) {
  const texts = readEvaluationSet(args.eval, name)
    .documents.slice(0, 200)
    .map(({ text }) => text.slice(0, 1500));
  const counted = texts.map((text) => ({ text, tokens: tokenizer.encode(text, { add_special_tokens: false }).length }));
  const ratios = counted.map(({ text, tokens }) => estimateTokens(text) / Math.max(1, tokens)).sort((a, b) => a - b);
  console.log(
    JSON.stringify({
      set: name,
      charactersPerToken: Number(
        (mean(texts.map((text) => text.length)) / mean(counted.map(({ tokens }) => tokens))).toFixed(2),
      ),
      estimateToCounted: {
        mean: Number(mean(ratios).toFixed(2)),
        p5: Number((ratios[10] ?? 0).toFixed(2)),
        p95: Number((ratios[190] ?? 0).toFixed(2)),
      },
    }),
  );
}
