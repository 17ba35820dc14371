import { join } from "node:path";
import { isUnspaced, languageName, load } from "./load.ts";
import type { Peer } from "./peer.ts";

interface Query {
  nearestTo(vector: readonly number[]): Query;
  distanceType(type: "cosine"): Query;
  fullTextSearch(text: string, options: object): Query;
  rerank(reranker: object): Query;
  limit(count: number): Query;
  toArray(): Promise<readonly { readonly id: number }[]>;
}
interface Table {
  add(rows: readonly object[]): Promise<unknown>;
  createIndex(column: string, options: object): Promise<void>;
  query(): Query;
}
interface LanceModule {
  connect(folder: string): Promise<{
    createTable(name: string, rows: readonly object[]): Promise<Table>;
    close(): void;
  }>;
  readonly Index: { fts(options: object): object };
  readonly rerankers: { readonly RRFReranker: { create(): Promise<object> } };
}

const capitalised = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/** Stemming and stop words where it has them; ICU's words where there are no spaces. */
function textOptions(language: string): object {
  if (isUnspaced(language)) return { baseTokenizer: "icu", stem: false, removeStopWords: false };
  const name = languageName(language);
  if (name === undefined) return { stem: false, removeStopWords: false, asciiFolding: true };
  return { language: capitalised(name), stem: true, removeStopWords: true, asciiFolding: true };
}

/** LanceDB: full text and exact vector search, put together by its rank fusion. */
export const lanceDb: Peer = {
  name: "LanceDB hybrid",
  library: "@lancedb/lancedb",
  setting:
    "full text (stem, stop words and folding of the language; icu for zh, ja, th) and our vectors by cosine without an approximate index, RRFReranker",
  usesVectors: true,
  async open({ language, scratch }) {
    const lance = await load<LanceModule>("@lancedb/lancedb");
    const connection = await lance.connect(join(scratch, "lance"));
    const reranker = await lance.rerankers.RRFReranker.create();
    const documents: string[] = [];
    let table: Table | undefined;
    return {
      async add(texts) {
        for (const { document } of texts) documents.push(document);
        const rows = texts.map(({ id, title, text, vector }) => ({
          id,
          text: `${title}\n${text}`,
          vector: [...(vector ?? [])],
        }));
        if (table === undefined) table = await connection.createTable("texts", rows);
        else await table.add(rows);
      },
      finish: async () => table?.createIndex("text", { config: lance.Index.fts(textOptions(language)) }),
      async search(question, depth) {
        const found = await table
          ?.query()
          .nearestTo([...question.vector])
          .distanceType("cosine")
          .fullTextSearch(question.text, { columns: ["text"] })
          .rerank(reranker)
          .limit(depth)
          .toArray();
        return (found ?? []).map(({ id }) => documents[id] ?? "");
      },
      close: () => connection.close(),
    };
  },
};
