/** Plural, possessive and comparative endings, longest first; they are written with and without a zero-width non-joiner. */
const endings = ["هایشان", "هایمان", "هایتان", "هایی", "هایم", "هایت", "هایش", "های", "ترین", "هاي", "ها", "تر"];
const shortestStem = 2;

/**
 * The stem of a normalised Persian word: without plural and comparative endings and without the prefix of verbs. No
 * Snowball algorithm for Persian exists; these endings are regular.
 */
export function persianStem(word: string): string {
  const letters = word.replaceAll("\u064A", "ی").replaceAll("\u0643", "ک");
  const bare = letters.replace(/^ن?می(?=..{2})/u, "");
  const ending = endings.find((each) => bare.endsWith(each) && bare.length - each.length >= shortestStem);
  return ending === undefined ? bare : bare.slice(0, -ending.length);
}
