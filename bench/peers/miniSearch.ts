import { createWordSplitter, isUnspaced, load, loadStemmer, loadStopWords } from "./load.ts";
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

/** Prefixes and typos of the longer words, as its documentation shows. */
const tolerance = {
  prefix: (term: string) => term.length > 3,
  fuzzy: (term: string) => (term.length > 3 ? 0.2 : false),
};

/** MiniSearch, with or without the prefixes and typos that it is liked for. */
export const miniSearch = (kind: "exact" | "tolerant"): Peer => ({
  name: kind === "exact" ? "MiniSearch" : "MiniSearch, tolerant",
  library: "minisearch",
  setting:
    kind === "exact"
      ? "BM25+, stop words and Snowball in processTerm, Intl.Segmenter (zh, ja, th), boost { title: 2 }"
      : "the same, prefix and fuzzy 0.2 for words of more than three letters",
  usesVectors: false,
  async open({ language }) {
    const { default: MiniSearch } = await load<MiniSearchModule>("minisearch");
    const stem = await loadStemmer(language);
    const stopWords = new Set(await loadStopWords(language));
    const options = { boost: { title: 2 }, ...(kind === "exact" ? {} : tolerance) };
    const index = new MiniSearch({
      fields: ["title", "text"],
      processTerm: (term: string) => (stopWords.has(term.toLowerCase()) ? null : stem(term.toLowerCase())),
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
          .search(text, options)
          .slice(0, depth)
          .map(({ id }) => documents[id] ?? ""),
    };
  },
});
