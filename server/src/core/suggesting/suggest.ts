import type { Answer } from "../answering/answer.ts";
import type { TextRange } from "../documents/document.ts";
import { questionKey } from "../evaluation/making/chooseDrafts.ts";
import type { Draft } from "../evaluation/making/madeQuestion.ts";
import { makingLanguages } from "../evaluation/making/makingLanguages.ts";
import type { ReadPage } from "../evaluation/making/readPages.ts";
import { stableHash } from "../evaluation/making/split.ts";
import { createSentenceSplitter } from "../language/sentences.ts";
import type { FileRecord } from "../ports.ts";
import { draftsNear, suggestionDrafts } from "./suggestionDrafts.ts";

/** A question that the folder answers. */
export interface Suggestion {
  readonly question: string;
  /** Of the page that answers, an ISO 639-1 code. */
  readonly language: string;
}

/** Where an answer stands: a file's path and the range of the words. */
export interface AnsweredPlace extends TextRange {
  readonly path: string;
}

export interface SuggestOptions {
  readonly limit: number;
  /** What is not suggested again. */
  readonly asked: readonly string[];
  /** The places of the answer before, the best first; without them, questions to begin with. */
  readonly near: readonly AnsweredPlace[];
  /** The language that goes first where the folder holds it, an ISO 639-1 code. */
  readonly language: string;
  /** The least probability at which an answer counts, 0 to 1. */
  readonly threshold: number;
  /** Awaited before each question that is tried. */
  readonly giveWay: () => Promise<void>;
  readonly signal: AbortSignal;
}

/** Bounds of one request: pages read, questions asked of the index, and of those of one page. */
const mostPages = 12;
const mostPagesNear = 3;
const mostTried = 20;
const mostTriedOfPage = 4;
/** Languages that questions to begin with are taken from, besides the preferred one. */
const mostLanguages = 4;
/** Questions whose outcome is remembered while the index stays the same. */
const mostRemembered = 500;

/** Pages that ask questions themselves ask the most natural ones. */
const asksItself = ({ path, title }: FileRecord): boolean =>
  /(?<!\p{L})(?:faq|q&a|questions)(?!\p{L})/iu.test(`${path} ${title}`);

const byPlace = (a: FileRecord, b: FileRecord): number =>
  Number(asksItself(b)) - Number(asksItself(a)) || stableHash(a.path) - stableHash(b.path);

/**
 * Builds the suggesting of questions: made from headings, definitions and questions of pages, and kept only where the
 * index, asked, answers them from the very words that they were made from.
 */
export function createSuggesting(ports: {
  readonly files: { all(): Iterable<FileRecord>; byPath(path: string): FileRecord | undefined };
  readonly readPage: ReadPage;
  readonly ask: (question: string, threshold: number, signal: AbortSignal) => Promise<Answer>;
  readonly pendingPassages: () => number;
}) {
  const { files, readPage, ask, pendingPassages } = ports;
  const splitter = createSentenceSplitter();
  let outcomes: { readonly generation: string; readonly answered: Map<string, boolean> } | undefined;

  /** What was tried of this state of the index. */
  function remembered(threshold: number): Map<string, boolean> {
    let sum = 0;
    for (const { id, contentHash } of files.all()) sum = (sum + stableHash(`${id} ${contentHash}`)) >>> 0;
    const generation = `${sum} ${pendingPassages() === 0} ${threshold}`;
    if (outcomes?.generation !== generation) outcomes = { generation, answered: new Map() };
    return outcomes.answered;
  }

  /** Files of each language in turn, the preferred language first, then the most written ones; of each, FAQ pages first. */
  function pagesInTurns(preferred: string): readonly FileRecord[] {
    const byLanguage = Map.groupBy([...files.all()], ({ language }) => language);
    const isFirst = (language: string): number => Number(language !== preferred);
    const groups = [...byLanguage]
      .sort(([a, one], [b, other]) => isFirst(a) - isFirst(b) || other.length - one.length)
      .slice(0, mostLanguages)
      .map(([, own]) => own.sort(byPlace));
    return Array.from({ length: mostPages }, (_, turn) => groups.flatMap((group) => group[turn] ?? []))
      .flat()
      .slice(0, mostPages);
  }

  return async function suggest(options: SuggestOptions): Promise<readonly Suggestion[]> {
    const { limit, asked, near, threshold, giveWay, signal } = options;
    const answered = remembered(threshold);
    const taken = new Set(asked.map(questionKey));
    const saidAlready: AnsweredPlace[] = [...near];
    const found: Suggestion[] = [];
    let tried = 0;

    async function isAnswered(draft: Draft): Promise<boolean> {
      const key = `${draft.path}\n${draft.question}`;
      const known = answered.get(key);
      if (known !== undefined) return known;
      tried += 1;
      await giveWay();
      signal.throwIfAborted();
      const { abstained, citations } = await ask(draft.question, threshold, signal);
      const fromThere = citations.some(({ path, startOffset: start, endOffset: end }) =>
        draft.answers.some((answer) => path === draft.path && overlap(answer, { start, end })),
      );
      if (answered.size < mostRemembered) answered.set(key, !abstained && fromThere);
      return !abstained && fromThere;
    }

    async function takeFrom(drafts: readonly Draft[], most: number): Promise<void> {
      const [before, triedBefore] = [found.length, tried];
      for (const draft of drafts) {
        const isEnough = isDone() || found.length - before >= most;
        if (isEnough || tried - triedBefore >= Math.max(mostTriedOfPage, 2 * most)) return;
        const { path, language, question, answers } = draft;
        const said = saidAlready.some((place) => place.path === path && answers.some((one) => overlap(one, place)));
        if (said || taken.has(questionKey(question)) || !(await isAnswered(draft))) continue;
        taken.add(questionKey(question));
        saidAlready.push(...answers.map((range) => ({ ...range, path })));
        found.push({ question, language });
      }
    }

    const isDone = (): boolean => found.length >= limit || tried >= mostTried;

    async function readDrafts(file: FileRecord | undefined) {
      const page = file === undefined ? undefined : await readPage(file);
      return page === undefined ? undefined : { page, drafts: suggestionDrafts(page, splitter, makingLanguages) };
    }

    async function suggestToBegin(): Promise<readonly Suggestion[]> {
      for (const file of pagesInTurns(options.language)) {
        if (isDone()) break;
        await takeFrom((await readDrafts(file))?.drafts ?? [], 1);
      }
      // A page of the preferred language may have come second, where its first one answered nothing.
      const isPreferred = ({ language }: Suggestion): number => Number(language === options.language);
      return found.sort((a, b) => isPreferred(b) - isPreferred(a));
    }

    /** From the pages of the answer's places, the best one's first. */
    async function suggestNear(): Promise<readonly Suggestion[]> {
      const firstOfEach = near.filter(({ path }, at) => near.findIndex((other) => other.path === path) === at);
      for (const place of firstOfEach.slice(0, mostPagesNear)) {
        if (isDone()) break;
        const read = await readDrafts(files.byPath(place.path));
        if (read !== undefined) await takeFrom(draftsNear(read.drafts, read.page, place), limit);
      }
      return found;
    }

    return near.length === 0 ? suggestToBegin() : suggestNear();
  };
}

const overlap = (a: TextRange, b: TextRange): boolean => a.start < b.end && b.start < a.end;
