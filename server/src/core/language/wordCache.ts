type Terms = readonly (readonly string[])[];

/** What is known of words, by language: those that were asked for lately. */
export interface WordCache {
  get(language: string, word: string): Terms | undefined;
  set(language: string, word: string, terms: Terms): void;
}

/**
 * Keeps at most `words`, of all languages together: when half as many are new, those that were not asked for meanwhile are
 * forgotten. So words that texts go on using stay, and those of one text do not fill memory.
 */
export function createWordCache(words: number): WordCache {
  let recent = new Map<string, Map<string, Terms>>();
  let former: typeof recent = new Map();
  let size = 0;

  function set(language: string, word: string, terms: Terms): void {
    if (size >= words / 2) {
      former = recent;
      recent = new Map();
      size = 0;
    }
    let own = recent.get(language);
    if (own === undefined) {
      own = new Map();
      recent.set(language, own);
    }
    own.set(word, terms);
    size += 1;
  }

  return {
    get(language, word) {
      const known = recent.get(language)?.get(word);
      if (known !== undefined) return known;
      const terms = former.get(language)?.get(word);
      if (terms !== undefined) set(language, word, terms);
      return terms;
    },
    set,
  };
}
