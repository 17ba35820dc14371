/** What is known of words: those that were asked for lately. */
export interface WordCache {
  get(word: string): readonly (readonly string[])[] | undefined;
  set(word: string, terms: readonly (readonly string[])[]): void;
}

/**
 * Keeps at most `words`: when half as many are new, those that were not asked for meanwhile are forgotten. So words that
 * texts go on using stay, and those of one text do not fill memory.
 */
export function createWordCache(words: number): WordCache {
  let recent = new Map<string, readonly (readonly string[])[]>();
  let former: typeof recent = new Map();

  function set(word: string, terms: readonly (readonly string[])[]): void {
    if (recent.size >= words / 2) {
      former = recent;
      recent = new Map();
    }
    recent.set(word, terms);
  }

  return {
    get(word) {
      const known = recent.get(word);
      if (known !== undefined) return known;
      const terms = former.get(word);
      if (terms !== undefined) set(word, terms);
      return terms;
    },
    set,
  };
}
