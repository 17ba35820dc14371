import type { PreviousQuestion } from "../../../../protocol/serverMessages.ts";
import type { LanguageWords } from "../answering/questions/languageWords.ts";
import type { QuestionLanguage } from "../answering/questions/questionLanguage.ts";
import type { QuestionPhrases } from "../answering/questions/questionType.ts";
import { createAskingAnew } from "./askAnew.ts";
import { scriptOf } from "../language/script.ts";
import { carriedFilters, withoutFilters } from "./carriedFilters.ts";
import { createReplacing } from "./replacePart.ts";

/** What a question is to the one before, and the question that stands alone; a new topic's is as it was written. */
export interface FollowUp {
  readonly kind: "newTopic" | "alone" | "opener" | "pronoun";
  readonly question: string;
}

/** UTF-16 code units; a longer question says itself what it is about. */
const longestFollowUp = 160;
/** UTF-16 code units of the question before, and of the heading, that are carried. */
const longestCarried = 300;
const longestHeading = 100;
/** Words of meaning that a question with an opener, and one with a pronoun, may have and still lean on the one before. */
const mostInPart = 4;
const mostBesidePronoun = 2;

const wordPattern = /[\p{L}\p{N}\p{M}]+(?:[-'’.\u05F3\u05F4][\p{L}\p{N}\p{M}]+)*/gu;
const wordsOf = (text: string): readonly string[] => text.match(wordPattern) ?? [];

/**
 * Builds the reading of questions in a conversation. By words alone: "why?" takes the place of what the question before
 * asked with, and takes over the heading of its answer, "and in 2024?" takes the place of what has its shape there, "when was it founded?" gets the
 * telling words beside it; filters are carried where the new question has none. Everything else is a new topic. At most
 * 600 code units more than the question's own come back.
 */
export function createFollowUps(dependencies: {
  readonly languages: readonly QuestionLanguage[];
  readonly phraseOf: QuestionPhrases;
  readonly languageWords: LanguageWords;
}): (question: string, previous: PreviousQuestion | undefined) => FollowUp {
  const { languages, phraseOf, languageWords } = dependencies;
  const typeOf = (text: string) => phraseOf(text)?.type ?? "other";
  const askAnew = createAskingAnew({ phraseOf, isFunctionWord: languageWords.isFunctionWord });
  const openers = languages.map(({ followUps }) => alternatives(followUps.openers, "^", followUps.openers));
  const pronouns = alternatives(
    languages.flatMap(({ followUps }) => followUps.pronouns),
    border.before,
    [],
  );
  const prepositions = new Set(languages.flatMap(({ followUps }) => followUps.prepositions));
  const replacePart = createReplacing({ prepositions, isFunctionWord: languageWords.isFunctionWord });
  const tellingWords = (text: string): readonly string[] =>
    wordsOf(text).filter((word) => !languageWords.isFunctionWord(word) && !prepositions.has(word.toLowerCase()));

  /** What follows an opener; undefined where there is none, or nothing follows. */
  function afterOpener(text: string): string | undefined {
    const lengths = openers.map((pattern) => pattern.exec(text)?.[0].length ?? 0);
    const rest = text.slice(Math.max(...lengths)).trim();
    return Math.max(...lengths) === 0 || wordsOf(rest).length === 0 ? undefined : rest;
  }

  /** Whether a text is a part that a question before may take in, and no question of its own. */
  function isPart(text: string): boolean {
    const [first = ""] = (wordsOf(text)[0] ?? "").split(/[-'’]/u);
    if (typeOf(text) !== "other") return false;
    return prepositions.has(first.toLowerCase()) || !languageWords.isFunctionWord(first);
  }

  function read(text: string, { question, heading = "" }: PreviousQuestion): FollowUp {
    const before = trimEnd(withoutFilters(question).slice(0, longestCarried));
    const telling = tellingWords(before);
    const beside = (own: string): string => {
      const known = new Set(wordsOf(own.toLowerCase()));
      return [trimEnd(own), ...telling.filter((word) => !known.has(word.toLowerCase()))].join(" ");
    };
    const rest = afterOpener(text);
    const own = tellingWords(rest ?? text);
    if (own.length === 0 && typeOf(rest ?? text) !== "other") {
      // A heading in another script is of an answer in another language, and would pull the question there.
      const carried = scriptOf(heading) === scriptOf(before) ? heading.slice(0, longestHeading) : "";
      const missing = tellingWords(carried).filter((word) => !telling.includes(word));
      const anew = askAnew(before, trimEnd(rest ?? text)) ?? beside(rest ?? text);
      return { kind: "alone", question: missing.length === 0 ? anew : `${anew} (${missing.join(" ")})` };
    }
    if (rest !== undefined && own.length <= mostInPart && isPart(rest))
      return { kind: "opener", question: replacePart(before, trimEnd(rest)) };
    if (rest !== undefined && own.length <= 1 && typeOf(rest) !== "other")
      return { kind: "opener", question: beside(rest) };
    if (own.length <= mostBesidePronoun && own.length > 0 && pronouns.test(text))
      return { kind: "pronoun", question: beside(rest ?? text) };
    return { kind: "newTopic", question: text };
  }

  return (question, previous) => {
    const asWritten: FollowUp = { kind: "newTopic", question };
    const text = withoutFilters(question).trim();
    if (previous === undefined || text.length > longestFollowUp || text.includes('"')) return asWritten;
    if (tellingWords(withoutFilters(previous.question)).length === 0) return asWritten;
    const found = read(text, previous);
    if (found.kind === "newTopic") return asWritten;
    const filters = carriedFilters(question, previous.question).slice(0, longestCarried);
    return { kind: found.kind, question: [`${found.question}?`, filters].filter((part) => part !== "").join(" ") };
  };
}

const border = { before: "(?<![\\p{L}\\p{N}\\p{M}])", after: "(?![\\p{L}\\p{N}\\p{M}])" };

/** One pattern of many; an alternative that ends in a look-ahead of its own needs no border. */
function alternatives(all: readonly string[], start: string, open: readonly string[]): RegExp {
  const bordered = all.map((one) =>
    open.includes(one) && one.endsWith(")") && one.includes("(?=") ? one : one + border.after,
  );
  return new RegExp(`${start}(?:${bordered.join("|")})`, "iu");
}

const trimEnd = (text: string): string => text.trim().replace(/[\s?؟？!.…,;:]+$/u, "");
