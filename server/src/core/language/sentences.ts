import type { TextRange } from "../documents/document.ts";

/** Finds the sentences of a text, whatever its language. */
export interface SentenceSplitter {
  /** Ranges within `text`, trimmed, in order, not overlapping; together they hold everything but white space. */
  split(text: string, language: string): readonly TextRange[];
}

/** Shortened words that end in a full stop and do not end a sentence, in the languages used first. */
const abbreviations =
  /(?:^|[\s(«"„])(?:[\p{Lu}\p{Lt}]|Dr|Mr|Mrs|Ms|Prof|St|Jr|Sr|vs|etc|e\.g|i\.e|cf|al|approx|fig|Fig|No|no|vol|pp?|art|M|MM|Mme|Mlle|env|av|apr|ex|г|гг|в|вв|т|тт|ул|д|им|др|стр|см|напр|т\.\s?д|т\.\s?п|т\.\s?е|тыс|млн|млрд|руб)\.\s*$/u;
const startsLowerCase = /^\p{Ll}/u;
const longestSentence = 1_000;

/**
 * Sentences by `Intl.Segmenter` (Unicode Standard Annex 29), which ends a sentence at every line end and after every
 * abbreviation: line ends inside a paragraph are read as spaces, and pieces that an abbreviation or a lower-case start
 * shows to belong together are joined.
 */
export function createSentenceSplitter(): SentenceSplitter {
  const segmenters = new Map<string, Intl.Segmenter>();

  function segmenterOf(language: string): Intl.Segmenter {
    let segmenter = segmenters.get(language);
    if (segmenter === undefined)
      segmenters.set(language, (segmenter = new Intl.Segmenter(language, { granularity: "sentence" })));
    return segmenter;
  }

  return {
    split(text, language) {
      const ranges: { start: number; end: number }[] = [];
      let joins = false;
      for (const { segment, index } of segmenterOf(language).segment(text.replace(/[\r\n\u2028\u2029\u0085]/gu, " "))) {
        const trimmed = segment.trim();
        if (trimmed === "") continue;
        const start = index + segment.indexOf(trimmed);
        const end = start + trimmed.length;
        const last = ranges.at(-1);
        if (last !== undefined && (joins || startsLowerCase.test(trimmed)) && end - last.start <= longestSentence)
          last.end = end;
        else ranges.push({ start, end });
        joins = abbreviations.test(segment);
      }
      return ranges;
    },
  };
}
