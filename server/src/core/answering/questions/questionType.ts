import type { QuestionLanguage, QuestionType } from "./questionLanguage.ts";

/** Tells what a question asks for; "other" where no phrase of any language is found. */
export type QuestionTyping = (question: string) => QuestionType;

/** The phrase of a question that says what it asks for, as UTF-16 offsets. */
export interface QuestionPhrase {
  readonly type: QuestionType;
  readonly start: number;
  readonly end: number;
}

/** Finds that phrase; undefined where no phrase of any language is found. */
export type QuestionPhrases = (question: string) => QuestionPhrase | undefined;

interface Phrases {
  readonly type: QuestionType;
  readonly pattern: RegExp;
}

/** Longer questions are looked at in their beginning. */
const longestRead = 500;

/**
 * Builds the finding of phrases of `languages`. The phrase that begins first decides, of several there the longest, then
 * the one whose type is named first in its file.
 */
export function createQuestionPhrases(languages: readonly QuestionLanguage[]): QuestionPhrases {
  const phrases = languages.flatMap(({ questions }) =>
    Object.entries(questions).map(([type, alternatives]): Phrases => ({
      type: type as QuestionType,
      pattern: new RegExp(`(?<![\\p{L}\\p{N}\\p{M}])(?:${alternatives.join("|")})(?![\\p{L}\\p{N}\\p{M}])`, "giu"),
    })),
  );

  return (question) => {
    const read = question.slice(0, longestRead).normalize("NFKC").replaceAll("\u2019", "'");
    let best: QuestionPhrase | undefined;
    for (const { type, pattern } of phrases) {
      for (const { index, 0: found } of read.matchAll(pattern)) {
        const end = index + found.length;
        const better = best === undefined || index < best.start || (index === best.start && end > best.end);
        if (better) best = { type, start: index, end };
      }
    }
    return best;
  };
}

/** Builds the typing of questions by those phrases. */
export function createQuestionTyping(languages: readonly QuestionLanguage[]): QuestionTyping {
  const phraseOf = createQuestionPhrases(languages);
  return (question) => phraseOf(question)?.type ?? "other";
}
