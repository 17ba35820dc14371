import { createWordSplitter, isUnspaced, load, loadStemmer } from "./load.ts";
import type { Peer } from "./peer.ts";

interface Found {
  readonly id: number;
}
interface MiniSearchModule {
  readonly default: new (options: object) => {
    addAll(documents: readonly object[]): void;
    search(query: string, options?: object): Found[];
  };
}

/** MiniSearch (BM25+) with the boost, prefix and typo options of its README, or without the last two. */
export const miniSearch = (name: string, tolerance: object, told: string): Peer => ({
  name,
  library: "minisearch",
  setting: `BM25+, Snowball in processTerm, Intl.Segmenter where there are no spaces, boost { title: 2 }${told}`,
  usesVectors: false,
  async open({ language }) {
    const { default: MiniSearch } = await load<MiniSearchModule>("minisearch");
    const stem = await loadStemmer(language);
    const index = new MiniSearch({
      fields: ["title", "text"],
      processTerm: (term: string) => stem(term.toLowerCase()),
      ...(isUnspaced(language) ? { tokenize: createWordSplitter(language) } : {}),
    });
    const documents: string[] = [];
    return {
      add(texts) {
        for (const { document } of texts) documents.push(document);
        index.addAll(texts);
      },
      search: ({ text }, depth) =>
        index
          .search(text, { boost: { title: 2 }, ...tolerance })
          .slice(0, depth)
          .map(({ id }) => documents[id] ?? ""),
    };
  },
});
