import type { Analyser } from "../../language/analyse.ts";
import type { WeightedWord } from "../../search/reranking/weightedWords.ts";

/** Builds the look-up of a question's words in texts, whatever their inflection; by the text's language. */
export function createAskedWords(analyser: Analyser, weighted: readonly WeightedWord[]) {
  const terms = new Set(weighted.flatMap(({ word }) => word.alternatives.flat()));
  const known = new Map<string, boolean>();

  return (language: string) =>
    (word: string): boolean => {
      const key = `${language} ${word}`;
      let asked = known.get(key);
      if (asked === undefined) {
        asked = [...analyser.termsOfWords(word, language)].some((own) => own.some((term) => terms.has(term)));
        known.set(key, asked);
      }
      return asked;
    };
}
