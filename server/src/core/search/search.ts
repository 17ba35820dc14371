import type { EmbedBacklog } from "../indexing/embedBacklog.ts";
import type { FolderIndex } from "../indexing/folderIndex.ts";
import type { createBm25f } from "../lexical/bm25f.ts";
import { dominantScript, scriptOfLanguage } from "../language/script.ts";
import type { ScoredPassage } from "../ranking/best.ts";
import type { Clock, Embedder, QuantizedVector } from "../ports.ts";
import type { Failure } from "../result.ts";
import { onlyVectorsOf, type DenseView } from "./denseView.ts";
import { exactFirst, withExact, type ExactKind, type ExactMatch, type ExactlyRanked } from "./exactMatch.ts";
import { createQuestionCentring, type QuestionCentres } from "./questionCentring.ts";
import { fuse, type Candidate, type FusedCandidate } from "./fusion.ts";
import type { Understanding, UnderstandingOptions, UnderstoodQuery } from "./query/understanding.ts";
import { createQuestionVectors } from "./questionVectors.ts";
import { unranked, type RankedCandidate, type ReadPassage, type Rerank } from "./reranking/reranker.ts";
import type { QuestionHead } from "./reranking/head.ts";
import type { WeightedWord } from "./reranking/weightedWords.ts";

export type SearchMode = "hybrid" | "bm25" | "vector";

/**
 * `question-first` embeds the question's own best keyword candidates where they have no vectors yet; `candidates` embeds
 * nothing and uses the vectors of those alone that `question-first` never leaves out, to measure what it finds at least in
 * a folder that was never embedded.
 */
export type VectorUse = "question-first" | "stored" | "candidates" | "none";

export interface SearchOptions extends UnderstandingOptions {
  readonly mode: SearchMode;
  readonly vectors: VectorUse;
  /** Passages returned, at most. */
  readonly depth: number;
  /** Folds hits that say what a better one says into that one's `alsoIn`; default: false. */
  readonly fold?: boolean;
  /** Whether the outcome keeps what `createExplaining` needs. */
  readonly explain?: boolean;
  readonly signal?: AbortSignal;
}

export interface SearchOutcome extends UnderstoodQuery {
  /** What the query is the name of, then the best. */
  readonly candidates: readonly ExactlyRanked<RankedCandidate>[];
  /** The words with their weights in the folder; none in the modes of a single leg. */
  readonly weighted: readonly WeightedWord[];
  /** The passages that were read for reranking, by passage number; none in the modes of a single leg. */
  readonly read: ReadonlyMap<number, ReadPassage>;
  /** What the candidates were reranked by; absent in the modes of a single leg. */
  readonly head?: QuestionHead;
  /** The question's cosine with the folder as a whole, where it has vectors. */
  readonly background?: number;
  readonly question?: QuantizedVector;
  /** Where it was asked for. */
  readonly legs?: SearchLegs;
  /** Why there are no vectors, where they were wanted; the keyword results stand. */
  readonly failure?: Failure;
}

/** What each leg found by itself, best first, and how the legs were mixed. */
export interface SearchLegs {
  readonly lexical: readonly ScoredPassage[];
  readonly dense: readonly number[];
  /** The dense leg's share of the mixed score, 0 to 1. */
  readonly denseWeight: number;
  /** Passages that were given their vectors for this question. */
  readonly embedded: readonly number[];
  /** Passages that were compared. */
  readonly candidates: number;
  /** An ISO 639-1 code; known only where the folder has vectors in several languages. */
  readonly questionLanguage?: string;
}

export interface SearchParameters {
  /** Candidates taken from each leg. */
  readonly perLeg: number;
  /** The dense leg's share of the mixed score, 0 to 1. */
  readonly denseWeight: number;
  /** Candidates that are reranked. */
  readonly reranked: number;
  /** Share of the score for all the question's words that counts as a full match, where none reaches it. */
  readonly fullMatch: number;
  /** The least lexical score of a page in another language, as a share of its dense one. */
  readonly foreignTrust: number;
  /**
   * How much of what all questions in a language have in common is taken out of a question's vector, 0 to 1, where the
   * folder holds nothing in the question's script; elsewhere none is, for the reranker and the confidence were fitted so.
   */
  readonly questionCentring: number;
  /** Keyword candidates always embedded for a question, and embedded while the time lasts. */
  readonly questionFirstLeast: number;
  readonly questionFirstMost: number;
  readonly questionFirstMilliseconds: number;
  /** With at most this many passages waiting, all are embedded while this time lasts: keywords do not cross languages. */
  readonly wholeFolder: number;
  readonly wholeFolderMilliseconds: number;
}

/** Chosen by `bench/retrieval.ts` over the development sets. */
export const defaultSearchParameters: SearchParameters = {
  perLeg: 100,
  denseWeight: 0.5,
  reranked: 20,
  fullMatch: 0.9,
  foreignTrust: 0.6,
  questionCentring: 0.4,
  questionFirstLeast: 20,
  questionFirstMost: 40,
  questionFirstMilliseconds: 1500,
  wholeFolder: 300,
  wholeFolderMilliseconds: 10_000,
};

/** Finds the passages for a question: keywords by BM25F, meaning by vectors, mixed. */
export function createSearch(ports: {
  readonly index: FolderIndex;
  readonly bm25f: ReturnType<typeof createBm25f>;
  readonly understanding: Understanding;
  readonly embedder: Embedder;
  readonly backlog: EmbedBacklog;
  readonly rerank: Rerank;
  readonly clock: Clock;
  readonly exactMatch: ExactMatch;
  readonly questionCentres: QuestionCentres;
  readonly parameters?: SearchParameters;
}) {
  const { index, bm25f, understanding, embedder, backlog, rerank, clock, exactMatch } = ports;
  const { parameters = defaultSearchParameters } = ports;
  const embedQuestion = createQuestionVectors(embedder);
  const centreQuestion = createQuestionCentring(ports.questionCentres);

  /** Embeds passages a few at a time until none is left or the time is up. */
  async function embedUntil(passages: readonly number[], end: number, signal: AbortSignal | undefined): Promise<void> {
    for (let next = 0; next < passages.length && clock.now() < end; next += inOneGo) {
      await backlog.embedPassages(passages.slice(next, next + inOneGo), signal);
    }
  }

  async function embedOwnCandidates(ranked: readonly ScoredPassage[], signal: AbortSignal | undefined): Promise<void> {
    const start = clock.now();
    const isWaiting = (passage: number): boolean => index.pendingKeyOf(passage) !== undefined;
    const wanted = ranked.slice(0, parameters.questionFirstMost).map(({ passage }) => passage);
    await backlog.embedPassages(wanted.slice(0, parameters.questionFirstLeast).filter(isWaiting), signal);
    const others = wanted.slice(parameters.questionFirstLeast).filter(isWaiting);
    await embedUntil(others, start + parameters.questionFirstMilliseconds, signal);
    if (index.pending().size > parameters.wholeFolder) return;
    const rest = [...index.pending().values()].flatMap((passages) => passages.slice(0, 1));
    await embedUntil(rest, start + parameters.wholeFolderMilliseconds, signal);
  }

  /** What the dense leg says of any passage, its best ones first; `centred` is the question to rank by. */
  function denseLeg(
    question: QuantizedVector,
    centred: QuantizedVector,
    accepts: (passage: number) => boolean,
    { vectors, centres }: DenseView,
  ) {
    const languages = centres.compare(centred);
    // Centring takes the question's own language out of it too.
    const own = centres.compare(question)?.own;
    // Centred similarities lie about the folder's mean as cosines do.
    const shift = centres.background(question) - centres.background(centred);
    const correctionOf = (passage: number): number => languages?.corrections.get(index.languageOf(passage)) ?? 0;
    const correction = languages === undefined ? undefined : correctionOf;
    return {
      nearest: vectors.nearest(centred, parameters.perLeg, accepts, correction).map(({ passage }) => passage),
      questionLanguage: own,
      scoresOf(passage: number): Pick<Candidate, "cosine" | "similarity" | "foreign"> {
        const cosine = vectors.cosine(passage, question);
        const similarity = vectors.cosine(passage, centred);
        if (cosine === undefined || similarity === undefined) return {};
        const foreign = own !== undefined && index.languageOf(passage) !== own;
        return { cosine, similarity: similarity + shift + correctionOf(passage), foreign };
      },
    };
  }

  /** Whether the folder holds anything in the script that a question is mostly written in. */
  function isScriptKnown(question: string): boolean {
    const { script } = dominantScript(question);
    return [...index.languages().keys()].some((language) => scriptOfLanguage(language) === script);
  }

  /** The last order of fused candidates: what the query names, then a single leg's own order, or the reranker's. */
  function order(
    { query: { text }, words }: UnderstoodQuery,
    fused: readonly FusedCandidate[],
    exact: ReadonlyMap<number, ExactKind>,
    { mode, depth }: SearchOptions,
    background?: number,
  ): Pick<SearchOutcome, "candidates" | "weighted" | "read" | "head" | "background"> {
    const ordered =
      mode === "hybrid"
        ? rerank(text, words, exactFirst(fused, exact), background)
        : { candidates: fused.map(unranked), weighted: [], read: new Map<number, ReadPassage>() };
    return {
      ...ordered,
      candidates: exactFirst(ordered.candidates, exact).slice(0, depth),
      ...(background === undefined ? {} : { background }),
    };
  }

  return {
    async search(query: string, options: SearchOptions): Promise<SearchOutcome> {
      const { mode, vectors, depth, explain = false, signal } = options;
      const asked = understanding.understand(query, options);
      const { understood, accepts } = asked;
      if (!asked.isSearchable) {
        const candidates = asked.list(depth);
        const legs = { lexical: [], dense: [], denseWeight: 0, embedded: [], candidates: candidates.length };
        const { read, weighted, head } = rerank(understood.query.text, understood.words, candidates);
        return {
          ...understood,
          candidates: candidates.map(unranked),
          read,
          weighted,
          head,
          ...(explain ? { legs } : {}),
        };
      }
      const { words } = understood;
      const { text } = understood.query;
      const wantsVectors = mode !== "bm25" && vectors !== "none" && (mode === "vector" || asked.hasMeaning);
      const embedding = wantsVectors ? embedQuestion(text, signal) : undefined;
      const scores = mode === "vector" ? undefined : asked.score();
      const exact = exactMatch.find(text, words, scores, accepts);
      const lexical = withExact(scores?.best(Math.max(depth, parameters.perLeg), accepts) ?? [], exact, scores);
      const embedded = await embedding;
      signal?.throwIfAborted();
      if (embedded?.ok !== true) {
        const fused = fuse(
          lexical.map(({ passage, score }) => ({ passage, lexical: score })),
          { weight: 0 },
        );
        const legs = { lexical, dense: [], denseWeight: 0, embedded: [], candidates: lexical.length };
        return {
          ...understood,
          ...order(understood, fused, exact, options),
          ...(explain ? { legs } : {}),
          ...(embedded === undefined ? {} : { failure: embedded.failure }),
        };
      }
      const waiting = explain ? [...index.pending().values()].flat() : [];
      if (vectors === "question-first" && index.pending().size > 0) await embedOwnCandidates(lexical, signal);
      signal?.throwIfAborted();
      const question = embedded.value;
      const own = lexical.slice(0, parameters.questionFirstLeast).map(({ passage }) => passage);
      const view = vectors === "candidates" ? onlyVectorsOf(own, index, question.values.length) : index;
      const centring = isScriptKnown(text) ? 0 : parameters.questionCentring;
      const centred = await centreQuestion(text, question, centring, signal);
      const dense = denseLeg(question, centred, accepts, view);
      const passages = new Set([...lexical.map(({ passage }) => passage), ...dense.nearest]);
      const candidates = Array.from(passages, (passage) => ({
        passage,
        lexical: scores?.scoreOf(passage) ?? 0,
        ...dense.scoresOf(passage),
      }));
      const weight = mode === "vector" ? 1 : parameters.denseWeight;
      const lexicalTop = parameters.fullMatch * bm25f.fullScore(words);
      const legs: SearchLegs = {
        lexical,
        dense: dense.nearest,
        denseWeight: weight,
        embedded: waiting.filter((passage) => index.pendingKeyOf(passage) === undefined),
        candidates: candidates.length,
        ...(dense.questionLanguage === undefined ? {} : { questionLanguage: dense.questionLanguage }),
      };
      const fused = fuse(candidates, { weight, lexicalTop, foreignTrust: parameters.foreignTrust });
      return {
        ...understood,
        ...order(understood, fused, exact, options, view.centres.background(question)),
        question,
        ...(explain ? { legs } : {}),
      };
    },
  };
}

/** Candidates embedded between two looks at the clock. */
const inOneGo = 4;
