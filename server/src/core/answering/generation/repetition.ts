/** UTF-16 code units of a stretch that is said over and over, and how often makes a loop of it. */
const longestStretch = 400;
const repeats = 4;
/** Shorter ones, such as rows of dashes, may well be meant. */
const shortestLoop = 120;

/** Whether a text ends in the same stretch, again and again, as models do that have lost themselves. */
export function endsInLoop(text: string): boolean {
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
