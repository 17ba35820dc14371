import type { QuestionLanguage, WordList } from "./questionLanguage.ts";

/** Looks words up in the lists of one language. */
export interface WordLists {
  /** Whether a word, in any case, is in a list. */
  holds(list: WordList, word: string): boolean;
  /** Where the phrases of a list stand in a text. */
  find(list: WordList, text: string): readonly { readonly start: number; readonly end: number }[];
}

/** Hebrew writes these onto the next word: and, in, from, to, as, that, the. */
const hebrewPrefixes = /^[והבכלמש]+/u;
const mostPrefixes = 2;

const empty: WordLists = { holds: () => false, find: () => [] };

function createLists({ language, words }: QuestionLanguage): WordLists {
  const sets = new Map(Object.entries(words).map(([list, own]) => [list, new Set(own)]));
  const patterns = new Map<WordList, RegExp>();

  function patternOf(list: WordList): RegExp {
    const alternatives = [...words[list]].sort((a, b) => b.length - a.length).join("|");
    return new RegExp(`(?<![\\p{L}\\p{N}\\p{M}])(?:${alternatives})(?![\\p{L}\\p{N}\\p{M}])`, "giu");
  }

  return {
    holds(list, word) {
      const lower = word.toLowerCase();
      const own = sets.get(list);
      if (own?.has(lower) === true) return true;
      if (language !== "he" || list === "function") return false;
      const prefixes = Math.min(mostPrefixes, hebrewPrefixes.exec(lower)?.[0].length ?? 0);
      return Array.from({ length: prefixes }, (_, at) => lower.slice(at + 1)).some((rest) => own?.has(rest) === true);
    },
    find(list, text) {
      const pattern = patterns.get(list) ?? patternOf(list);
      patterns.set(list, pattern);
      return Array.from(text.matchAll(pattern), ({ index, 0: found }) => ({ start: index, end: index + found.length }));
    },
  };
}

export interface LanguageWords {
  /** A language without data has empty lists. */
  listsOf(language: string): WordLists;
  /** Whether a word carries grammar rather than meaning, or asks, in any of the languages. */
  isFunctionWord(word: string): boolean;
}

/** Builds the look-up by language. */
export function createLanguageWords(languages: readonly QuestionLanguage[]): LanguageWords {
  const lists = new Map(languages.map((own) => [own.language, createLists(own)]));
  return {
    listsOf: (language) => lists.get(language) ?? empty,
    isFunctionWord: (word) => [...lists.values()].some((own) => own.holds("function", word)),
  };
}
