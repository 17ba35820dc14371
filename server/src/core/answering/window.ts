import type { RankedSentence } from "./extract.ts";
import { sentencesOf } from "./sentenceRanking.ts";

/** A stretch of a passage; offsets count within the passage's text. */
export interface Window {
  readonly start: number;
  readonly end: number;
}

/** At most this many sentences and code units are shown around the one that answers. */
const mostSentences = 3;
const mostCodeUnits = 600;

/**
 * The answering sentence with the neighbours that say most of the question, in one stretch. A sentence that is too long
 * by itself is cut at a word's end.
 */
export function windowAround(best: RankedSentence, ranked: readonly RankedSentence[]): Window {
  const { text } = best.passage;
  if (best.end - best.start > mostCodeUnits) {
    const cut = text.slice(best.start, best.start + mostCodeUnits).search(/\s\S*$/u);
    return { start: best.start, end: best.start + (cut > 0 ? cut : mostCodeUnits) };
  }
  const ranges = sentencesOf(best.passage);
  const fits = new Map(
    ranked.filter(({ passage }) => passage.id === best.passage.id).map(({ place, fit }) => [place, fit]),
  );
  let [first, last] = [best.place, best.place];
  while (last - first + 1 < mostSentences) {
    const next = [first - 1, last + 1]
      .filter((place) => {
        const start = Math.min(ranges[place]?.start ?? -1, ranges[first]?.start ?? 0);
        const end = Math.max(ranges[place]?.end ?? 0, ranges[last]?.end ?? 0);
        return ranges[place] !== undefined && end - start <= mostCodeUnits;
      })
      .sort((a, b) => (fits.get(b) ?? 0) - (fits.get(a) ?? 0))[0];
    if (next === undefined) break;
    [first, last] = [Math.min(first, next), Math.max(last, next)];
  }
  return { start: ranges[first]?.start ?? best.start, end: ranges[last]?.end ?? best.end };
}
