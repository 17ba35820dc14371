import { createWordSplitter, languageName, load, loadStemmer, loadStopWords } from "./load.ts";
import type { Peer } from "./peer.ts";

interface Found {
  readonly hits: readonly { readonly id: string }[];
}
interface OramaModule {
  create(options: object): object;
  insertMultiple(database: object, documents: readonly object[], batchSize: number): unknown;
  search(database: object, query: object): Promise<Found> | Found;
}
interface QpsModule {
  pluginQPS(): object;
}
interface MandarinModule {
  createTokenizer(options: object): object;
}

/** Its tokenizers by language; its own for Chinese; for a language it does not know, `Intl.Segmenter`. */
async function tokenizerOf(language: string): Promise<object> {
  const name = languageName(language);
  if (language === "zh") {
    const { createTokenizer } = await load<MandarinModule>("@orama/tokenizers/mandarin");
    return createTokenizer({ language: "mandarin", stopWords: [] });
  }
  if (name !== undefined) {
    const [stemmer, stopWords] = [await loadStemmer(language), await loadStopWords(language)];
    return { language: name, stemming: true, stemmer, stopWords };
  }
  const split = createWordSplitter(language);
  const tokenize = (text: string): string[] => [...new Set(split(text.toLowerCase()))];
  return { language: "english", normalizationCache: new Map(), tokenize };
}

const kinds = {
  bm25: {
    name: "Orama",
    setting:
      "BM25, @orama/stemmers and @orama/stopwords, @orama/tokenizers/mandarin (zh), Intl.Segmenter (he); without stop words it falls by 0.1 to 0.4, since words match as prefixes",
  },
  qps: { name: "Orama QPS", setting: "the same with @orama/plugin-qps" },
  hybrid: { name: "Orama hybrid", setting: "QPS, mode hybrid with our vectors, weights 0.5 and 0.5, similarity 0" },
} as const;

/** Orama: full text by one of its two rankings, or its hybrid with our vectors. */
export const orama = (kind: keyof typeof kinds): Peer => ({
  ...kinds[kind],
  library: "@orama/orama",
  usesVectors: kind === "hybrid",
  async open({ language, dimensions }) {
    const { create, insertMultiple, search } = await load<OramaModule>("@orama/orama");
    const vector = kind === "hybrid" ? { vector: `vector[${dimensions}]` } : {};
    const database = create({
      schema: { title: "string", text: "string", ...vector },
      components: { tokenizer: await tokenizerOf(language) },
      ...(kind === "bm25" ? {} : { plugins: [(await load<QpsModule>("@orama/plugin-qps")).pluginQPS()] }),
    });
    const documents: string[] = [];
    return {
      async add(texts) {
        for (const { document } of texts) documents.push(document);
        const rows = texts.map(({ id, title, text, vector: given }) => ({
          id: String(id),
          title,
          text,
          ...(kind === "hybrid" ? { vector: [...(given ?? [])] } : {}),
        }));
        await insertMultiple(database, rows, rows.length);
      },
      async search(question, depth) {
        const { hits } = await search(database, {
          mode: kind === "hybrid" ? "hybrid" : "fulltext",
          term: question.text,
          limit: depth,
          properties: ["title", "text"],
          ...(kind === "hybrid" ? { vector: { value: [...question.vector], property: "vector" }, similarity: 0 } : {}),
        });
        return hits.map(({ id }) => documents[Number(id)] ?? "");
      },
    };
  },
});
