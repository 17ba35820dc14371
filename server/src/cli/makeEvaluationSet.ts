import { relative } from "node:path";
import { writeMadeSet } from "../adapters/evaluation/writeMadeSet.ts";
import type { MadeQuestion } from "../core/evaluation/making/madeQuestion.ts";
import type { MakingOptions } from "../core/evaluation/making/makeQuestions.ts";
import { makeSet } from "../core/evaluation/making/makeSet.ts";
import { counted } from "../core/evaluation/report.ts";
import { exitCodes, type ExitCode } from "./commandLine.ts";
import type { OpenFolder } from "./openFolder.ts";
import type { Output } from "./output.ts";
import { refreshFolder } from "./refreshFolder.ts";

/** Makes a set of questions from a folder's own pages, without a model, and writes it. @param setFolder absolute. */
export async function makeEvaluationSet(
  { service }: OpenFolder,
  { setFolder, ...options }: MakingOptions & { readonly setFolder: string },
  output: Output,
  signal: AbortSignal,
): Promise<ExitCode> {
  await refreshFolder(service, "none", output, signal);
  const pages = await service.readPages(signal);
  const questions = makeSet(pages, options);
  if (questions.length === 0) {
    output.note(
      "No question could be made: there are no question headings, terms, tables, or sentences with a number, date or name.",
    );
    return exitCodes.failed;
  }
  const written = await writeMadeSet(setFolder, questions);
  if (!written.ok) {
    output.note(written.failure.message);
    return exitCodes.failed;
  }
  const summary = summaryOf(setFolder, questions);
  output.result(output.json ? JSON.stringify(summary) : asText(summary));
  return exitCodes.done;
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
