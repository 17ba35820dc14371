import { createChance } from "../../evaluation/making/chance.ts";
import type { Analyser } from "../../language/analyse.ts";
import { comparedTerms } from "../duplicates/comparedTerms.ts";
import type { Pair } from "../pair.ts";
import { questionForm } from "./pages/questionForm.ts";
import { refusalIn } from "./refusals.ts";

/** Passages of which the nearest to a question are looked for, and their length in UTF-16 code units. */
const mostPassages = 20_000;
const [shortestPassage, longestPassage] = [40, 1200];
/** A term in a larger share of the passages tells nothing of a question. */
const commonShare = 0.2;
/** Share of a question's weight that a passage must hold to be near, and may hold without answering. */
const [leastNear, mostNear] = [0.2, 0.75];
const confidence = 0.8;

interface Passage {
  readonly pair: Pair;
  readonly terms: ReadonlySet<string>;
}

/**
 * Makes demonstrations of "not in the documents": a question of one page after a passage of another that is near by its
 * words and does not answer, because the question's rarest term is missing from it; the output is a refusal in the
 * question's language. A passage is told to answer, and passed over, when it shares most of the answer's own terms.
 *
 * @param count how many at most; each question and each passage is taken once.
 */
export function makeNegatives(
  pairs: readonly Pair[],
  count: number,
  seed: number,
  analyser: Analyser,
): readonly Pair[] {
  if (count === 0) return [];
  const byLanguage = Map.groupBy(pairs.filter(isAsked), ({ language }) => language);
  const made = [...byLanguage].flatMap(([language, asked]) => {
    const termsOf = (text: string): ReadonlySet<string> => new Set(comparedTerms(analyser, text, language));
    const passages = asked
      .filter(({ output }) => output.length >= shortestPassage && output.length <= longestPassage)
      .slice(0, mostPassages)
      .map((pair): Passage => ({ pair, terms: termsOf(pair.output) }));
    return negativesAmong(createChance(seed).shuffle(asked), passages, termsOf, count);
  });
  return createChance(seed).shuffle(made).slice(0, count);
}

const isAsked = ({ kind, input }: Pair): boolean =>
  (kind === "faq" || kind === "heading") && questionForm(input) === "marked";

function negativesAmong(
  asked: readonly Pair[],
  passages: readonly Passage[],
  termsOf: (text: string) => ReadonlySet<string>,
  count: number,
): readonly Pair[] {
  const lists = new Map<string, number[]>();
  for (const [at, { terms }] of passages.entries())
    for (const term of terms) lists.set(term, [...(lists.get(term) ?? []), at]);
  const weightOf = (term: string): number => Math.log(1 + passages.length / (1 + (lists.get(term)?.length ?? 0)));
  const taken = new Set<number>();
  const made: Pair[] = [];
  for (const question of asked) {
    if (made.length >= count) break;
    const at = nearestPassage(question, passages, { lists, taken, termsOf, weightOf });
    const passage = at === undefined ? undefined : passages[at];
    if (at === undefined || passage === undefined) continue;
    taken.add(at);
    made.push(negativeOf(question, passage.pair));
  }
  return made;
}

function nearestPassage(
  question: Pair,
  passages: readonly Passage[],
  known: {
    readonly lists: ReadonlyMap<string, readonly number[]>;
    readonly taken: ReadonlySet<number>;
    readonly termsOf: (text: string) => ReadonlySet<string>;
    readonly weightOf: (term: string) => number;
  },
): number | undefined {
  const { lists, taken, termsOf, weightOf } = known;
  const telling = [...termsOf(question.input)].filter(
    (term) => (lists.get(term)?.length ?? 0) <= Math.max(2, commonShare * passages.length),
  );
  const [rarest] = [...telling].sort((a, b) => weightOf(b) - weightOf(a));
  if (rarest === undefined) return undefined;
  const scores = new Map<number, number>();
  for (const term of telling)
    for (const at of lists.get(term) ?? []) scores.set(at, (scores.get(at) ?? 0) + weightOf(term));
  const whole = telling.reduce((sum, term) => sum + weightOf(term), 0);
  const answer = termsOf(question.output);
  return [...scores]
    .sort((a, b) => b[1] - a[1])
    .find(([at, score]) => {
      const passage = passages[at];
      return (
        passage !== undefined &&
        !taken.has(at) &&
        passage.pair.provenance?.path !== question.provenance?.path &&
        !passage.terms.has(rarest) &&
        score >= leastNear * whole &&
        score <= mostNear * whole &&
        sharedShare(answer, passage.terms) < 0.5
      );
    })?.[0];
}

/** How much of the smaller set the other holds. */
function sharedShare(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const shared = [...one].filter((term) => other.has(term)).length;
  return shared / Math.max(1, Math.min(one.size, other.size));
}

const negativeOf = (question: Pair, { output, provenance }: Pair): Pair => ({
  input: `${output}\n\n${question.input}`,
  output: refusalIn(question.language),
  kind: "negative",
  language: question.language,
  ...(provenance === undefined ? {} : { provenance, group: provenance.path }),
  confidence,
  flags: [],
});
