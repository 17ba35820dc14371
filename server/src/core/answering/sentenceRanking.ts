import type { Analyser } from "../language/analyse.ts";
import type { QueryWord } from "../lexical/queryTerms.ts";
import type { PassageRecord } from "../ports.ts";

/** A question's word with its weight, 0 or more: how much it says, by how rare it is in the folder. */
export interface WeightedWord {
  readonly word: QueryWord;
  readonly idf: number;
  /** Whether any passage of the folder holds it. */
  readonly known: boolean;
}

/** One sentence of a passage as a possible answer. Offsets count within the passage's text. */
export interface SentenceCandidate {
  readonly passage: PassageRecord;
  /** The passage's place among the results, from 0, and its score, 0 to 1. */
  readonly rank: number;
  readonly passageScore: number;
  /** The sentence's place in its passage, from 0. */
  readonly place: number;
  readonly start: number;
  readonly end: number;
  /** Share of the question's weight that the sentence holds, 0 to 1. */
  readonly coverage: number;
  /** The same for the sentence with its neighbours and the headings above it. */
  readonly contextCoverage: number;
}

/** Which of the question's words a text holds, by their numbers. */
function heldWords(terms: ReadonlySet<string>, words: readonly WeightedWord[]): ReadonlySet<number> {
  const held = new Set<number>();
  for (const [number, { word }] of words.entries()) {
    if (word.alternatives.some((alternative) => alternative.some((term) => terms.has(term)))) held.add(number);
  }
  return held;
}

const weightOf = (held: Iterable<number>, words: readonly WeightedWord[]): number => {
  let weight = 0;
  for (const number of held) weight += words[number]?.idf ?? 0;
  return weight;
};

/** Computes for every sentence of a passage how much of the question it holds. */
export function createSentenceRanking(analyser: Analyser) {
  const termsOf = (text: string, language: string): ReadonlySet<string> =>
    new Set(analyser.count(text, language).terms);

  return function candidatesOf(
    passage: PassageRecord,
    rank: number,
    passageScore: number,
    words: readonly WeightedWord[],
  ): readonly SentenceCandidate[] {
    const whole = words.reduce((sum, { idf }) => sum + idf, 0);
    const share = (held: ReadonlySet<number>): number => (whole > 0 ? weightOf(held, words) / whole : 0);
    const headings = heldWords(termsOf(passage.breadcrumb.join("\n"), passage.language), words);
    const sentences = sentencesOf(passage).map(({ start, end }) => ({
      start,
      end,
      held: heldWords(termsOf(passage.text.slice(start, end), passage.language), words),
    }));
    return sentences.map(({ start, end, held }, place) => ({
      passage,
      rank,
      passageScore,
      place,
      start,
      end,
      coverage: share(held),
      contextCoverage: share(
        new Set([...held, ...headings, ...(sentences[place - 1]?.held ?? []), ...(sentences[place + 1]?.held ?? [])]),
      ),
    }));
  };
}

/** The sentence ranges of a passage, within its text. */
export function sentencesOf({ sentences }: PassageRecord): readonly { readonly start: number; readonly end: number }[] {
  const ranges: { start: number; end: number }[] = [];
  for (let at = 0; at + 1 < sentences.length; at += 2)
    ranges.push({ start: sentences[at] ?? 0, end: sentences[at + 1] ?? 0 });
  return ranges;
}

/** How well a sentence answers, by the question's words in it and around it and by its passage's score. */
export const lexicalFit = ({ coverage, contextCoverage, passageScore }: SentenceCandidate): number =>
  0.75 * coverage + 0.25 * contextCoverage + 0.25 * passageScore;
