import { dominantScript, likelyLanguage } from "../../language/script.ts";
import type { SentenceSplitter } from "../../language/sentences.ts";
import { unmark, type Mark } from "./unmark.ts";

/** A sentence with where it begins in the text it was taken from. */
export interface CitedSentence {
  readonly text: string;
  /** Distinct, in the order in which they stand. */
  readonly citations: readonly number[];
  readonly start: number;
}

/**
 * The sentences of a text without line structure, with what each cites: the marks within it and those after its end. A
 * mark that begins a line belongs to that line. Marks of a text that has no words stand in `loose`.
 */
export function citedSentences(
  text: string,
  passages: number,
  splitter: SentenceSplitter,
): { readonly sentences: readonly CitedSentence[]; readonly loose: readonly number[] } {
  const { plain, shadow, places, marks } = unmark(text, passages);
  const ranges = splitter.split(shadow, likelyLanguage(dominantScript(shadow).script));
  if (ranges.length === 0) return { sentences: [], loose: [...new Set(marks.flatMap(({ numbers }) => numbers))] };
  const owner = ({ at, opensLine: opens }: Mark): number => {
    const after = ranges.findLastIndex(({ start }) => start < at);
    return opens && ranges[after + 1]?.start === at ? after + 1 : Math.max(0, after);
  };
  const owners = marks.map(owner);
  const sentences = ranges.map(({ start, end }, place): CitedSentence => {
    const own = marks.filter((_, at) => owners[at] === place);
    const first = Math.min(places[start] ?? 0, ...own.map((mark) => mark.start));
    return {
      text: plain.slice(start, end),
      citations: [...new Set(own.flatMap(({ numbers }) => numbers))],
      start: first,
    };
  });
  return { sentences, loose: [] };
}
