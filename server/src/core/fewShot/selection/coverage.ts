import type { Pool, SelectionInput } from "./pool.ts";
import type { SelectedPair } from "./select.ts";

/**
 * Chooses so that the input's terms stand in as many of the chosen as can be, rare terms first: each next pair adds the
 * most weight (idf) of terms not covered yet (greedy set cover; for demonstrations: Gupta, Gardner and Singh,
 * "Coverage-based Example Selection for In-Context Learning", EMNLP 2023). Ties, and what is left, by similarity.
 */
export function coverTerms(
  pool: Pool,
  candidates: readonly SelectedPair[],
  count: number,
  input: SelectionInput | undefined,
): readonly SelectedPair[] {
  const wanted = new Set(input === undefined ? [] : pool.termsOf(input.text, input.language));
  const weightOf = (term: string): number => Math.log(1 + pool.pairs.length / (1 + pool.documentFrequency(term)));
  const left = candidates.map((candidate) => {
    const { input: text = "", language = "" } = pool.pairs[candidate.pair] ?? {};
    return { candidate, terms: pool.termsOf(text, language) };
  });
  const chosen: SelectedPair[] = [];
  while (chosen.length < count && left.length > 0) {
    let [best, gained] = [0, -1];
    for (const [at, { terms }] of left.entries()) {
      let gain = 0;
      for (const term of terms) if (wanted.has(term)) gain += weightOf(term);
      if (gain > gained) [best, gained] = [at, gain];
    }
    const [taken] = left.splice(best, 1);
    if (taken === undefined) break;
    chosen.push(taken.candidate);
    for (const term of taken.terms) wanted.delete(term);
  }
  return chosen;
}
