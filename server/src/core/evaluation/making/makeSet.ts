import { createLanguageWords } from "../../answering/questions/languageWords.ts";
import { questionLanguages } from "../../answering/questions/questionLanguages.ts";
import { isFunctionWord } from "../../hover/vocabulary.ts";
import { createAnalyser } from "../../language/analyse.ts";
import { createSentenceSplitter } from "../../language/sentences.ts";
import type { Draft, MadeQuestion } from "./madeQuestion.ts";
import { makeQuestions, type MakingOptions } from "./makeQuestions.ts";
import { makingLanguages } from "./makingLanguages.ts";
import type { Page } from "./page.ts";

/** Makes questions with all the languages there are. @param written drafts that a model wrote besides. */
export function makeSet(
  pages: readonly Page[],
  options: MakingOptions,
  written: readonly Draft[] = [],
): readonly MadeQuestion[] {
  const languageNames = namesOfLanguages();
  const asking = createLanguageWords(questionLanguages);
  return makeQuestions(
    pages,
    {
      splitter: createSentenceSplitter(),
      analyser: createAnalyser(),
      isFunctionWord: (word) => isFunctionWord(word) || asking.isFunctionWord(word),
      isCalendarOrLanguage: (word) =>
        languageNames.has(word.toLowerCase()) ||
        questionLanguages.some(({ language }) =>
          (["months", "times"] as const).some((list) => asking.listsOf(language).holds(list, word)),
        ),
      languages: makingLanguages,
    },
    options,
    written,
  );
}

/** What the languages that are written most are called in those that have templates, in lower case. */
function namesOfLanguages(): ReadonlySet<string> {
  const written = "en he ru fr ar es de it pt nl pl uk zh ja ko hi fa tr el la sv ka hy".split(" ");
  return new Set(
    makingLanguages.flatMap(({ language }) => {
      const names = new Intl.DisplayNames(language, { type: "language" });
      return written.map((code) => (names.of(code) ?? code).toLowerCase());
    }),
  );
}
