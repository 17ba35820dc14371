import type { TextRange } from "../documents/document.ts";
import type { RankedSentence } from "./extract.ts";
import { sentencesOf } from "./sentenceRanking.ts";

/** At most this many sentences and code units are shown around the one that answers. */
const mostSentences = 3;
const mostCodeUnits = 600;

/** Another paragraph says something else. */
const paragraphEnd = /\n[ \t]*\r?\n/u;

/** A sentence that is too long by itself, cut at a word's end. */
function cut({ passage, start }: RankedSentence): TextRange {
  const space = passage.text.slice(start, start + mostCodeUnits).search(/\s\S*$/u);
  return { start, end: start + (space > 0 ? space : mostCodeUnits) };
}

/**
 * The stretch of one paragraph, of at most three sentences and 600 code units, around the answering one that answers most probably; of
 * several that are as probable, the shortest.
 */
export function windowAround(best: RankedSentence, ranked: readonly RankedSentence[]): TextRange {
  if (best.end - best.start > mostCodeUnits) return cut(best);
  const ranges = sentencesOf(best.passage);
  const shares = new Map(
    ranked.filter(({ passage }) => passage.id === best.passage.id).map(({ place, share }) => [place, share]),
  );
  let chosen = { start: best.start, end: best.end, share: best.share };
  for (let first = Math.max(0, best.place - mostSentences + 1); first <= best.place; first += 1) {
    for (let last = best.place; last < first + mostSentences; last += 1) {
      const [from, to] = [ranges[first], ranges[last]];
      if (from === undefined || to === undefined || to.end - from.start > mostCodeUnits) continue;
      if (paragraphEnd.test(best.passage.text.slice(from.start, to.end))) continue;
      let share = 0;
      for (let place = first; place <= last; place += 1) share += shares.get(place) ?? 0;
      const [length, former] = [to.end - from.start, chosen.end - chosen.start];
      if (share > chosen.share || (share === chosen.share && length < former))
        chosen = { start: from.start, end: to.end, share };
    }
  }
  return { start: chosen.start, end: chosen.end };
}
