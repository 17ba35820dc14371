import type { QuestionLanguage, QuestionType } from "./questionLanguage.ts";

/** Tells what a question asks for; "other" where no phrase of any language is found. */
export type QuestionTyping = (question: string) => QuestionType;

interface Phrases {
  readonly type: QuestionType;
  readonly pattern: RegExp;
}

/** Longer questions are looked at in their beginning. */
const longestRead = 500;

/**
 * Builds the typing of questions by the phrases of `languages`. The phrase that begins first decides, of several there the
 * longest, then the one whose type is named first in its file.
 */
export function createQuestionTyping(languages: readonly QuestionLanguage[]): QuestionTyping {
  const phrases = languages.flatMap(({ questions }) =>
    Object.entries(questions).map(([type, alternatives]): Phrases => ({
      type: type as QuestionType,
      pattern: new RegExp(`(?<![\\p{L}\\p{N}\\p{M}])(?:${alternatives.join("|")})(?![\\p{L}\\p{N}\\p{M}])`, "giu"),
    })),
  );

  return (question) => {
    const read = question.slice(0, longestRead).normalize("NFKC").replaceAll("\u2019", "'");
    let best: { readonly type: QuestionType; readonly start: number; readonly length: number } | undefined;
    for (const { type, pattern } of phrases) {
      for (const { index, 0: found } of read.matchAll(pattern)) {
        const better = best === undefined || index < best.start || (index === best.start && found.length > best.length);
        if (better) best = { type, start: index, length: found.length };
      }
    }
    return best?.type ?? "other";
  };
}
