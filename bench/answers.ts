/**
 * Measures extractive answers on sets with gold answers: how often a gold answer stands in the window shown around the best
 * sentence, in what `ask` shows, in the one best sentence and in the passage found first; token F1 of the exact part with
 * it; over questions that the folder answers.
 *
 *   node bench/answers.ts --eval DIR --work DIR [--sets heq-he,xquad/ru] [--limit 300]
 */
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { TextRange } from "../server/src/core/documents/document.ts";
import { mean } from "../server/src/core/evaluation/bootstrap.ts";
import { createQuestionTyping } from "../server/src/core/answering/questions/questionType.ts";
import { questionLanguages } from "../server/src/core/answering/questions/questionLanguages.ts";
import { chooseSentences, shownSpans, textOf } from "../server/src/core/answering/shownSpans.ts";
import { folded, readEvaluationSet, sampled } from "./evaluationSet.ts";
import { openSet } from "./openSet.ts";
import { tokenF1 } from "../server/src/core/evaluation/tokenF1.ts";

const { values: args } = parseArgs({
  options: {
    eval: { type: "string" },
    work: { type: "string" },
    sets: { type: "string", default: "heq-he,xquad/ru,xquad/en,squad2" },
    limit: { type: "string", default: "300" },
  },
});
const { eval: evalRoot, work } = args;
if (evalRoot === undefined || work === undefined) {
  console.error("usage: answers.ts --eval DIR --work DIR [--sets A,B] [--limit N]");
  process.exit(2);
}

const typeOf = createQuestionTyping(questionLanguages);
async function measure(name: string, root: string, folder: string): Promise<void> {
  const set = readEvaluationSet(root, name);
  const { service, close } = await openSet(set, { folder });
  const answerable = set.questions.filter(({ id }) => set.answers.get(id)?.answerable === true);
  const asked = sampled(answerable, Number(args.limit));
  const figures = { shown: [] as number[], asked: [] as number[], sentence: [] as number[], passage: [] as number[] };
  const [exact, characters]: [number[], number[]] = [[], []];
  const milliseconds: number[] = [];
  for (const { id, text } of asked) {
    const golds = (set.answers.get(id)?.answers ?? []).map(folded);
    const holds = (words: string): number => (golds.some((gold) => folded(words).includes(gold)) ? 1 : 0);
    const start = performance.now();
    const extraction = await service.extract(text, { vectors: "stored", plain: true });
    const { ranked, read } = extraction;
    const best = service.bestAnswer(text, extraction);
    milliseconds.push(performance.now() - start);
    const wordsOf = (range: TextRange | undefined): string => best?.passage.text.slice(range?.start, range?.end) ?? "";
    const spans = shownSpans(chooseSentences(ranked), typeOf(text), ranked);
    figures.shown.push(holds(wordsOf(best?.shown)));
    figures.asked.push(Math.max(0, ...spans.map((each) => holds(textOf(each)))));
    figures.sentence.push(holds(wordsOf(best?.sentence)));
    figures.passage.push(holds(read[0]?.passage.text ?? ""));
    characters.push(spans.reduce((sum, each) => sum + textOf(each).length, 0));
    exact.push(Math.max(0, ...(set.answers.get(id)?.answers ?? []).map((gold) => tokenF1(wordsOf(best?.exact), gold))));
  }
  await close();
  const p50 = milliseconds.toSorted((a, b) => a - b)[Math.floor(milliseconds.length / 2)] ?? 0;
  const means = Object.entries(figures).map(([what, values]) => `${what} ${mean(values).toFixed(3)}`);
  console.log(
    `${name.padEnd(10)} ${means.join("  ")}  F1 ${mean(exact).toFixed(3)}  ${mean(characters).toFixed(0)} characters  ${p50.toFixed(0)} ms`,
  );
}

for (const name of args.sets.split(",")) await measure(name, evalRoot, join(work, name.replace("/", "-")));
