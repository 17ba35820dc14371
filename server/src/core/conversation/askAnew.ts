import type { QuestionPhrases } from "../answering/questions/questionType.ts";

/** Languages that put a verb straight behind the asking word. */
const verbMayFollow = /^[\p{Script=Hebrew}\p{Script=Cyrillic}]/u;
/** French turns verb and pronoun around: "garde-t-on". */
const isInverted = /\p{L}-(?:t-)?(?:je|tu|il|elle|on|nous|vous|ils|elles)$/iu;

/**
 * Builds the asking of a question anew with other asking words: "how long are backups kept" with "why" is "why are backups
 * kept". Where what is left would not follow them, the whole question does, after a colon. Undefined for what does not
 * begin as a question.
 */
export function createAskingAnew(dependencies: {
  readonly phraseOf: QuestionPhrases;
  readonly isFunctionWord: (word: string) => boolean;
}): (question: string, asking: string) => string | undefined {
  const { phraseOf, isFunctionWord } = dependencies;

  /** What a question asks of, where it can stand behind other asking words. */
  function restOf(question: string): string | undefined {
    const phrase = phraseOf(question);
    const rest = question.slice(phrase?.end ?? 0).trim();
    const [next = ""] = rest.split(/\s/u);
    const follows = verbMayFollow.test(next) || isFunctionWord(next) || isInverted.test(next);
    return phrase?.start === 0 && follows ? rest : undefined;
  }

  return (question, asking) => {
    const rest = restOf(question);
    if (rest !== undefined) return `${asking} ${rest}`;
    const [first = ""] = question.split(/\s/u);
    if (!isFunctionWord(first)) return undefined;
    return `${asking}: ${question.replace(/^\p{Lu}(?=\p{Ll})/u, (letter) => letter.toLowerCase())}`;
  };
}
