import type { PassageRecord } from "../ports.ts";
import type { ReadPassage } from "../search/reranking/reranker.ts";
import { weightOf, type WeightedWord } from "../search/reranking/weightedWords.ts";

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

/** Tags of a page answer nothing, however many of the question's words they hold. */
const tagsAlone = /^\s*(?:[#＃][\p{L}\p{N}\p{M}_/-]*\p{L}[\p{L}\p{N}\p{M}_/-]*[\s,;·|]*)+$/u;

/** Questions that a note puts to the documents (`Q: …?`, `?: …?`) hold another's words best of all, and answer nothing. */
const asksDocuments = /^[\s>*+-]*[?؟？Q]\s?[:：].*[?؟？]\s*$/su;

/** How much of the question each sentence of a passage holds; lines of tags, and questions of notes, are left out. */
export function sentenceCandidates(
  { passage, match: { sentences, headings } }: ReadPassage,
  rank: number,
  passageScore: number,
  words: readonly WeightedWord[],
): readonly SentenceCandidate[] {
  const whole = weightOf(words.keys(), words);
  const share = (held: ReadonlySet<number>): number => (whole > 0 ? weightOf(held, words) / whole : 0);
  return sentences.flatMap(({ start, end, held }, place): readonly SentenceCandidate[] => {
    const text = passage.text.slice(start, end);
    if (tagsAlone.test(text) || asksDocuments.test(text)) return [];
    const around = [...(sentences[place - 1]?.held ?? []), ...(sentences[place + 1]?.held ?? [])];
    const contextCoverage = share(new Set([...held, ...headings, ...around]));
    return [{ passage, rank, passageScore, place, start, end, coverage: share(held), contextCoverage }];
  });
}

/** The sentence ranges of a passage, within its text. */
export function sentencesOf({ sentences }: PassageRecord): readonly { readonly start: number; readonly end: number }[] {
  const ranges: { start: number; end: number }[] = [];
  for (let at = 0; at + 1 < sentences.length; at += 2)
    ranges.push({ start: sentences[at] ?? 0, end: sentences[at + 1] ?? 0 });
  return ranges;
}
