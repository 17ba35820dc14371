import type { Analyser } from "../language/analyse.ts";
import { fold, normalise } from "../language/fold.ts";
import type { FolderIndex } from "../indexing/folderIndex.ts";
import type { Store } from "../ports.ts";
import type { createBm25f } from "./bm25f.ts";
import { queryWords, type QueryWord } from "./queryTerms.ts";
import { createSpelling, defaultSpellingParameters, type SpellingParameters } from "./spelling.ts";
import { createVocabulary } from "./vocabulary.ts";

/** A word that the folder does not hold, and those that were searched in its place, as they are written there. */
export interface Correction {
  readonly typed: string;
  readonly taken: readonly string[];
}

export interface QuestionWords {
  readonly words: readonly QueryWord[];
  readonly corrections: readonly Correction[];
  /** Whether its only word is the beginning of one that is still being typed, which means nothing by itself. */
  readonly isBeginning: boolean;
}

export interface QuestionOptions {
  /** Words that are taken as they are written, such as those of phrases. */
  readonly exact?: ReadonlySet<string>;
  /** Whether the last word may be the beginning of one; default: false. */
  readonly lastWordIsPrefix?: boolean;
}

export interface QuestionWordsParameters {
  readonly spelling: SpellingParameters;
  /** What a corrected word counts beside one that is written rightly, for one edit and for two; 0 to correct none. */
  readonly correctionWeights: readonly [number, number];
  /** The same for a word that the last one is the beginning of; 0 to complete none. */
  readonly completionWeight: number;
  /** Words that one beginning is taken for, at most, and letters it must have. */
  readonly completions: number;
  readonly shortestBeginning: number;
  /**
   * Unknown words that are corrected, at most, whatever their share of the question: where three are misspelt that is worth
   * 0.006 nDCG@10 (hybrid) and 0.021 (keywords) in English, 0.004 and 0.007 in Hebrew, and rightly written questions lose
   * nothing.
   */
  readonly correctedMost: number;
}

/** Chosen by `bench/typing.ts` over the development sets. */
export const defaultQuestionWordsParameters: QuestionWordsParameters = {
  spelling: defaultSpellingParameters,
  correctionWeights: [0.9, 0.7],
  completionWeight: 0.9,
  completions: 64,
  shortestBeginning: 2,
  correctedMost: 8,
};

const lettersOnly = /^[\p{L}\p{M}]+$/u;

/** Builds the reading of questions: their words as index terms, with what is meant where a word is cut or misspelt. */
export function createQuestionWords(ports: {
  readonly index: FolderIndex;
  readonly bm25f: Pick<ReturnType<typeof createBm25f>, "rarity">;
  readonly analyser: Analyser;
  readonly store: Pick<Store, "passages">;
  readonly parameters?: QuestionWordsParameters;
}) {
  const { index, bm25f, analyser, store, parameters = defaultQuestionWordsParameters } = ports;
  const vocabulary = createVocabulary(index);
  const spelling = createSpelling({ index, store, vocabulary, parameters: parameters.spelling });

  const read = (text: string): readonly QueryWord[] => queryWords(analyser, text, index.languages());
  const isKnown = (word: QueryWord): boolean => bm25f.rarity(word).known;

  /** The word with the terms of those that it may stand for; undefined where there are none. */
  function correct(word: QueryWord): { readonly word: QueryWord; readonly correction: Correction } | undefined {
    const taken = spelling.suggest(word.text, word.alternatives.flat()).flatMap(({ word: text, edits }) => {
      const weight = parameters.correctionWeights[edits - 1] ?? 0;
      return weight === 0 ? [] : read(text).map(({ alternatives }) => ({ text, alternatives, weight }));
    });
    if (taken.length === 0) return undefined;
    const guesses = taken.flatMap(({ alternatives, weight }) => alternatives.map((terms) => ({ terms, weight })));
    const correction = { typed: word.text, taken: [...new Set(taken.map(({ text }) => text))] };
    return { word: withGuesses(word, guesses), correction };
  }

  /** The word with the terms that it is the beginning of, the most frequent ones; undefined where there are none. */
  function complete(word: QueryWord): QueryWord | undefined {
    const beginning = fold(normalise(word.text));
    if (beginning.length < parameters.shortestBeginning || !lettersOnly.test(beginning)) return undefined;
    const known = new Set(word.alternatives.flat());
    const terms = vocabulary
      .startingWith(beginning)
      .filter((term) => !known.has(term))
      .map((term) => ({ term, holders: vocabulary.holdersOf(term) }))
      .sort((a, b) => b.holders - a.holders)
      .slice(0, parameters.completions);
    if (terms.length === 0) return undefined;
    // The words that a beginning is taken for count as one, and never more than the word that it is already.
    const rarities = terms.map(({ term }) => bm25f.rarity({ text: term, alternatives: [[term]] }).idf);
    const own = bm25f.rarity(word);
    const most = Math.min(...rarities, own.known ? own.idf : Infinity);
    return withGuesses(
      word,
      terms.map(({ term }, place) => ({
        terms: [term],
        weight: (parameters.completionWeight * most) / Math.max(most, rarities[place] ?? most),
      })),
    );
  }

  return {
    read(text: string, { exact, lastWordIsPrefix = false }: QuestionOptions = {}): QuestionWords {
      const all = read(text);
      const changed = new Map<QueryWord, QueryWord>();
      const last = all.at(-1);
      if (lastWordIsPrefix && last !== undefined && text.endsWith(last.text) && parameters.completionWeight > 0) {
        const completed = complete(last);
        if (completed !== undefined) changed.set(last, completed);
      }
      const isCompleted = new Set(changed.keys());
      const unknown = all.filter((word) => exact?.has(word.text) !== true && !isCompleted.has(word) && !isKnown(word));
      const corrections: Correction[] = [];
      for (const word of unknown.slice(0, parameters.correctedMost)) {
        const corrected = correct(word);
        if (corrected === undefined) continue;
        changed.set(word, corrected.word);
        // A word that is not typed to its end is no misspelt one.
        if (!(lastWordIsPrefix && word === last)) corrections.push(corrected.correction);
      }
      const isBeginning = all.length === 1 && all.every((word) => isCompleted.has(word) && !isKnown(word));
      return { words: all.map((word) => changed.get(word) ?? word), corrections, isBeginning };
    },
  };
}

/** A word with readings that were guessed for it, each with what it counts. */
const withGuesses = (
  { text, alternatives }: QueryWord,
  guessed: readonly { readonly terms: readonly string[]; readonly weight: number }[],
): QueryWord => ({
  text,
  alternatives: [...alternatives, ...guessed.map(({ terms }) => terms)],
  weights: [...alternatives.map(() => 1), ...guessed.map(({ weight }) => weight)],
});

export type QuestionWordsReader = ReturnType<typeof createQuestionWords>;
