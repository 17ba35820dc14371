import { createHash } from "node:crypto";
import { loadLanguageDetector } from "../server/src/adapters/languageDetector.ts";
import { createMarkdownParser } from "../server/src/core/documents/markdown/markdownParser.ts";
import { createFolderIndex, type FolderIndex } from "../server/src/core/indexing/folderIndex.ts";
import { createPassageMaker } from "../server/src/core/indexing/makePassages.ts";
import { createAnalyser } from "../server/src/core/language/analyse.ts";
import { createSentenceSplitter } from "../server/src/core/language/sentences.ts";
import { createBm25f, type Bm25fParameters } from "../server/src/core/lexical/bm25f.ts";
import { queryWords } from "../server/src/core/lexical/queryTerms.ts";
import type { EvaluationSet } from "./evaluationSet.ts";
import { ndcgAt10 } from "./statistics.ts";

/** A set's documents, indexed in memory without vectors: what BM25F alone makes of them, in seconds. */
export interface LexicalIndex {
  readonly index: FolderIndex;
  /** Document ids for a question, best first, at most ten. */
  rank(question: string, parameters: Bm25fParameters): readonly string[];
  /** nDCG@10 of every judged question. */
  ndcg(parameters: Bm25fParameters): readonly number[];
}

/** Indexes a set as the product would index its folder (see `writeDocuments`). */
export async function indexSet(set: EvaluationSet): Promise<LexicalIndex> {
  const analyser = createAnalyser();
  const maker = createPassageMaker({
    analyser,
    splitter: createSentenceSplitter(),
    detect: await loadLanguageDetector(),
    hash: (data) => createHash("sha256").update(data).digest("hex"),
  });
  const parser = createMarkdownParser();
  const index = createFolderIndex(384);
  for (const [file, { id, title, text }] of set.documents.entries()) {
    const isPath = /\.(?:md|mdx|markdown|txt)$/iu.test(id);
    const path = isPath ? id : `${id.replace(/[^\w.-]+/gu, "_")}.md`;
    const made = maker.make(path, isPath || title === "" ? text : `# ${title}\n\n${text}\n`, parser);
    for (const { language, vectorKey, terms } of made.passages) index.add(file, { id: 0, language, vectorKey }, terms);
  }
  const asked = set.questions.flatMap(({ id, text }) => {
    const grades = set.relevant.get(id);
    return grades === undefined ? [] : [{ text, grades, words: queryWords(analyser, text, index.languages()) }];
  });

  function ranked(words: ReturnType<typeof queryWords>, parameters: Bm25fParameters): readonly string[] {
    const scored = createBm25f(index.postings, index, parameters).score(words);
    const best = new Map<number, number>();
    for (const { passage, score } of scored) {
      const file = index.fileOf(passage);
      if (score > (best.get(file) ?? 0)) best.set(file, score);
    }
    return [...best]
      .sort(([a, one], [b, other]) => other - one || a - b)
      .slice(0, 10)
      .map(([file]) => set.documents[file]?.id ?? "");
  }

  return {
    index,
    rank: (question, parameters) => ranked(queryWords(analyser, question, index.languages()), parameters),
    ndcg: (parameters) => asked.map(({ words, grades }) => ndcgAt10(ranked(words, parameters), grades)),
  };
}
