/** The figures of a ranking, all 0 to 1, better higher. */
export const metrics = ["nDCG@10", "MRR@10", "recall@10", "recall@100"] as const;

export type Metric = (typeof metrics)[number];

export type Figures = Readonly<Record<Metric, number>>;

/** How far down a ranking any figure looks. */
export const deepest = 100;

/** Graded relevance of what answers a question; grades above 0. */
export type Grades = ReadonlyMap<string, number>;

const gain = (grade: number): number => 2 ** grade - 1;
const discounted = (grades: readonly number[]): number =>
  grades.reduce((sum, grade, rank) => sum + gain(grade) / Math.log2(rank + 2), 0);

/**
 * Normalised discounted cumulative gain of the first `depth`, with the gain `2^grade - 1` (Burges et al., "Learning to
 * Rank using Gradient Descent", 2005). `ranked` names each document once, best first; without grades it is 0.
 */
export function ndcgAt(depth: number, ranked: readonly string[], grades: Grades): number {
  const ideal = discounted([...grades.values()].sort((a, b) => b - a).slice(0, depth));
  return ideal === 0 ? 0 : discounted(ranked.slice(0, depth).map((document) => grades.get(document) ?? 0)) / ideal;
}

/** The place of the first relevant document, from 1. */
export function firstRelevant(ranked: readonly string[], grades: Grades): number | undefined {
  const place = ranked.findIndex((document) => grades.has(document));
  return place < 0 ? undefined : place + 1;
}

function recallAt(depth: number, ranked: readonly string[], grades: Grades): number {
  const found = ranked.slice(0, depth).filter((document) => grades.has(document)).length;
  return grades.size === 0 ? 0 : found / grades.size;
}

/** All figures of one question's ranking, which names each document once, best first. */
export function scoreRanking(ranked: readonly string[], grades: Grades): Figures {
  const first = firstRelevant(ranked.slice(0, 10), grades);
  return {
    "nDCG@10": ndcgAt(10, ranked, grades),
    "MRR@10": first === undefined ? 0 : 1 / first,
    "recall@10": recallAt(10, ranked, grades),
    "recall@100": recallAt(deepest, ranked, grades),
  };
}
