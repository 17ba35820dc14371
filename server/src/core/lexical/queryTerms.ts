import type { Analyser } from "../language/analyse.ts";
import { likelyLanguage, scriptOf, writes } from "../language/script.ts";
import { tokens } from "../language/tokens.ts";

/**
 * One word of a question. Each alternative is how one of the folder's languages writes it as index terms; a passage
 * counts its best alternative, because it is written in one language.
 */
export interface QueryWord {
  readonly text: string;
  readonly alternatives: readonly (readonly string[])[];
  /** What each alternative counts, 0 to 1, where it was guessed for a word that is cut or misspelt; 1 when not given. */
  readonly weights?: readonly number[];
}

/** Longer questions are cut: the rest would cost time and say little. */
const mostWords = 256;
/** Languages tried for one word: each costs a look-up for each of its terms. */
const mostLanguages = 4;
/** A language must have this share of the folder's passages to be tried: the rest are mostly wrong guesses. */
const leastShare = 0.02;

/**
 * The languages of a folder that a word in its script may be written in, most frequent first. Pages in other scripts
 * write foreign words too, and there they are taken for words of the script's likeliest language.
 */
function languagesFor(word: string, folder: ReadonlyMap<string, number>): readonly string[] {
  const script = scriptOf(word);
  if (script === undefined) return ["en"];
  const all = [...folder].filter(([language]) => writes(language, script));
  const passages = all.reduce((total, [, count]) => total + count, 0);
  const enough = all.filter(([, count]) => count >= leastShare * passages).slice(0, mostLanguages);
  const guests = all.length < folder.size || all.length === 0 ? [likelyLanguage(script)] : [];
  return [...new Set([...enough.map(([language]) => language), ...guests])];
}

/** The readings of one word: by each language, or, where a run without spaces is several words, by the first. */
function readWord(analyser: Analyser, text: string, languages: readonly string[]): readonly QueryWord[] {
  const [first = [], ...others] = languages.map((language) => [...analyser.termsOfWords(text, language)]);
  if (first.length !== 1) return first.map((terms) => ({ text, alternatives: [terms] }));
  const distinct = new Map([first, ...others].flat().map((terms) => [terms.join(" "), terms]));
  return [{ text, alternatives: [...distinct.values()] }];
}

/** The words of a question as index terms in the folder's `languages` (passages of each); a word counts once. */
export function queryWords(
  analyser: Analyser,
  question: string,
  languages: ReadonlyMap<string, number>,
): readonly QueryWord[] {
  const found = new Map<string, QueryWord>();
  for (const { text } of tokens(question)) {
    for (const word of readWord(analyser, text, languagesFor(text, languages))) {
      if (found.size >= mostWords) return [...found.values()];
      const key = word.alternatives.map((terms) => terms.join(" ")).join("|");
      if (key !== "" && !found.has(key)) found.set(key, word);
    }
  }
  return [...found.values()];
}
