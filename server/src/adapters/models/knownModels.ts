/** How a family of models makes its vectors, where its repositories do not say so in a form that programs read. */
export interface KnownFamily {
  /** Matched with the repository's name and its base's, in lower case. */
  readonly pattern: RegExp;
  readonly pooling: "mean" | "cls";
  readonly question: string;
  readonly passage: string;
}

/**
 * From the models' cards, as published by their makers. The first that matches counts.
 *
 * Most repositories of converted weights hold neither pooling nor prefixes, and a model used without its own loses
 * several points of nDCG.
 */
const knownFamilies: readonly KnownFamily[] = [
  {
    pattern: /e5-.*-instruct/u,
    pooling: "mean",
    question: "Instruct: Given a web search query, retrieve relevant passages that answer the query\nQuery: ",
    passage: "",
  },
  { pattern: /(^|[/_-])e5-/u, pooling: "mean", question: "query: ", passage: "passage: " },
  {
    pattern: /bge-(small|base|large)-en/u,
    pooling: "cls",
    question: "Represent this sentence for searching relevant passages: ",
    passage: "",
  },
  { pattern: /bge-(small|base|large)-zh/u, pooling: "cls", question: "为这个句子生成表示以用于检索相关文章：", passage: "" },
  { pattern: /bge-m3/u, pooling: "cls", question: "", passage: "" },
  {
    pattern: /snowflake-arctic-embed-.*v2/u,
    pooling: "cls",
    question: "query: ",
    passage: "",
  },
  {
    pattern: /(snowflake-arctic-embed|mxbai-embed)/u,
    pooling: "cls",
    question: "Represent this sentence for searching relevant passages: ",
    passage: "",
  },
  { pattern: /nomic-embed-text/u, pooling: "mean", question: "search_query: ", passage: "search_document: " },
  { pattern: /gte-(.*-v1\.5|multilingual|modernbert)/u, pooling: "cls", question: "", passage: "" },
  { pattern: /granite-embedding/u, pooling: "cls", question: "", passage: "" },
  { pattern: /(minilm|gte-(small|base|large)|jina-embeddings-v2)/u, pooling: "mean", question: "", passage: "" },
];

/** The family of a model by its names. */
export const familyOf = (names: readonly string[]): KnownFamily | undefined =>
  knownFamilies.find(({ pattern }) => names.some((name) => pattern.test(name.toLowerCase())));
