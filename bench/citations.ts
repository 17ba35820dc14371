/**
 * Checks that every citation of every answer stands in its file: asks a set's questions, bold, and compares each quotation
 * with the file's text at its range.
 *
 *   node bench/citations.ts --eval DIR --work DIR [--sets heq-he,xquad/ru,cnil-fr,squad2] [--limit 300]
 *
 * Prints how many citations were looked at and how many do not stand there; ends with 1 if any does not.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { decodeText } from "../server/src/core/documents/decode.ts";
import { valueOf } from "./benchFolder.ts";
import { readEvaluationSet, sampled } from "./evaluationSet.ts";
import { openSet } from "./openSet.ts";

const { values: args } = parseArgs({
  options: {
    eval: { type: "string" },
    work: { type: "string" },
    sets: { type: "string", default: "heq-he,xquad/ru,xquad/zh,cnil-fr,squad2,scifact-train" },
    limit: { type: "string", default: "300" },
  },
});
const { eval: evalRoot, work } = args;
if (evalRoot === undefined || work === undefined) {
  console.error("usage: citations.ts --eval DIR --work DIR [--sets A,B] [--limit N]");
  process.exit(2);
}

for (const name of args.sets.split(",")) {
  const set = readEvaluationSet(evalRoot, name);
  const folder = join(work, name.replace("/", "-"));
  const { service, close } = await openSet(set, { folder });
  const asked = sampled(set.questions, Number(args.limit));
  let [looked, wrong] = [0, 0];
  for (const { text } of asked) {
    const { citations, nearest, sentences } = await service.ask(text, {
      vectors: "stored",
      threshold: 0.05,
      plain: true,
    });
    for (const { path, startOffset, endOffset, quote } of [...citations, ...nearest]) {
      const decoded = valueOf(decodeText(readFileSync(join(folder, path))));
      looked += 1;
      if (decoded.text.slice(startOffset, endOffset) !== quote) wrong += 1;
    }
    const known = new Set(citations.map(({ n }) => n));
    for (const sentence of sentences) {
      const quoted = sentence.citations.every((n) => known.has(n)) && sentence.citations.length > 0;
      const words = citations.filter(({ n }) => sentence.citations.includes(n)).map(({ quote }) => quote);
      const rest = words.reduce((left, quote) => left.replace(quote, ""), sentence.text);
      if (!quoted || rest.trim() !== "") wrong += 1;
    }
  }
  await close();
  console.log(`${name.padEnd(14)} ${looked} citations, ${wrong} that do not stand in their files`);
  if (wrong > 0) process.exitCode = 1;
}
