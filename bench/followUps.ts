/**
 * Measures what the rewriting of follow-up questions finds, over the handbook of the fixtures.
 *
 *   node bench/followUps.ts --work DIR
 *
 * Prints, of the follow-ups of `test/fixtures/handbook-dialogues.jsonl`, how many have their page first among the results
 * as written and rewritten, and how many new topics were rewritten; then each dialogue whose kind was misread.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { createLanguageWords } from "../server/src/core/answering/questions/languageWords.ts";
import { questionLanguages } from "../server/src/core/answering/questions/questionLanguages.ts";
import { createQuestionPhrases } from "../server/src/core/answering/questions/questionType.ts";
import { createFollowUps } from "../server/src/core/conversation/followUp.ts";
import { openBenchFolder } from "./benchFolder.ts";

interface Dialogue {
  readonly previous: string;
  readonly question: string;
  readonly path: string;
  readonly followUp: boolean;
}

const { work } = parseArgs({ options: { work: { type: "string" } } }).values;
if (work === undefined) {
  console.error("usage: followUps.ts --work DIR");
  process.exit(2);
}

const fixtures = join(import.meta.dirname, "../test/fixtures");
const dialogues = readFileSync(join(fixtures, "handbook-dialogues.jsonl"), "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line) as Dialogue);
const read = createFollowUps({
  languages: questionLanguages,
  phraseOf: createQuestionPhrases(questionLanguages),
  languageWords: createLanguageWords(questionLanguages),
});

const { service, close } = await openBenchFolder({
  folder: join(fixtures, "handbook"),
  indexDir: join(work, "index"),
  vectorDir: join(work, "vectors"),
});
await service.refresh();
await service.embedAll();

async function firstPage(question: string): Promise<string | undefined> {
  const { hits } = await service.search(question, { mode: "hybrid", vectors: "stored", depth: 5 });
  return hits[0]?.file.path;
}

const count = { followUps: 0, asWritten: 0, rewritten: 0, missed: 0, newTopics: 0, wronglyRewritten: 0 };
for (const { previous, question, path, followUp } of dialogues) {
  const { citations } = await service.ask(previous, { vectors: "stored" });
  const heading = citations[0]?.breadcrumb.at(-1);
  const found = read(question, { question: previous, ...(heading === undefined ? {} : { heading }) });
  const [before, after] = [await firstPage(question), await firstPage(found.question)];
  const isRead = found.kind !== "newTopic";
  if (followUp) {
    count.followUps++;
    if (before === path) count.asWritten++;
    if (after === path) count.rewritten++;
    if (!isRead) count.missed++;
  } else {
    count.newTopics++;
    if (isRead) count.wronglyRewritten++;
  }
  if (isRead !== followUp || (followUp && after !== path))
    console.log(previous, "|", question, "|", found.kind, "|", found.question, "|", after, "not", path);
}
console.log(JSON.stringify(count));
await close();
