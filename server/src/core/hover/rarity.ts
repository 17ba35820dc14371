import type { FolderIndex } from "../indexing/folderIndex.ts";
import type { Analyser } from "../language/analyse.ts";
import type { createBm25f } from "../lexical/bm25f.ts";
import { queryWords } from "../lexical/queryTerms.ts";

/** A word in this share of the passages, or fewer, is rare; in so few passages always. */
const rareShare = 0.003;
const rarePassages = 30;

/** Builds the test whether few of a folder's passages hold a word: a rare word has the sense that is written down. */
export function createRarity(
  bm25f: Pick<ReturnType<typeof createBm25f>, "rarity">,
  analyser: Analyser,
  index: Pick<FolderIndex, "languages" | "live">,
) {
  return (word: string): boolean => {
    const most = Math.max(rarePassages, rareShare * index.live);
    return queryWords(analyser, word, index.languages()).every(
      (each) => holdersOf(bm25f.rarity(each).idf, index.live) <= most,
    );
  };
}

/** How many of `passages` hold a word, from its idf: ln(1 + (N - n + 0.5) / (n + 0.5)). */
const holdersOf = (idf: number, passages: number): number => (passages + 1) / Math.exp(idf) - 0.5;
