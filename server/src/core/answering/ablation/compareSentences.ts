import type { SentenceChange } from "../../../../../protocol/ablationMessages.ts";
import type { SentenceView } from "../../../../../protocol/views.ts";

/** Two sentences with this much in common say nearly the same, or the same otherwise: a number, or a name. */
const leastAlike = 0.5;

/**
 * What becomes of each sentence of an answer in another one: sentences are paired so that the most alike go together,
 * each once; one without a partner is lost.
 */
export function compareSentences(
  before: readonly SentenceView[],
  after: readonly SentenceView[],
): readonly SentenceChange[] {
  const pairs = before
    .flatMap((own, place) => after.map((other) => ({ place, other, alike: likeness(own.text, other.text) })))
    .filter(({ alike }) => alike >= leastAlike)
    .sort((a, b) => b.alike - a.alike);
  const partners = new Map<number, SentenceView>();
  const taken = new Set<SentenceView>();
  for (const { place, other } of pairs) {
    if (partners.has(place) || taken.has(other)) continue;
    partners.set(place, other);
    taken.add(other);
  }
  return before.map(({ text, support }, place): SentenceChange => {
    const partner = partners.get(place);
    if (partner === undefined) return { text, change: "lost", before: support };
    const change = folded(text) === folded(partner.text) ? "unchanged" : "changed";
    const becomes = change === "changed" ? { becomes: partner.text } : {};
    return { text, change, ...becomes, before: support, after: partner.support };
  });
}

/** Letters and numbers alone, in one case, with one space between words. */
const folded = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, " ")
    .trim();

/** Dice coefficient of the texts' character trigrams, 0 to 1: the same for scripts with and without spaces. */
function likeness(a: string, b: string): number {
  const [ours, theirs] = [trigrams(a), trigrams(b)];
  let shared = 0;
  for (const gram of ours) if (theirs.has(gram)) shared += 1;
  return (2 * shared) / (ours.size + theirs.size);
}

/** The text's border counts as a space, so that even one letter has one. */
function trigrams(text: string): ReadonlySet<string> {
  const letters = Array.from(` ${folded(text)} `);
  return new Set(letters.slice(0, -2).map((_, place) => letters.slice(place, place + 3).join("")));
}
