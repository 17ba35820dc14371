import type { Analyser } from "../language/analyse.ts";
import { oddsOf } from "../search/reranking/reranker.ts";
import { gramShares, gramsOf, gramText } from "../search/reranking/characterGrams.ts";
import type { SearchOutcome } from "../search/search.ts";
import { createAskedWords } from "./parts/askedWords.ts";
import { markWords } from "./parts/markedWords.ts";
import { holdsType } from "./parts/typeFit.ts";
import type { QuestionTyping } from "./questions/questionType.ts";
import type { LanguageWords } from "./questions/languageWords.ts";
import type { SentenceCandidate } from "./sentenceRanking.ts";

/**
 * What is known of one sentence as an answer; shares are of the question, 0 to 1.
 *
 * Tried and left out, since no figure rose (`bench/sentenceRanking.ts`): whether its passage is the first one found, whether it is its passage's first sentence, how
 * many of its words are not in the question, whether it is a question itself.
 */
export interface SentenceFeatures {
  /** The reranker's log-odds that its passage answers, -12 to 12. */
  readonly passage: number;
  /** Share of the question's weight that the sentence holds. */
  readonly coverage: number;
  /** What its neighbours and headings add to that share. */
  readonly contextCoverage: number;
  /** Share of the question's character grams that the sentence holds. */
  readonly grams: number;
  /** 1 where it holds something of the kind asked for that the question does not hold; 0.5 where that cannot be told. */
  readonly typeFit: number;
  /** Cosine of the sentence under its headings with the question, -1 to 1; 0 where it was not embedded. */
  readonly similarity: number;
}

/** Builds the reading of sentences as answers to one question. */
export function createSentenceFeatures(ports: {
  readonly analyser: Analyser;
  readonly typeOf: QuestionTyping;
  readonly languageWords: LanguageWords;
}) {
  const { analyser, typeOf, languageWords } = ports;

  return function featuresOf(
    question: string,
    weighted: SearchOutcome["weighted"],
    sentences: readonly SentenceCandidate[],
  ): readonly SentenceFeatures[] {
    const type = typeOf(question);
    const askedIn = createAskedWords(analyser, weighted);
    const texts = sentences.map(({ passage, start, end }) => passage.text.slice(start, end));
    const shares = gramShares(gramsOf(question), texts.map(gramText));
    return sentences.map((sentence, at): SentenceFeatures => {
      const { passage, coverage, contextCoverage } = sentence;
      const text = texts[at] ?? "";
      const lists = languageWords.listsOf(passage.language);
      const words = markWords(text, lists, askedIn(passage.language));
      return {
        passage: oddsOf({ score: sentence.passageScore }),
        coverage,
        contextCoverage: contextCoverage - coverage,
        grams: shares[at] ?? 0,
        typeFit: holdsType(type, text, words, lists, passage.language),
        similarity: 0,
      };
    });
  };
}
