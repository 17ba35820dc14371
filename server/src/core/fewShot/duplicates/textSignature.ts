import { fold, normalise } from "../../language/fold.ts";
import { tokens } from "../../language/tokens.ts";
import { createEditDistance } from "../../lexical/editDistance.ts";

/** What is kept of a text to compare it. */
export interface TextSignature {
  /** The same for texts that are equal but for case, marks, punctuation and spaces. */
  readonly key: string;
  /** Distinct, at most 400. */
  readonly terms: readonly string[];
}

/** Longer texts are compared by their beginning. */
const mostTerms = 400;

export function createTextSignature(text: string, termsOf: (text: string) => readonly string[]): TextSignature {
  const words = Array.from(tokens(text), ({ text: word }) => fold(normalise(word)));
  // What holds no word at all is known by its characters.
  const key = words.length > 0 ? words.join(" ") : normalise(text).replace(/\s+/gu, " ").trim();
  return { key, terms: [...new Set(termsOf(text))].slice(0, mostTerms) };
}

/**
 * How much two texts share, 0 to 1: the weight of the terms in both over the weight of the terms in either. A term that
 * only one of them has counts as far as it agrees with a term of the other that is left over and differs in a letter or two.
 */
export function overlap(a: TextSignature, b: TextSignature, weightOf: (term: string) => number): number {
  const ofB = new Set(b.terms);
  const ofA = new Set(a.terms);
  let shared = 0;
  for (const term of a.terms) if (ofB.has(term)) shared += weightOf(term);
  const [aLeft, bLeft] = [a.terms.filter((term) => !ofB.has(term)), b.terms.filter((term) => !ofA.has(term))];
  let apart = 0;
  const unmatched = new Set(bLeft);
  for (const term of aLeft) {
    const [match, likeness] = bestMatch(term, unmatched);
    if (match === undefined) {
      apart += weightOf(term);
      continue;
    }
    unmatched.delete(match);
    const weight = (weightOf(term) + weightOf(match)) / 2;
    shared += weight * likeness;
    apart += weight * (1 - likeness);
  }
  for (const term of unmatched) apart += weightOf(term);
  return shared + apart === 0 ? 0 : shared / (shared + apart);
}

/** Edits by which two terms of at least `shortestMisspelt` letters may differ and be one word, misspelt or inflected. */
const mostEdits = 2;
const shortestMisspelt = 5;
const editsBetween = createEditDistance();

const maySlip = (term: string): boolean => term.length >= shortestMisspelt && !/\p{N}/u.test(term);

/** The term that one was meant to be, and the share of its letters that agree. */
function bestMatch(term: string, among: ReadonlySet<string>): readonly [string | undefined, number] {
  if (!maySlip(term)) return [undefined, 0];
  let [best, fewest]: [string | undefined, number] = [undefined, mostEdits + 1];
  for (const other of among) {
    if (Math.abs(other.length - term.length) >= fewest || !maySlip(other)) continue;
    const edits = editsBetween(term, other, mostEdits)[other.length] ?? mostEdits + 1;
    // A short word is another word after two edits.
    if (edits < fewest && edits * shortestMisspelt <= Math.min(term.length, other.length))
      [best, fewest] = [other, edits];
  }
  return best === undefined ? [undefined, 0] : [best, 1 - fewest / Math.max(term.length, best.length)];
}
