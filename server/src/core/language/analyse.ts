import type { FieldTerms } from "../ports.ts";
import { createWordCache } from "./wordCache.ts";
import { fold, normalise } from "./fold.ts";
import { hebrewTerms } from "./hebrew.ts";
import { identifierParts } from "./identifiers.ts";
import { koreanTerms } from "./korean.ts";
import { ownCopy } from "./ownCopy.ts";
import { likelyLanguage, scriptOf, writes } from "./script.ts";
import { stemmerOf } from "./stem.ts";
import { tokens } from "./tokens.ts";
import { isOneNumber, wholeTerms } from "./wholeTerms.ts";
import { isUnspaced, splitUnspaced } from "./words.ts";

/** Turns text into index terms by its language. One word can give several terms; all count. */
export interface Analyser {
  /** The terms of each word of a text in order; `language` is an ISO 639-1 code. */
  termsOfWords(text: string, language: string): Iterable<readonly string[]>;
  /** The distinct terms of a text and how often each occurs. */
  count(text: string, language: string): FieldTerms;
}

/** Words longer than this are cut: nobody asks for them, and encoded data would fill the index. */
const longestTerm = 64;
const longestWord = 256;
/** Writers leave out the last long mark of a katakana word. */
const longMark = /(?<=[\u30A1-\u30FC]{3})ー$/u;
/** Languages that tell `ı` from `i`, in capitals too. */
const dotless: ReadonlySet<string> = new Set(["tr", "az"]);
/** A word that needs no taking apart. */
const isPlain = /^\p{Lu}?[\p{Ll}\p{M}]+$|^[\p{Lo}\p{M}]+$|^\p{Lu}+$|^\p{N}+$/u;

const bigrams = (run: string): string[] => {
  const characters = Array.from(run);
  return characters.slice(1).map((character, index) => (characters[index] ?? "") + character);
};

/**
 * Builds the analyser. Snowball stems by language, accents folded after stemming; Hebrew words by their three forms;
 * scripts without spaces by `Intl.Segmenter`, Han with bigrams beside (nDCG@10 on xquad zh 0.118 to 0.967).
 *
 * @param cachedWords that are remembered of all languages together: 50,000 of each would take 12 MB, and save a tenth of the time of 8 MB of text.
 */
export function createAnalyser(cachedWords = 20_000): Analyser {
  const cache = createWordCache(cachedWords);
  const segmenters = new Map<string, Intl.Segmenter>();

  function segmenterOf(language: string): Intl.Segmenter {
    let segmenter = segmenters.get(language);
    if (segmenter === undefined) {
      segmenter = new Intl.Segmenter(language, { granularity: "word" });
      segmenters.set(language, segmenter);
    }
    return segmenter;
  }

  function segment(run: string, language: string): string[] {
    const terms: string[] = [];
    for (const { segment, isWordLike } of segmenterOf(language).segment(run))
      if (isWordLike === true) terms.push(segment.replace(longMark, ""));
    if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(run)) terms.push(...bigrams(run));
    return terms;
  }

  function simpleTerms(word: string, language: string): readonly string[] {
    const normal = normalise(dotless.has(language) ? word.replaceAll("I", "ı") : word);
    const script = scriptOf(normal);
    if (script === undefined) return [normal.slice(0, longestTerm)];
    if (script === "hebrew") return hebrewTerms(normal);
    if (script === "hangul") return koreanTerms(normal);
    const own = writes(language, script) ? language : likelyLanguage(script);
    return [fold(stemmerOf(own)(normal)).slice(0, longestTerm)];
  }

  /** A run without spaces is several words, each with one term. */
  function analyseWord(word: string, language: string): readonly (readonly string[])[] {
    if (isUnspaced(word)) {
      return splitUnspaced(word.normalize("NFKC")).flatMap((part) =>
        part.unspaced
          ? segment(normalise(part.text), language).map((term) => [term])
          : analyseWord(part.text, language),
      );
    }
    const cut = word.slice(0, longestWord);
    if (isPlain.test(cut)) return [simpleTerms(cut, language)];
    const parts = isOneNumber(cut) ? [] : identifierParts(cut);
    const terms = parts.flatMap((part) => simpleTerms(part, language));
    for (const whole of wholeTerms(cut)) terms.push(whole.slice(0, longestTerm));
    return [[...new Set(terms)]];
  }

  function analysed(word: string, language: string): readonly (readonly string[])[] {
    const known = cache.get(language, word);
    if (known !== undefined) return known;
    const own = ownCopy(word);
    const terms = analyseWord(own, language);
    if (word.length > longestTerm) return terms;
    cache.set(language, own, terms);
    return terms;
  }

  function* termsOfWords(text: string, language: string): Generator<readonly string[]> {
    for (const word of tokens(text)) yield* analysed(word.text, language);
  }

  return {
    termsOfWords,
    count(text, language) {
      const frequencies = new Map<string, number>();
      // Without the generator above: this loop is a third of the time that indexing takes.
      for (const word of tokens(text)) {
        for (const terms of analysed(word.text, language))
          for (const term of terms) frequencies.set(term, (frequencies.get(term) ?? 0) + 1);
      }
      return {
        terms: [...frequencies.keys()],
        frequencies: Uint16Array.from(frequencies.values(), (count) => Math.min(count, 65_535)),
      };
    },
  };
}
