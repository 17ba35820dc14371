import type { Analyser } from "../../language/analyse.ts";
import type { PassageRecord } from "../../ports.ts";
import type { WeightedWord } from "./weightedWords.ts";

/** One sentence of a passage with the question's words that it holds, by their numbers; offsets within its text. */
export interface MatchedSentence {
  readonly start: number;
  readonly end: number;
  readonly held: ReadonlySet<number>;
}

/** Where a passage holds the words of a question. */
export interface PassageMatch {
  /** In reading order. */
  readonly sentences: readonly MatchedSentence[];
  /** The words that its headings hold. */
  readonly headings: ReadonlySet<number>;
  /** For each of the question's words, its places in the passage, counted in words from 0. */
  readonly positions: readonly (readonly number[])[];
  /** In words. */
  readonly length: number;
}

const wordBetween = /\p{L}/u;

export type MatchPassage = (passage: PassageRecord) => PassageMatch;

/** Builds the look-up of a question's words in passages; each passage is read through once. */
export function createPassageMatcher(analyser: Analyser, words: readonly WeightedWord[]): MatchPassage {
  const numbersOf = new Map<string, number[]>();
  for (const [number, { word }] of words.entries()) {
    for (const term of new Set(word.alternatives.flat())) {
      const numbers = numbersOf.get(term);
      if (numbers === undefined) numbersOf.set(term, [number]);
      else numbers.push(number);
    }
  }

  function visitHeld(text: string, language: string, visit: (number: number, position: number) => void): number {
    let position = 0;
    for (const terms of analyser.termsOfWords(text, language)) {
      for (const term of terms) for (const number of numbersOf.get(term) ?? []) visit(number, position);
      position += 1;
    }
    return position;
  }

  return (passage) => {
    const positions = words.map(() => [] as number[]);
    let length = 0;
    const sentences: MatchedSentence[] = [];
    const headings = new Set<number>();
    const heading = (number: number): unknown => headings.add(number);
    let last = 0;
    for (let at = 0; at + 1 < passage.sentences.length; at += 2) {
      const [start = 0, end = 0] = passage.sentences.subarray(at, at + 2);
      // A passage joined from small sections has their headings between its sentences.
      const between = passage.text.slice(last, start);
      if (wordBetween.test(between)) visitHeld(between, passage.language, heading);
      last = end;
      const held = new Set<number>();
      const offset = length;
      length += visitHeld(passage.text.slice(start, end), passage.language, (number, position) => {
        held.add(number);
        const places = positions[number];
        if (places !== undefined && places.at(-1) !== offset + position) places.push(offset + position);
      });
      sentences.push({ start, end, held });
    }
    visitHeld(passage.breadcrumb.join("\n"), passage.language, heading);
    return { sentences, headings, positions, length };
  };
}
