import type { Evidence, Source } from "./evidence.ts";
import { isNear, matchAmounts, type Amount } from "./numbers.ts";
import type { ReadWord } from "./readWords.ts";
import type { ReadText } from "./sourceText.ts";
import { isSubstituted } from "./substitution.ts";

/** What is wrong with a sentence's numbers, dates, versions and units; each as written. */
export interface AmountFindings {
  /** Stand nowhere in the sources. */
  readonly missing: readonly string[];
  /** Stand there with another unit. */
  readonly otherUnit: readonly string[];
  /** Stand elsewhere than what the sentence rests on, or beside other words, or only nearly. */
  readonly doubtful: readonly string[];
}

/** Words on each side of a number that say what it counts, in an answer and in a source. */
const ownReach = 2;
const sourceReach = 5;

interface Placed {
  readonly amount: Amount;
  readonly text: ReadText;
  /** Whether it stands in a sentence of the evidence. */
  readonly isEvidence: boolean;
}

/** Compares the amounts of an answer with those of its sources. */
export function compareAmounts(answer: ReadText, sources: readonly Source[], evidence: Evidence): AmountFindings {
  const missing: string[] = [];
  const otherUnit: string[] = [];
  const doubtful: string[] = [];
  const placed = sources.flatMap((source) => [
    ...source.amounts.map((amount): Placed => ({
      amount,
      text: source,
      isEvidence: isInEvidence(amount, source, evidence),
    })),
    ...source.headings.amounts.map((amount): Placed => ({ amount, text: source.headings, isEvidence: false })),
  ]);
  for (const amount of answer.amounts) {
    const written = answer.text.slice(answer.words[amount.first]?.start, answer.words[amount.last]?.end);
    const matches = placed.map((each) => ({
      ...each,
      match: matchAmounts(amount, answer.words, each.amount, each.text.words),
    }));
    const same = matches.filter(({ match }) => match === "same");
    if (same.length === 0) {
      const isWord = isSameWord(answer, amount, sources);
      const isLooseWord = amount.isLoose && amount.values.every((value) => value === 1);
      if (isWord || isLooseWord) continue;
      if (matches.some(({ match }) => match === "other unit")) otherUnit.push(written);
      else if (amount.isApproximate && placed.some((each) => isNear(amount, each.amount))) doubtful.push(written);
      else missing.push(written);
      continue;
    }
    if (amount.isLoose && amount.values.includes(1)) continue;
    if (isMisplaced(answer, amount, same, placed, evidence)) doubtful.push(written);
  }
  return { missing, otherUnit, doubtful };
}

/** Whether a number that stands in the sources belongs there to something else than in the answer. */
function isMisplaced(
  answer: ReadText,
  amount: Amount,
  same: readonly Placed[],
  placed: readonly Placed[],
  evidence: Evidence,
): boolean {
  const role = dateRole(answer, amount);
  const right = same.filter(({ isEvidence }) => isEvidence);
  const rivals = placed.filter(
    (each) =>
      each.isEvidence &&
      each.amount.kind === amount.kind &&
      dateRole(each.text, each.amount) === role &&
      !right.some((found) => found.amount === each.amount),
  );
  if (rivals.length === 0) return false;
  const isUsedUp = (each: Placed): boolean =>
    answer.amounts.some((own) => matchAmounts(own, answer.words, each.amount, each.text.words) === "same");
  const alike = answer.amounts.filter((own) => isSameAmount(own, amount)).length;
  if (right.length > 0 && alike > right.length && rivals.some((rival) => !isUsedUp(rival))) return true;
  const fit = (found: readonly Placed[]): number =>
    Math.max(0, ...found.map((each) => sharedNeighbours(answer, amount, each)));
  const [rightFit, wrongFit] = [fit(right), fit(rivals)];
  if (right.length === 0) return wrongFit > 0 || wordsBeside(answer, amount).size === 0;
  return wrongFit > rightFit && (rightFit === 0 || isSubstituted(answer, amount.first, amount.last, evidence));
}

const isSameAmount = (one: Amount, other: Amount): boolean =>
  one.kind === other.kind && one.written === other.written && one.values[0] === other.values[0];

/** How much an amount stands among the same words on both sides; those beside it count more. */
function sharedNeighbours(answer: ReadText, amount: Amount, { amount: other, text }: Placed): number {
  const near = wordsBeside(answer, amount);
  const far = new Set(neighbours(text, other, sourceReach).flatMap(({ terms }) => terms));
  const shares = (one: ReadWord | undefined, two: ReadWord | undefined): boolean =>
    one !== undefined && two !== undefined && one.terms.some((term) => two.terms.includes(term));
  let fit = 0;
  for (const term of near) if (far.has(term)) fit += 1;
  if (shares(answer.words[amount.first - 1], text.words[other.first - 1])) fit += 2;
  if (shares(answer.words[amount.last + 1], text.words[other.last + 1])) fit += 2;
  return fit;
}

const wordsBeside = (text: ReadText, amount: Amount): ReadonlySet<string> =>
  new Set(neighbours(text, amount, ownReach).flatMap(({ terms }) => terms));

/** Years, and days beside a month, are no amounts of what stands around them. */
function dateRole(
  { amounts }: ReadText,
  { kind, values, unit, isGrouped, first, last }: Amount,
): "year" | "day" | undefined {
  if (kind !== "number") return undefined;
  if (unit === undefined && !isGrouped && values.some((value) => value >= 1000 && value <= 2100)) return "year";
  const isBesideMonth = amounts.some(
    (other) =>
      other.kind === "month" && (other.last === first - 1 || other.first === last + 1 || other.first === first),
  );
  return isBesideMonth ? "day" : undefined;
}

function isInEvidence({ first }: Amount, source: Source, { sentences }: Evidence): boolean {
  return sentences.some((each) => {
    const sentence = source.sentences[each.place];
    return each.source === source && sentence !== undefined && first >= sentence.firstWord && first < sentence.endWord;
  });
}

/** A number word that stands as the same word in a source, whatever number either was read as. */
function isSameWord(answer: ReadText, { first, last }: Amount, sources: readonly Source[]): boolean {
  const words = answer.words.slice(first, last + 1);
  if (words.some(({ text }) => /\p{N}/u.test(text))) return false;
  return sources.some((source) =>
    words.every(({ terms }) => terms.some((term) => source.places.has(term) || source.headings.places.has(term))),
  );
}

/** The content words around an amount, in its clause, other numbers left out. */
function neighbours({ words, amounts }: ReadText, amount: Amount, reach: number): readonly ReadWord[] {
  const numbers = new Set(amounts.flatMap(({ first, last }) => [first, last]));
  const found: ReadWord[] = [];
  const clause = words[amount.first]?.clause;
  for (const step of [-1, 1]) {
    let left = reach;
    for (let at = step < 0 ? amount.first - 1 : amount.last + 1; left > 0; at += step) {
      const word = words[at];
      if (word?.clause !== clause || word === undefined) break;
      if (!word.isContent || numbers.has(at)) continue;
      found.push(word);
      left -= 1;
    }
  }
  return found;
}
