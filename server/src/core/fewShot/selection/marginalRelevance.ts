import type { Pool } from "./pool.ts";
import type { SelectedPair } from "./select.ts";

/**
 * Maximal marginal relevance (Carbonell and Goldstein, SIGIR 1998): each next pair has the highest `lambda` times its
 * similarity to the input, less `1 - lambda` times its highest similarity to one already chosen.
 */
export function marginalRelevance(
  pool: Pool,
  candidates: readonly SelectedPair[],
  count: number,
  lambda: number,
): readonly SelectedPair[] {
  const likeness = createLikeness(pool);
  const left = new Set(candidates);
  const closest = new Map<number, number>();
  const chosen: SelectedPair[] = [];
  while (chosen.length < count && left.size > 0) {
    let best: { readonly candidate: SelectedPair; readonly score: number } | undefined;
    for (const candidate of left) {
      const score = lambda * candidate.similarity - (1 - lambda) * (closest.get(candidate.pair) ?? 0);
      if (best === undefined || score > best.score) best = { candidate, score };
    }
    if (best === undefined) break;
    chosen.push(best.candidate);
    left.delete(best.candidate);
    for (const { pair } of left)
      closest.set(pair, Math.max(closest.get(pair) ?? 0, likeness(pair, best.candidate.pair)));
  }
  return chosen;
}

/** Of two pairs' inputs, 0 to 1: the cosine, or without vectors the share of their terms in common. */
function createLikeness(pool: Pool): (a: number, b: number) => number {
  const terms = new Map<number, ReadonlySet<string>>();
  const termsOf = (pair: number): ReadonlySet<string> => {
    const known = terms.get(pair);
    if (known !== undefined) return known;
    const { input = "", language = "" } = pool.pairs[pair] ?? {};
    const own = pool.termsOf(input, language);
    terms.set(pair, own);
    return own;
  };
  return (a, b) => {
    const vector = pool.vectorOf(b);
    const cosine = vector === undefined ? undefined : pool.cosine(a, vector);
    if (cosine !== undefined) return Math.max(0, cosine);
    const [left, right] = [termsOf(a), termsOf(b)];
    let common = 0;
    for (const term of left) if (right.has(term)) common += 1;
    return common === 0 ? 0 : common / (left.size + right.size - common);
  };
}
