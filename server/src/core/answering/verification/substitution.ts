import { wordsOf, type Evidence } from "./evidence.ts";
import type { ReadWord } from "./readWords.ts";
import type { ReadText } from "./sourceText.ts";

/** A source may have so many more words where an answer has others. */
const longerBy = 2;

const shares = (one: ReadWord | undefined, other: ReadWord | undefined): boolean =>
  one === undefined ? other === undefined : other !== undefined && one.terms.some((term) => other.terms.includes(term));

/** How much it says that two texts have a word in common at a place: a content word more than a function word. */
const weightOf = (one: ReadWord | undefined, other: ReadWord | undefined): number =>
  one !== undefined && shares(one, other) ? (one.isContent ? 2 : 1) : 0;

/**
 * Whether a stretch of an answer's words, `first` to `last`, stands where its source has other words: between the same
 * neighbours, of which it has fewer wherever it stands itself. `lacksName`: the source has a name that the answer has
 * not; then it is enough that the stretch has none of its own neighbours.
 */
export function isSubstituted(
  { words }: ReadText,
  first: number,
  last: number,
  evidence: Evidence,
  lacksName = false,
): boolean {
  const [before, after] = [words[first - 1], words[last + 1]];
  if (before === undefined && after === undefined) return false;
  const stretch = words.slice(first, last + 1);
  let [own, others] = [0, 0];
  for (const sentence of evidence.sentences) {
    const source = wordsOf(sentence);
    for (const [place, word] of source.entries()) {
      const ownBefore = shares(stretch[0], word) ? weightOf(before, source[place - 1]) : 0;
      const ownAfter = shares(stretch.at(-1), word) ? weightOf(after, source[place + 1]) : 0;
      if (stretch.length === 1) own = Math.max(own, ownBefore + ownAfter);
      else {
        const end = source[place + stretch.length - 1];
        const isWhole = shares(stretch[0], word) && shares(stretch.at(-1), end);
        own = Math.max(
          own,
          ownBefore,
          ownAfter,
          isWhole ? ownBefore + weightOf(after, source[place + stretch.length]) : 0,
        );
      }
      const isStart = before === undefined ? place === 0 : shares(before, word);
      if (!isStart) continue;
      const from = before === undefined ? 0 : place + 1;
      for (let end = from + 1; end <= Math.min(from + stretch.length + longerBy, source.length); end += 1) {
        if (!shares(after, source[end])) continue;
        const between = source.slice(from, end);
        // A name in place of a pronoun is none in place of another.
        const says = between.some(({ isContent, plain }) => isContent || sentence.source.rules.numbers.has(plain));
        if (says && !between.some((other) => stretch.some((each) => shares(each, other))))
          others = Math.max(others, weightOf(before, word) + weightOf(after, source[end]));
        break;
      }
    }
  }
  return others > own || (lacksName && own === 0);
}
