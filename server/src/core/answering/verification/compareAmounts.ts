import type { Evidence, Source } from "./evidence.ts";
import { isNear, matchAmounts, type Amount } from "./numbers.ts";
import type { ReadText } from "./sourceText.ts";

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
    const role = dateRole(answer, amount);
    const inEvidence = same.filter(({ isEvidence }) => isEvidence);
    const rivals = placed.filter(
      (each) =>
        each.isEvidence &&
        each.amount.kind === amount.kind &&
        dateRole(each.text, each.amount) === role &&
        !inEvidence.some((found) => found.amount === each.amount),
    );
    if (rivals.length === 0 || amount.isLoose) continue;
    const own = wordsAround(answer, amount, ownReach);
    if (own.size === 0) {
      if (inEvidence.length === 0) doubtful.push(written);
      continue;
    }
    const overlap = (found: readonly Placed[]): number =>
      Math.max(0, ...found.map((each) => countShared(own, wordsAround(each.text, each.amount, sourceReach))));
    const [right, wrong] = [overlap(inEvidence), overlap(rivals)];
    if (right === 0 && (inEvidence.length === 0 || wrong > 0)) doubtful.push(written);
  }
  return { missing, otherUnit, doubtful };
}

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

/** The terms of the content words around an amount, in its clause, other numbers left out. */
function wordsAround({ words, amounts }: ReadText, amount: Amount, reach: number): ReadonlySet<string> {
  const numbers = new Set(amounts.flatMap(({ first, last }) => [first, last]));
  const terms = new Set<string>();
  const clause = words[amount.first]?.clause;
  for (const step of [-1, 1]) {
    let left = reach;
    for (let at = step < 0 ? amount.first - 1 : amount.last + 1; left > 0; at += step) {
      const word = words[at];
      if (word === undefined || word.clause !== clause) break;
      if (!word.isContent || numbers.has(at)) continue;
      for (const term of word.terms) terms.add(term);
      left -= 1;
    }
  }
  return terms;
}

function countShared(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let count = 0;
  for (const term of one) if (other.has(term)) count += 1;
  return count;
}
