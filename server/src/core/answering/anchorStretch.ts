import type { TextRange } from "../documents/document.ts";
import { alignWords, type MatchedPair } from "./anchorAlignment.ts";
import { placedWords, type PlacedWord } from "./anchorWords.ts";

/** The least share of the quote's words, in order, that a stretch must have kept to be the quote edited. */
const keptShare = 0.6;
/** A stretch may be this much longer than the quote, in words. */
const growth = 1.5;
/** Words that make up more than this share of a text say little about where a quote was. */
const commonShare = 0.005;
const commonWeight = 0.5;
/** Stretches that are aligned word by word, at most. */
const alignedStretches = 8;

/** A word of the text that is a word of the quote too. */
interface Hit extends TextRange {
  /** The word's number in the quote's vocabulary. */
  readonly id: number;
  /** Which word of the text it is, from 0. */
  readonly place: number;
}

interface Candidate {
  readonly first: number;
  readonly last: number;
  /** How many of the quote's words stand there, in any order. */
  readonly covered: number;
}

/**
 * Finds where most of a quote's words still stand in order: the stretch between `from` and `to` that has kept at least
 * 60 % of them, common words counting half; undefined where there is none. One pass over the text counts the quote's
 * words in a moving window, and only the best windows are aligned. Between equals the one nearest to `near` wins.
 */
export function findEditedStretch(
  text: string,
  quote: readonly PlacedWord[],
  { from, to, near }: { readonly from: number; readonly to: number; readonly near: number },
): TextRange | undefined {
  const ids = new Map<string, number>();
  const quoteIds = quote.map(({ word }) => ids.get(word) ?? (ids.set(word, ids.size), ids.size - 1));
  const { hits, words } = collectHits(text, ids, from, to);
  const weights = weightsOf(ids.size, hits, words);
  const candidates = candidatesOf(hits, quoteIds)
    .map((candidate) => ({ ...candidate, distance: Math.abs((hits[candidate.first]?.start ?? 0) - near) }))
    .sort((a, b) => b.covered - a.covered || a.distance - b.distance)
    .slice(0, alignedStretches);
  let best: { readonly range: TextRange; readonly kept: number } | undefined;
  for (const candidate of candidates) {
    const stretch = stretchAround(hits, candidate, Math.ceil(quote.length / 2));
    const pairs = alignWords(quoteIds, stretch.ids);
    const kept = keptWeight(pairs, quoteIds, weights);
    if (kept === undefined || (best !== undefined && kept <= best.kept)) continue;
    const range = rangeOf(text, pairs, stretch.hits, quote.length, { start: from, end: to });
    if (range !== undefined) best = { range, kept };
  }
  return best?.range;
}

function collectHits(text: string, ids: ReadonlyMap<string, number>, from: number, to: number) {
  const hits: Hit[] = [];
  let words = 0;
  for (const { word, start, end } of placedWords(text, from, to)) {
    const id = ids.get(word);
    if (id !== undefined) hits.push({ id, place: words, start, end });
    words += 1;
  }
  return { hits, words };
}

function weightsOf(vocabulary: number, hits: readonly Hit[], words: number): readonly number[] {
  const counts = new Array<number>(vocabulary).fill(0);
  for (const { id } of hits) counts[id] = (counts[id] ?? 0) + 1;
  return counts.map((count) => (count > 2 && count > commonShare * words ? commonWeight : 1));
}

/** The windows that hold enough of the quote's words, each the best of those that it overlaps. */
function candidatesOf(hits: readonly Hit[], quoteIds: readonly number[]): readonly Candidate[] {
  const wanted = new Map<number, number>();
  for (const id of quoteIds) wanted.set(id, (wanted.get(id) ?? 0) + 1);
  const width = Math.ceil(quoteIds.length * growth);
  const least = Math.ceil(quoteIds.length * keptShare);
  const candidates: Candidate[] = [];
  let first = 0;
  let covered = 0;
  for (const [last, { id, place }] of hits.entries()) {
    const left = (wanted.get(id) ?? 0) - 1;
    wanted.set(id, left);
    if (left >= 0) covered += 1;
    for (let hit = hits[first]; hit !== undefined && place - hit.place >= width; hit = hits[first]) {
      const missing = (wanted.get(hit.id) ?? 0) + 1;
      wanted.set(hit.id, missing);
      if (missing > 0) covered -= 1;
      first += 1;
    }
    if (covered < least) continue;
    const previous = candidates.at(-1);
    if (previous === undefined || first > previous.last) candidates.push({ first, last, covered });
    else if (covered > previous.covered) candidates[candidates.length - 1] = { first, last, covered };
  }
  return candidates;
}

/** The words of a candidate and `margin` words on both sides; -1 for words that the quote does not have. */
function stretchAround(hits: readonly Hit[], { first, last }: Candidate, margin: number) {
  const from = (hits[first]?.place ?? 0) - margin;
  const to = (hits[last]?.place ?? 0) + margin;
  let start = first;
  while ((hits[start - 1]?.place ?? -1) >= Math.max(from, 0)) start -= 1;
  const ids = new Int32Array(to - from + 1).fill(-1);
  const own = new Map<number, Hit>();
  for (let at = start; ; at += 1) {
    const hit = hits[at];
    if (hit === undefined || hit.place > to) break;
    ids[hit.place - from] = hit.id;
    own.set(hit.place - from, hit);
  }
  return { ids, hits: own };
}

/** The weight of the kept words; undefined when too few are. */
function keptWeight(
  pairs: readonly MatchedPair[],
  quoteIds: readonly number[],
  weights: readonly number[],
): number | undefined {
  const weightOf = (id: number | undefined): number => weights[id ?? -1] ?? 0;
  const whole = quoteIds.reduce((sum, id) => sum + weightOf(id), 0);
  const kept = pairs.reduce((sum, { quote }) => sum + weightOf(quoteIds[quote]), 0);
  const least = quoteIds.length < 3 ? quoteIds.length : Math.ceil(quoteIds.length * keptShare);
  return pairs.length >= least && kept >= keptShare * whole ? kept : undefined;
}

/** From the first kept word to the last, with as many words at the ends as the quote had there, within the sentence. */
function rangeOf(
  text: string,
  pairs: readonly MatchedPair[],
  hits: ReadonlyMap<number, Hit>,
  quoteLength: number,
  bounds: TextRange,
): TextRange | undefined {
  const [firstPair, lastPair] = [pairs[0], pairs.at(-1)];
  const first = hits.get(firstPair?.stretch ?? -1);
  const last = hits.get(lastPair?.stretch ?? -1);
  if (firstPair === undefined || lastPair === undefined || first === undefined || last === undefined) return undefined;
  const before = wordsBefore(text, first.start, bounds.start);
  const start = firstPair.quote === 0 ? undefined : before.slice(-firstPair.quote)[0]?.start;
  const after = wordsAfter(text, last.end, bounds.end).slice(0, quoteLength - 1 - lastPair.quote);
  return { start: start ?? first.start, end: after.at(-1)?.end ?? last.end };
}

/** How far the ends of a stretch are looked for, in code units. */
const reach = 200;
const sentenceEnd = /[.!?。！？…]["'”’»)\]]*\s|[。！？]|\n\s*\n|\n[ \t]*(?:[-+*#>|]|\d+[.)])/gu;

function wordsBefore(text: string, end: number, least: number): readonly PlacedWord[] {
  const start = Math.max(least, end - reach);
  const cut = [...text.slice(start, end).matchAll(sentenceEnd)].at(-1);
  const from = cut === undefined ? start : start + cut.index + cut[0].length;
  // The first word may be cut off by `reach`.
  return [...placedWords(text, from, end)].slice(cut === undefined && start > 0 ? 1 : 0);
}

function wordsAfter(text: string, start: number, most: number): readonly PlacedWord[] {
  const end = Math.min(most, start + reach);
  const cut = [...text.slice(start, end).matchAll(sentenceEnd)][0];
  return [...placedWords(text, start, cut === undefined ? end : start + cut.index)].filter((word) => word.end <= end);
}
