import { normalise } from "../language/fold.ts";
import { tokens } from "../language/tokens.ts";
import { isUnspaced } from "../language/words.ts";
import { saysLittle } from "./tellingWords.ts";

/** A passage's words in the form in which passages are compared. */
export interface WordSequence {
  readonly language: string;
  /** Normalised, in order. */
  readonly words: readonly string[];
  /** As written. */
  readonly written: readonly string[];
  readonly counts: ReadonlyMap<string, number>;
}

/** Share of the longer passage's words that may differ, where they say little. */
const mostDifferent = 0.08;
/** Shorter passages must be the same word for word. */
const leastWords = 12;

/** The words of a passage as a reader sees it. */
export function wordSequence(plain: string, language: string): WordSequence {
  const written = Array.from(tokens(plain), ({ text }) => text);
  const words = written.map(normalise);
  return { language, words, written, counts: countsOf(words) };
}

/**
 * Whether two passages say the same: the same words in the same order, but for a few that say little. One that differs in
 * a number, a date, a name or a denial does not, and where letters have no case, so that names cannot be told, every word
 * counts.
 */
export function isNearDuplicate(a: WordSequence, b: WordSequence): boolean {
  const longer = Math.max(a.words.length, b.words.length);
  const most = Math.floor(mostDifferent * longer);
  if (longer === 0 || Math.abs(a.words.length - b.words.length) > most) return false;
  if (isSame(a.words, b.words)) return true;
  if (longer < leastWords || a.language !== b.language || missesMore(a, b, most)) return false;
  const different = differences(a, b, most);
  return different?.every((word) => !isUnspaced(word) && saysLittle(word, a.language)) ?? false;
}

const isSame = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((word, place) => word === b[place]);

/** Whether more than `most` words of one passage do not stand in the other: known after a few words, mostly. */
function missesMore({ words }: WordSequence, { counts }: WordSequence, most: number): boolean {
  let missed = 0;
  for (const word of words) {
    if (counts.has(word)) continue;
    missed += 1;
    if (missed > most) return true;
  }
  return false;
}

function countsOf(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/** Words of either passage that the other has not at that place, as written; undefined where they are more than `most`. */
function differences(a: WordSequence, b: WordSequence, most: number): readonly string[] | undefined {
  const found: string[] = [];
  let [i, j] = [0, 0];
  while (i < a.words.length || j < b.words.length) {
    if (a.words[i] === b.words[j]) {
      i += 1;
      j += 1;
      continue;
    }
    const [skipA, skipB] = nextMeeting(a.words, i, b.words, j, most);
    found.push(...a.written.slice(i, i + skipA), ...b.written.slice(j, j + skipB));
    if (found.length > 2 * most) return undefined;
    i += skipA;
    j += skipB;
  }
  return found;
}

/** How many words to pass over in each sequence until both go on alike: as few as can be. */
function nextMeeting(
  a: readonly string[],
  i: number,
  b: readonly string[],
  j: number,
  most: number,
): readonly [number, number] {
  for (let skipped = 1; skipped <= 2 * most; skipped += 1)
    for (let skipA = 0; skipA <= skipped; skipA += 1) {
      const skipB = skipped - skipA;
      if (meets(a, i + skipA, b, j + skipB)) return [skipA, skipB];
    }
  return [a.length - i, b.length - j];
}

const meets = (a: readonly string[], i: number, b: readonly string[], j: number): boolean =>
  i <= a.length && j <= b.length && a[i] === b[j] && a[i + 1] === b[j + 1];
