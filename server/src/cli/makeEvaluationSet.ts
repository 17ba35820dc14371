import { relative } from "node:path";
import { createSensitiveFinder } from "../adapters/sensitive/findSensitive.ts";
import { writeMadeSet } from "../adapters/evaluation/writeMadeSet.ts";
import type { ChatModel } from "../core/chatModel.ts";
import { fromModel } from "../core/evaluation/making/fromModel.ts";
import type { Draft, MadeQuestion } from "../core/evaluation/making/madeQuestion.ts";
import type { MakingOptions } from "../core/evaluation/making/makeQuestions.ts";
import { makeSet } from "../core/evaluation/making/makeSet.ts";
import type { Page } from "../core/evaluation/making/page.ts";
import { chatModelOf, type ChatFlags } from "./chatModel.ts";
import { exitCodes, type ExitCode } from "./commandLine.ts";
import type { OpenFolder } from "./openFolder.ts";
import type { Output } from "./output.ts";
import { refreshFolder } from "./refreshFolder.ts";
import { counted } from "./counted.ts";

/** Makes a set of questions from a folder's own pages, and writes it; a model adds its questions where the flags name one. @param setFolder absolute. */
export async function makeEvaluationSet(
  opened: OpenFolder,
  { setFolder, flags, ...options }: MakingOptions & { readonly setFolder: string; readonly flags: ChatFlags },
  output: Output,
  signal: AbortSignal,
): Promise<ExitCode> {
  const model = chatModelOf(flags, opened, process.env);
  if (!model.ok) {
    output.note(model.failure.message);
    return exitCodes.wrongUsage;
  }
  const { service } = opened;
  await refreshFolder(service, "none", output, signal);
  const pages = await service.readPages(signal);
  const written = model.value === undefined ? [] : await writtenBy(model.value, pages, options, output, signal);
  const questions = makeSet(pages, options, written);
  if (questions.length === 0) {
    output.note(
      "No question could be made: there are no question headings, terms, tables, or sentences with a number, date or name.",
    );
    return exitCodes.failed;
  }
  const saved = await writeMadeSet(setFolder, questions);
  if (!saved.ok) {
    output.note(saved.failure.message);
    return exitCodes.failed;
  }
  const summary = summaryOf(setFolder, questions);
  output.result(output.json ? JSON.stringify(summary) : asText(summary));
  return exitCodes.done;
}

/** A model writes up to three questions for a passage, and is one way to make them of several. */
const questionsPerPassage = 4;

/** What a model writes for the pages' paragraphs; says before where they go, and after what was left out. */
async function writtenBy(
  model: ChatModel,
  pages: readonly Page[],
  { limit, seed }: MakingOptions,
  output: Output,
  signal: AbortSignal,
): Promise<readonly Draft[]> {
  const described = await model.describe(signal);
  if (!described.ok) {
    output.note(`${described.failure.message} The set is made without a model.`);
    return [];
  }
  const { name, destination } = described.value;
  const passages = Math.ceil(limit / questionsPerPassage);
  output.note(`${name} at ${destination} writes questions for ${counted(passages, "passage", "passages")} at most.`);
  const bar = output.progress("Questions");
  const onProgress = (done: number, total: number): void => bar.update(done, total);
  const findSensitive = createSensitiveFinder();
  const { drafts, refused, failure } = await fromModel(
    pages,
    { model, name, passages, onProgress },
    { seed, findSensitive, signal },
  ).finally(() => bar.stop());
  if (refused > 0)
    output.note(`Left out: ${counted(refused, "question", "questions")} whose answer does not stand in the passage.`);
  if (failure !== undefined) output.note(`The model was not asked on: ${failure}`);
  return drafts;
}

const countsOf = (names: readonly string[]): Readonly<Record<string, number>> =>
  Object.fromEntries([...Map.groupBy(names, (name) => name)].map(([name, { length }]) => [name, length]));

function summaryOf(set: string, questions: readonly MadeQuestion[]) {
  return {
    set,
    questions: questions.length,
    answerable: questions.filter(({ answers }) => answers.length > 0).length,
    documents: new Set(questions.map(({ path }) => path)).size,
    kinds: countsOf(questions.map(({ generated }) => generated.by)),
    languages: countsOf(questions.map(({ language }) => language)),
    splits: countsOf(questions.map(({ split }) => split)),
  };
}

function asText({
  set,
  questions,
  answerable,
  documents,
  kinds,
  languages,
  splits,
}: ReturnType<typeof summaryOf>): string {
  const listed = (counts: Readonly<Record<string, number>>): string =>
    Object.entries(counts)
      .map(([name, count]) => `${name} ${count}`)
      .join(", ");
  const shown = relative(process.cwd(), set);
  const place = shown === "" || shown.startsWith("..") ? set : shown;
  return [
    `${counted(questions, "question", "questions")} of ${counted(documents, "page", "pages")} in ${place}, ${questions - answerable} of them without an answer.`,
    `Made from: ${listed(kinds)}`,
    `Languages: ${listed(languages)}`,
    `Parts: ${listed(splits)}`,
    "",
    `Measure on one part what you chose on the other: evaluate --set ${place}/dev, then evaluate --set ${place}/test.`,
  ].join("\n");
}
