import type { PreviousQuestion } from "../../../../protocol/serverMessages.ts";
import type { LanguageWords } from "../answering/questions/languageWords.ts";
import { createLanguageRules, plainForm } from "../answering/verification/languageRules.ts";
import { withoutFilters } from "./carriedFilters.ts";

/** UTF-16 code units of a rewritten question. */
const longestRewrite = 400;

const wordPattern = /[\p{L}\p{N}\p{M}]+/gu;
const wordsOf = (text: string): readonly string[] => (text.match(wordPattern) ?? []).map(plainForm);

/**
 * Builds the check of a follow-up that a model rewrote: it may hold only words of the conversation and function words,
 * and no denial or quantifier ("not", "all", "only") that nobody said; what the question itself says must still be in it.
 *
 * @param languages those whose denials and quantifiers are known.
 */
export function createRewriteCheck(
  { isFunctionWord }: Pick<LanguageWords, "isFunctionWord">,
  languages: readonly string[],
): (rewritten: string, question: string, previous: PreviousQuestion) => boolean {
  const { rulesFor } = createLanguageRules();
  const rules = languages.map(rulesFor);
  const turnsMeaning = (word: string): boolean =>
    rules.some(({ denials, quantifiers }) => denials.has(word) || quantifiers.has(word));

  return (rewritten, question, previous) => {
    if (rewritten.length > longestRewrite || withoutFilters(rewritten) !== rewritten.trim() || /["\n]/u.test(rewritten))
      return false;
    const own = wordsOf(withoutFilters(question));
    const said = new Set([...own, ...wordsOf(withoutFilters(previous.question)), ...wordsOf(previous.heading ?? "")]);
    const words = new Set(wordsOf(rewritten));
    const mayStand = (word: string): boolean => said.has(word) || (isFunctionWord(word) && !turnsMeaning(word));
    const mustStand = (word: string): boolean => !isFunctionWord(word) || turnsMeaning(word);
    return words.size > 0 && [...words].every(mayStand) && own.filter(mustStand).every((word) => words.has(word));
  };
}
