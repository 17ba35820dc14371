/**
 * Measures how often an answer is said to be contradicted in sets whose pages do not contradict each other: every one is
 * a false alarm, or two pages about different things.
 *
 *   node bench/conflicts.ts --eval DIR --work DIR [--sets heq-he,xquad/ru,xquad/en,squad2] [--limit 300] [--show]
 */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { thresholds } from "../server/src/core/answering/compose.ts";
import { readEvaluationSet, sampled } from "./evaluationSet.ts";
import { openSet } from "./openSet.ts";

const { values: args } = parseArgs({
  options: {
    eval: { type: "string" },
    work: { type: "string" },
    sets: { type: "string", default: "heq-he,xquad/ru,xquad/en,squad2" },
    limit: { type: "string", default: "300" },
    show: { type: "boolean", default: false },
  },
});
const { eval: evalRoot, work } = args;
if (evalRoot === undefined || work === undefined) {
  console.error("usage: conflicts.ts --eval DIR --work DIR [--sets A,B] [--limit N] [--show]");
  process.exit(2);
}

for (const name of args.sets.split(",")) {
  const set = readEvaluationSet(evalRoot, name);
  const folder = join(work, name.replace("/", "-"));
  const { service, close } = await openSet(set, { folder });
  const asked = sampled(set.questions, Number(args.limit));
  let [answered, alarms] = [0, 0];
  for (const { text } of asked) {
    const answer = await service.ask(text, { vectors: "stored", threshold: thresholds.balanced, plain: true });
    if (answer.abstained) continue;
    answered += 1;
    const alarm = answer.notices.find((notice) => notice.startsWith("The documents differ"));
    if (alarm === undefined) continue;
    alarms += 1;
    if (args.show) console.log(`  ${text}\n    ${alarm}\n    ${answer.answer.replaceAll("\n", "\n    ")}`);
  }
  await close();
  console.log(`${name.padEnd(10)} ${answered} answered, ${alarms} said to be contradicted`);
}
