import { createHash } from "node:crypto";
import { loadLanguageDetector } from "../server/src/adapters/languageDetector.ts";
import { defaultChunkSizes } from "../server/src/core/chunking/chunk.ts";
import { createMarkdownParser } from "../server/src/core/documents/markdown/markdownParser.ts";
import { createFolderIndex, type FolderIndex } from "../server/src/core/indexing/folderIndex.ts";
import { createPassageMaker } from "../server/src/core/indexing/makePassages.ts";
import { createFileCatalogue } from "../server/src/core/indexing/fileCatalogue.ts";
import { createLinkedPassages } from "../server/src/core/indexing/linkedPassages.ts";
import { createLinkTexts } from "../server/src/core/lexical/linkTexts.ts";
import type { PassageRecord } from "../server/src/core/ports.ts";
import { packTerms } from "../server/src/core/indexing/packTerms.ts";
import { createAnalyser } from "../server/src/core/language/analyse.ts";
import { createSentenceSplitter } from "../server/src/core/language/sentences.ts";
import { createBm25f, type Bm25fParameters } from "../server/src/core/lexical/bm25f.ts";
import { queryWords } from "../server/src/core/lexical/queryTerms.ts";
import type { EvaluationSet } from "./evaluationSet.ts";
import { ndcgAt } from "../server/src/core/evaluation/metrics.ts";

const emptyFile = {
  size: 0,
  modified: 0,
  contentHash: "",
  language: "",
  title: "",
  aliases: [],
  tags: [],
  pipeline: "",
};

/** Passages looked at for ten documents, since several may be of one. */
const passagesLookedAt = 100;

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
    sizes: defaultChunkSizes,
  });
  const parser = createMarkdownParser();
  const index = createFolderIndex(384);
  const files = createFileCatalogue();
  const records = new Map<number, PassageRecord>();
  const store = {
    passages: (ids: readonly number[]) => ids.flatMap((id) => records.get(id) ?? []),
    breadcrumbs: (ids: readonly number[]) => ids.map((id) => records.get(id)?.breadcrumb ?? []),
  };
  const links = createLinkTexts(index.postings, createLinkedPassages({ index, files, store }));
  for (const [file, { id, title, text }] of set.documents.entries()) {
    const isPath = /\.(?:md|mdx|markdown|txt)$/iu.test(id);
    const path = isPath ? id : `${id.replace(/[^\w.-]+/gu, "_")}.md`;
    const made = maker.make(path, isPath || title === "" ? text : `# ${title}\n\n${text}\n`, parser);
    index.addFile({
      fileId: file,
      passages: made.passages.map((passage) => {
        const id = records.size;
        records.set(id, { ...passage, id, fileId: file });
        return { id, language: passage.language, vectorKey: passage.vectorKey };
      }),
      ...packTerms(made.passages.map(({ terms }) => terms)),
    });
    files.put({ ...emptyFile, id: file, path });
    links.replace(file, made.links);
  }
  const asked = set.questions.flatMap(({ id, text }) => {
    const grades = set.relevant.get(id);
    return grades === undefined ? [] : [{ text, grades, words: queryWords(analyser, text, index.languages()) }];
  });

  function ranked(words: ReturnType<typeof queryWords>, parameters: Bm25fParameters): readonly string[] {
    const scored = createBm25f(links.postings, index, parameters)
      .score(words)
      .best(passagesLookedAt, () => true);
    const files = new Set(scored.map(({ passage }) => index.fileOf(passage)));
    return [...files].slice(0, 10).map((file) => set.documents[file]?.id ?? "");
  }

  return {
    index,
    rank: (question, parameters) => ranked(queryWords(analyser, question, index.languages()), parameters),
    ndcg: (parameters) => asked.map(({ words, grades }) => ndcgAt(10, ranked(words, parameters), grades)),
  };
}
