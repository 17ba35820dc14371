import type { Analyser } from "../../language/analyse.ts";
import type { SentenceSplitter } from "../../language/sentences.ts";
import type { TextRange } from "../../documents/document.ts";
import type { CalendarOf } from "./calendar.ts";
import type { LanguageRules, LanguageRulesSource } from "./languageRules.ts";
import { readAmounts, type Amount } from "./numbers.ts";
import { readWords, type ReadWord } from "./readWords.ts";
import type { UnitOf } from "./units.ts";

/** A text taken apart for comparing. */
export interface ReadText {
  readonly text: string;
  readonly rules: LanguageRules;
  readonly words: readonly ReadWord[];
  readonly amounts: readonly Amount[];
  /** Places of its words by each of their terms. */
  readonly places: ReadonlyMap<string, readonly number[]>;
}

/** A sentence of a source: a range of its text, and its words from `first` up to, not including, `end`. */
export interface SourceSentence extends TextRange {
  readonly firstWord: number;
  readonly endWord: number;
}

/** A source taken apart, with its sentences in order. */
export interface ReadSource extends ReadText {
  readonly sentences: readonly SourceSentence[];
}

interface Tools {
  readonly analyser: Analyser;
  readonly splitter: SentenceSplitter;
  readonly calendarOf: CalendarOf;
  readonly rulesFor: LanguageRulesSource["rulesFor"];
  readonly unitOf: UnitOf;
}

/** More of a source is not read: code units. */
const longestSource = 12_000;
/** Texts kept taken apart. */
const mostKept = 64;
/** Where a list, a table or a heading begins inside a source. */
const blockStart = /\n[ \t]*(?=\n|[-*+•] |\d{1,3}[.)] |\||#{1,6} )/u;

/** Builds the reader of texts; it remembers the last sources. */
export function createTextReader({ analyser, splitter, calendarOf, rulesFor, unitOf }: Tools) {
  const kept = new Map<string, ReadSource>();

  function readText(text: string, language: string): ReadText {
    const rules = rulesFor(language);
    const words = readWords(text, rules, analyser);
    const amounts = readAmounts({ text, words, rules, calendar: calendarOf(language), unitOf });
    const places = new Map<string, number[]>();
    for (const [place, { terms }] of words.entries())
      for (const term of new Set(terms)) {
        const list = places.get(term);
        if (list === undefined) places.set(term, [place]);
        else list.push(place);
      }
    return { text, rules, words, amounts, places };
  }

  function sentencesOf(text: string, language: string, words: readonly ReadWord[]): readonly SourceSentence[] {
    const sentences: SourceSentence[] = [];
    let [from, word] = [0, 0];
    while (from < text.length) {
      const next = blockStart.exec(text.slice(from + 1));
      const to = next === null ? text.length : from + 1 + next.index;
      for (const { start, end } of splitter.split(text.slice(from, to), language)) {
        const firstWord = word;
        while (word < words.length && (words[word]?.start ?? 0) < from + end) word += 1;
        if (word > firstWord) sentences.push({ start: from + start, end: from + end, firstWord, endWord: word });
      }
      from = to;
    }
    return sentences;
  }

  function readSource(text: string, language: string): ReadSource {
    const key = `${language} ${text}`;
    const known = kept.get(key);
    if (known !== undefined) return known;
    const read = readText(text.slice(0, longestSource), language);
    const source = { ...read, sentences: sentencesOf(read.text, language, read.words) };
    const [oldest] = kept.keys();
    if (kept.size >= mostKept && oldest !== undefined) kept.delete(oldest);
    kept.set(key, source);
    return source;
  }

  return { readText, readSource };
}
