import type { CandidatePart } from "./candidateParts.ts";

/** A stretch with its score as the exact answer. */
export interface ScoredPart {
  readonly part: Pick<CandidatePart, "first" | "last">;
  readonly score: number;
}

/** Stretches that are compared with each other; the others are hardly ever right. */
const compared = 40;

/** Harmonic mean of the shares of their words that two stretches have in common, 0 to 1. */
function overlap(a: ScoredPart["part"], b: ScoredPart["part"]): number {
  const common = Math.min(a.last, b.last) - Math.max(a.first, b.first) + 1;
  return common <= 0 ? 0 : (2 * common) / (a.last - a.first + b.last - b.first + 2);
}

/**
 * The stretch whose expected overlap with the right one is largest, where scores are log-odds (minimum Bayes risk, as in
 * Kumar and Byrne, HLT-NAACL 2004): where several stretches share the words that answer, one that holds those words.
 * `share`: that expected overlap, 0 to 1. Undefined of none.
 */
export function bestByExpectedOverlap<T extends ScoredPart>(
  parts: readonly T[],
): { readonly best: T; readonly share: number } | undefined {
  const likely = parts.toSorted((a, b) => b.score - a.score).slice(0, compared);
  const [top] = likely;
  if (top === undefined) return undefined;
  const weights = likely.map(({ score }) => Math.exp(score - top.score));
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  let [best, most] = [top, -1];
  for (const candidate of likely) {
    let expected = 0;
    for (const [at, other] of likely.entries())
      expected += (weights[at] as number) * overlap(candidate.part, other.part);
    if (expected > most) [best, most] = [candidate, expected];
  }
  return { best, share: most / whole };
}
