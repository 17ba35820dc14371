import type { QuestionType } from "../questions/questionLanguage.ts";
import type { WordLists } from "../questions/languageWords.ts";
import type { MarkedWord } from "./markedWords.ts";

const unknown = 0.5;
/** Languages written without capitals, which would tell names. */
const uncased: ReadonlySet<string> = new Set(["he", "ar", "fa", "zh", "ja", "ko", "th", "hi", "yi", "ur"]);
const code = /`[^`]+`|^\s*(?:```|~~~)|\b\w+(?:[._]\w+|\(\))|(?:^|\s)--?[a-z]/u;
const listItem = /^\s*(?:[-*+]|\d+[.)])\s/u;

/** Whether a sentence holds, beyond what the question says, something of the kind asked for: 0, 1, or 0.5 where that cannot be told. */
export function holdsType(
  type: QuestionType,
  sentence: string,
  words: readonly MarkedWord[],
  lists: WordLists,
  language: string,
): number {
  const holds = (test: (word: MarkedWord) => boolean): number =>
    words.some((word) => !word.isAsked && test(word)) ? 1 : 0;
  switch (type) {
    case "time":
      return holds(({ isTime }) => isTime);
    case "duration":
      return words.some(
        ({ isDuration }, at) =>
          isDuration && words.slice(Math.max(0, at - 2), at + 2).some((near) => near.isNumber && !near.isAsked),
      )
        ? 1
        : 0;
    case "quantity":
      return holds(({ isNumber }) => isNumber);
    case "person":
    case "place":
    case "name":
      return uncased.has(language)
        ? unknown
        : words.some(({ isName, isAsked }, at) => isName && !isAsked && at > 0)
          ? 1
          : 0;
    case "reason":
    case "definition":
      return lists.find(type, sentence).length > 0 ? 1 : 0;
    case "command":
      return code.test(sentence) ? 1 : 0;
    case "steps":
      return listItem.test(sentence) ? 1 : unknown;
    case "other":
      return unknown;
  }
}
