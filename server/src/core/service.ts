import type { SearchSpeed } from "../../../protocol/doctor.ts";
import type { FreshnessView } from "../../../protocol/views.ts";
import type { Answer, Citation } from "./answering/answer.ts";
import { createAnswering, noticesOf, type AskOptions } from "./answering/answering.ts";
import { createCiting } from "./answering/cite.ts";
import { createQuoteLocator } from "./answering/locateQuote.ts";
import type { Extraction } from "./answering/extract.ts";
import type { FoundAnswer } from "./answering/generation/generate.ts";
import type { BestAnswer } from "./answering/bestAnswer.ts";
import { measureSearch } from "./doctor/measureSearch.ts";
import { createReadText } from "./documents/readText.ts";
import type { ParserRegistry } from "./documents/parsers.ts";
import { createJudgedDocuments } from "./evaluation/judgedDocuments.ts";
import { createPageReading, readPages } from "./evaluation/making/readPages.ts";
import { createDefinitionIndex } from "./hover/definitionIndex.ts";
import { createRarity } from "./hover/rarity.ts";
import { exactKey } from "./hover/termKeys.ts";
import { createHover, type Hover, type HoverRequest } from "./hover/hover.ts";
import { createEmbedBacklog, type EmbedReport } from "./indexing/embedBacklog.ts";
import { createFileCatalogue } from "./indexing/fileCatalogue.ts";
import { createRecords } from "./indexing/records.ts";
import { createFolderIndex } from "./indexing/folderIndex.ts";
import { createIndexer, type RefreshProgress, type RefreshReport } from "./indexing/indexer.ts";
import { createLinkedPassages } from "./indexing/linkedPassages.ts";
import { passagesSetAside, type PassageSetAside } from "./indexing/passagesSetAside.ts";
import { createPassageMaker, type PassageMaker } from "./indexing/makePassages.ts";
import { createAnalyser } from "./language/analyse.ts";
import type { LanguageDetector } from "./language/detect.ts";
import { createSentenceSplitter } from "./language/sentences.ts";
import { createLinkTexts } from "./lexical/linkTexts.ts";
import { createBm25f } from "./lexical/bm25f.ts";
import { createQuestionWords } from "./lexical/questionWords.ts";
import { createScoreExplanation } from "./lexical/explainScore.ts";
import { defaultParameters, type ServiceParameters } from "./parameters.ts";
import { createSizedPostings } from "./lexical/sizedPostings.ts";
import type { Clock, CrawlDecision, Embedder, FileRecord, Hash, ModelDescription, Store, Workspace } from "./ports.ts";
import type { Failure } from "./result.ts";
import { createExplaining } from "./search/explain.ts";
import { createPlaceExplaining } from "./search/explainPlace.ts";
import { createExactMatch } from "./search/exactMatch.ts";
import { createHitReading, foldedAtMost, type Hit } from "./search/hits.ts";
import { createRestricting } from "./search/query/restricting.ts";
import { createUnderstanding, type UnderstoodQuery } from "./search/query/understanding.ts";
import { createQuestionCentres } from "./search/questionCentring.ts";
import type { QuestionHead } from "./search/reranking/head.ts";
import { createReranker } from "./search/reranking/reranker.ts";
import { createMentionCompletion, type CompletedMention, type MentionQuery } from "./mentions/completeMentions.ts";
import { createTagCompletion } from "./mentions/completeTags.ts";
import { createScopes } from "./mentions/scope.ts";
import { createSearch, type SearchOptions } from "./search/search.ts";
import { createSuggesting } from "./suggesting/suggest.ts";
import { serviceStatus, type ServiceStatus } from "./serviceStatus.ts";

/** Everything the service needs of the world. */
export interface ServicePorts {
  readonly workspace: Workspace;
  readonly store: Store;
  readonly embedder: Embedder;
  readonly model: ModelDescription;
  readonly parsers: ParserRegistry;
  readonly loadDetector: () => Promise<LanguageDetector>;
  readonly hash: Hash;
  readonly clock: Clock;
  /** The product's own when not given. */
  readonly parameters?: ServiceParameters;
}

export interface SearchResult extends Pick<UnderstoodQuery, "query" | "corrections" | "isRelaxed" | "notices"> {
  readonly hits: readonly Hit[];
  /** What the hits were reranked by; absent in the modes of a single leg. */
  readonly head?: QuestionHead;
  /** Passages without a vector. */
  readonly pending: number;
  /** Why there are no vectors, where they were wanted; it is among the notices too. */
  readonly failure?: Failure;
}

/** Removed passages are purged from memory when they are this many, and this share of those that are left. */
const leastPurged = 1000;
const purgedShare = 0.02;

/**
 * Wires one folder's index, search and answers by hand. Reading what the store holds takes milliseconds a thousand
 * passages; nothing else happens until it is asked.
 */
export function createService(ports: ServicePorts) {
  const { workspace, store, embedder, model, clock, parameters = defaultParameters } = ports;
  const index = createFolderIndex(model.dimensions, createSizedPostings(store.countPassages()));
  const analyser = createAnalyser();
  const files = createFileCatalogue();
  const links = createLinkTexts(index.postings, createLinkedPassages({ index, files, store }));
  const bm25f = createBm25f(links.postings, index, parameters.bm25f);
  const definitions = createDefinitionIndex();
  const indexer = createIndexer({ ...ports, index, definitions, links, files, loadMaker });
  const backlog = createEmbedBacklog({ index, store, embedder, model: model.id });
  const questionWords = createQuestionWords({ index, bm25f, analyser, store, parameters: parameters.questionWords });
  const restricting = createRestricting({ index, bm25f, files, store, analyser, clock });
  const understanding = createUnderstanding({ index, bm25f, analyser, restricting, questionWords });
  const recordsOf = createRecords(index, store);
  const search = createSearch({
    index,
    bm25f,
    understanding,
    embedder,
    backlog,
    rerank: createReranker({ analyser, bm25f, recordsOf, depth: parameters.search.reranked }),
    clock,
    exactMatch: createExactMatch({
      index,
      store,
      fileById: files.byId,
      definitionsOf: (identifier) => store.definitions(definitions.find(exactKey(identifier)).map(({ id }) => id)),
    }),
    questionCentres: createQuestionCentres({ embedder, vectors: store.vectors, model: model.id, hash: ports.hash }),
    parameters: parameters.search,
  });
  const explaining = createExplaining({
    index,
    scores: createScoreExplanation(links.postings, index, parameters.bm25f),
  });
  const hits = createHitReading({ index, recordsOf, fileOf: files.byId, explaining });
  const mentions = createMentionCompletion({ files, store });
  let maker: Promise<PassageMaker> | undefined;
  let purging: Promise<void> | undefined;
  let refreshed: { readonly at: number; readonly report: RefreshReport } | undefined;

  async function loadMaker(): Promise<PassageMaker> {
    const others = { analyser, splitter: createSentenceSplitter(), hash: ports.hash, sizes: parameters.chunkSizes };
    maker ??= ports.loadDetector().then((detect) => createPassageMaker({ ...others, detect }));
    return maker;
  }

  function readFiles(): void {
    files.replaceAll(store.files());
  }

  function load(): void {
    for (const file of store.load()) index.addFile(file);
    for (const definition of store.loadDefinitions()) definitions.add(definition);
    for (const file of store.loadLinks()) links.replace(file.fileId, file.links);
    readFiles();
    backlog.reuse();
  }

  const readText = createReadText(workspace);
  const languages = (): Iterable<string> => index.languages().keys();
  const isRare = createRarity(bm25f, analyser, index);
  const { hoverAt } = createHover({ definitions, store, analyser, languages, isRare, fileById: files.byId, readText });
  const answering = createAnswering({
    ...{ search, embedder, analyser, freshness, fileOf: files.byId, parameters: parameters.extraction },
    cite: createCiting(workspace, files.byId),
  });
  const readPage = createPageReading({ parsers: ports.parsers, readText, analyser });
  const quotes = createQuoteLocator({ workspace, readText, search, index, files });

  function freshness(): FreshnessView {
    const failed = refreshed?.report.failed.length ?? store.failedFiles().length;
    return {
      files: files.size + failed,
      current: files.size,
      pending: index.pendingPassages,
      failed,
      ageSeconds: refreshed === undefined ? 0 : Math.round((clock.now() - refreshed.at) / 1000),
    };
  }

  /** Takes removed passages out of the postings in the background, a breath at a time. */
  async function purge(): Promise<void> {
    for (const _breath of index.purge()) await clock.sleep(0);
  }

  /** Finds out where links lead in the background, a breath at a time, so that no question has to. */
  async function resolveLinks(signal: AbortSignal | undefined): Promise<void> {
    for (const _breath of links.resolve()) {
      await clock.sleep(0);
      if (signal?.aborted === true) return;
    }
  }

  function purgeIfMany(): void {
    if (index.tombstones <= Math.max(leastPurged, purgedShare * index.live)) return;
    purging ??= purge().finally(() => (purging = undefined));
  }

  const passagesAt = (paths: readonly string[]): readonly number[] =>
    paths.flatMap((path) => index.passagesOf(files.byPath(path)?.id ?? -1));

  const loading = clock.now();
  load();
  const loaded = clock.now() - loading;

  return {
    /** Brings the index up to date with the folder's files; vectors known from before are taken over. */
    async refresh(signal?: AbortSignal, onProgress?: (progress: RefreshProgress) => void): Promise<RefreshReport> {
      try {
        const report = await indexer.refresh(signal, onProgress);
        refreshed = { at: clock.now(), report };
        return report;
      } catch (error) {
        readFiles();
        throw error;
      } finally {
        backlog.reuse();
        purgeIfMany();
      }
    },
    /** Brings these paths alone up to date; returns those whose content was indexed anew. */
    async refreshFiles(paths: readonly string[]): Promise<readonly string[]> {
      try {
        const changed = await indexer.refreshFiles(paths);
        backlog.reuseFor(passagesAt(changed));
        purgeIfMany();
        return changed;
      } catch (error) {
        readFiles();
        throw error;
      }
    },
    /** Does ahead what the first questions would wait for; stops when the signal aborts. */
    warmUp: (signal?: AbortSignal): Promise<void> => resolveLinks(signal),
    /** Embeds these files' passages ahead of the backlog. */
    async embedFiles(paths: readonly string[], signal?: AbortSignal): Promise<void> {
      await backlog.embedPassages(passagesAt(paths), signal);
    },
    embedAll: (signal?: AbortSignal, onEmbedded?: (count: number) => void): Promise<EmbedReport> =>
      backlog.embedAll(signal, onEmbedded),
    async search(query: string, options: SearchOptions): Promise<SearchResult> {
      const { fold = false, depth } = options;
      const outcome = await search.search(query, { ...options, depth: fold ? depth + foldedAtMost : depth });
      const { head } = outcome;
      return {
        query: outcome.query,
        corrections: outcome.corrections,
        isRelaxed: outcome.isRelaxed,
        ...(head === undefined ? {} : { head }),
        hits: fold ? hits.foldedHitsOf(outcome, depth) : hits.hitsOf(outcome),
        pending: index.pendingPassages,
        notices: noticesOf(outcome),
        ...(outcome.failure === undefined ? {} : { failure: outcome.failure }),
      };
    },
    /** What parts of the folder stand for now, to search or ask in them alone. */
    scopeOf: createScopes({ index, files, store }),
    /** Files, folders and headings by what is typed of them. */
    completeMention: (query: MentionQuery): readonly CompletedMention[] => mentions.complete(query),
    /** Tags of the notes by what is typed of them, those of most notes first. */
    completeTag: createTagCompletion({ files }),
    /** Reads ahead what completion would wait for, in the background, while the next letters are typed. */
    async readMentionsAhead(of: MentionQuery["of"]): Promise<void> {
      for (const _breath of mentions.readAhead(of)) await clock.sleep(0);
    },
    explain: createPlaceExplaining({ index, store, files, search, hits }),
    /** Answers with the documents' own sentences, or says that they do not answer; a model may be asked then. */
    find: (question: string, options: AskOptions): Promise<FoundAnswer> => answering.find(question, options),
    /** The same, without a model. */
    ask: async (question: string, options: AskOptions): Promise<Answer> =>
      (await answering.find(question, options)).answer,
    /** What `ask` answers from, for measuring. */
    extract: (question: string, options: AskOptions): Promise<Extraction> => answering.extract(question, options),
    /** The best answer of an extraction, for measuring: in the sentence that is cited, where one is. */
    bestAnswer: (question: string, extraction: Extraction, cited?: Citation): BestAnswer | undefined =>
      answering.best(question, extraction, cited),
    /** What the documents say of the term at a position; undefined where they define none. No model is asked. */
    hover: (request: HoverRequest): Promise<Hover | undefined> => hoverAt(request),
    /** Finds words that were quoted before. */
    quotes,
    /** What judgements are about. */
    judged: createJudgedDocuments({ workspace, quotes, files, index, store }),
    /** The pages with their structure, for making questions of them. */
    readPages: (signal?: AbortSignal) => readPages(files.all(), readPage, signal),
    /** Questions that the folder answers, for a person who may ask them. */
    suggest: createSuggesting({
      ...{ files, readPage, pendingPassages: () => index.pendingPassages },
      ask: async (question, threshold, signal) =>
        (await answering.find(question, { vectors: "stored", threshold, signal })).answer,
    }),
    fileOf: files.byId,
    freshness,
    files: (): Iterable<FileRecord> => files.all(),
    why: (path: string): Promise<CrawlDecision> => workspace.why(path),
    /** How fast this folder is searched; takes half a second. */
    measureSearch: (): SearchSpeed => measureSearch({ index, bm25f, clock, load: loaded }),
    pendingPassages: (): number => index.pendingPassages,
    /** Passages that the model's process cannot stand, by file and lines, with a sentence why. */
    textsSetAside: (): readonly PassageSetAside[] =>
      passagesSetAside({ index, recordsOf, fileOf: files.byId, reasons: backlog.setAside }),
    status: (): ServiceStatus => serviceStatus({ index, files, store, model }),
  };
}

export type Service = ReturnType<typeof createService>;
