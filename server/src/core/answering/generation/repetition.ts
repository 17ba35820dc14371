/** UTF-16 code units of a stretch that is said over and over, and how often makes a loop of it. */
const longestStretch = 400;
const repeats = 4;
/** Shorter ones, such as rows of dashes, may well be meant. */
const shortestLoop = 120;

/** As far back as is looked. */
const tail = 6000;
/** A sentence said this often is a loop too, whatever stands between. */
const sameSentence = 3;

/**
 * Whether a text ends in the same stretch, again and again, as models do that have lost themselves; numbers and white space
 * aside, which may go on counting.
 */
export function endsInLoop(whole: string): boolean {
  const read = whole.slice(-tail);
  return endsInStretch(read) || endsInStretch(read.replace(/[\s\p{N}[\](),.]+/gu, " "));
}

/** Builds the count of an answer's sentences: tells whether one has been said too often. */
export function createSentenceCount(): (sentence: string) => boolean {
  const counts = new Map<string, number>();
  return (sentence) => {
    const key = sentence
      .replace(/[\s\p{P}]+/gu, " ")
      .trim()
      .toLowerCase();
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return key.length > 2 && count >= sameSentence;
  };
}

function endsInStretch(text: string): boolean {
  for (let length = 1; length <= Math.min(longestStretch, text.length / repeats); length += 1) {
    const times = Math.max(repeats, Math.ceil(shortestLoop / length));
    const start = text.length - length * times;
    if (start < 0) continue;
    const stretch = text.slice(-length);
    if (stretch.trim() !== "" && repeatsTo(text, stretch, start)) return true;
  }
  return false;
}

function repeatsTo(text: string, stretch: string, start: number): boolean {
  for (let at = text.length - 2 * stretch.length; at >= start; at -= stretch.length)
    if (!text.startsWith(stretch, at)) return false;
  return true;
}
