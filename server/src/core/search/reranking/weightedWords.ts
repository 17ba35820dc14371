import type { createBm25f } from "../../lexical/bm25f.ts";
import type { QueryWord } from "../../lexical/queryTerms.ts";

/** A question's word with its weight, 0 or more: how much it says, by how rare it is in the folder. */
export interface WeightedWord {
  readonly word: QueryWord;
  readonly idf: number;
  /** Whether any passage of the folder holds it. */
  readonly known: boolean;
}

/** Weighs the words of a question by the folder's passages. */
export const weighWords = (
  words: readonly QueryWord[],
  bm25f: Pick<ReturnType<typeof createBm25f>, "rarity">,
): readonly WeightedWord[] => words.map((word) => ({ word, ...bm25f.rarity(word) }));

/** The weight of the words with these numbers. */
export function weightOf(numbers: Iterable<number>, words: readonly WeightedWord[]): number {
  let weight = 0;
  for (const number of numbers) weight += words[number]?.idf ?? 0;
  return weight;
}
