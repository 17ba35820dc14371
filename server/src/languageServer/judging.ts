import { t } from "@vscode/l10n";
import type {
  JudgedView,
  JudgedWords,
  JudgeParams,
  Verdict,
  VerdictsParams,
} from "../../../protocol/evaluationMessages.ts";
import { anchorQuote } from "../core/answering/anchor.ts";
import { createLineIndex } from "../core/documents/lines.ts";
import { readQuestions } from "../core/evaluation/judgedSet.ts";
import { readJudgements } from "../core/evaluation/judgements.ts";
import { findQuestion, normaliseQuestion, verdictOn, type JudgementChange } from "../core/evaluation/ownSet.ts";
import type { Clock, Hash } from "../core/ports.ts";
import { failureFor, valueOf } from "./failures.ts";
import type { Folders } from "./folders.ts";
import type { OpenIndex } from "./openIndex.ts";
import type { OwnSet } from "./ownSet.ts";
import { contextAfter, contextBefore, createFolderViews, offsetAt } from "./views.ts";

/** Judgements that can be taken back one by one. */
const mostUndone = 50;

/** A document's words as they stand now. */
type PlacedWords = Pick<JudgementChange, "words" | "text">;

/** Keeps what a person says of results as answers to their questions. */
export function createJudging(ports: {
  readonly folders: Folders;
  readonly ownSet: OwnSet;
  readonly clock: Clock;
  readonly hash: Hash;
  readonly onChange: () => void;
}) {
  const { folders, ownSet, clock, hash, onChange } = ports;
  const undos: JudgeParams[] = [];

  /** Finds the words in the folder that they lie in; undefined where there is no such document. */
  async function locate(words: JudgedWords): Promise<PlacedWords | undefined> {
    for (const { session, path } of folders.holding(words.place.uri)) {
      await session.settled();
      const placed = await session.use((index) => placeIn(index, path, words));
      if (placed !== undefined) return placed;
    }
    return undefined;
  }

  async function placeIn(index: OpenIndex, path: string, words: JudgedWords): Promise<PlacedWords | undefined> {
    const [text, read] = await Promise.all([index.readText(path), index.workspace.read(path)]);
    if (text === undefined || !read.ok) return undefined;
    const lines = createLineIndex(text);
    const { range } = words.place;
    const startOffset = offsetAt(lines, range.start);
    const quote = words.quote ?? text.slice(startOffset, offsetAt(lines, range.end));
    const anchor = anchorQuote({ ...words, text, quote, startOffset });
    const { start, end } = anchor.kind === "gone" ? { start: startOffset, end: startOffset + quote.length } : anchor;
    const shown = await createFolderViews(index, folders.all().length > 1).place(path, { start, end });
    return {
      text,
      words: {
        path: shown.path,
        start,
        end,
        quote: anchor.kind === "gone" ? quote : text.slice(start, end),
        before: contextBefore(text, start),
        after: contextAfter(text, end),
        contentHash: hash(read.value),
        judgedAt: new Date(clock.wallTime()).toISOString(),
      },
    };
  }

  async function judge({
    question,
    words,
    verdict,
  }: JudgeParams): Promise<{ view: JudgedView; before: Verdict | null }> {
    const placed = await locate(words);
    if (placed === undefined || placed.words.quote.trim() === "") throw failureFor(goneText(words));
    const isThere = placed.text?.startsWith(placed.words.quote, placed.words.start) === true;
    if (verdict !== null && !isThere) throw failureFor(goneText(words));
    const folder = await ownSet.folder();
    const [before = null] = await verdictsOf({ question, words: [words] });
    const texts = valueOf(await folder.judge({ question, verdict: verdict ?? undefined, ...placed }));
    onChange();
    const questions = readQuestions("", texts.questions).value.length;
    return { before, view: { question: normaliseQuestion(question), path: placed.words.path, verdict, questions } };
  }

  async function verdictsOf({ question, words }: VerdictsParams): Promise<readonly (Verdict | null)[]> {
    const texts = valueOf(await (await ownSet.folder()).read());
    const questionId = findQuestion(texts, question);
    if (questionId === undefined) return words.map(() => null);
    const judgements = readJudgements("", texts.judgements).value;
    return Promise.all(
      words.map(async (each) => {
        const placed = await locate(each);
        return placed === undefined ? null : (verdictOn(judgements, questionId, placed.words, placed.text) ?? null);
      }),
    );
  }

  return {
    /** @throws a `ResponseError` that says why where the words are gone or the set cannot be written. */
    async judge(params: JudgeParams): Promise<JudgedView> {
      const { view, before } = await judge(params);
      undos.push({ ...params, verdict: before });
      undos.splice(0, undos.length - mostUndone);
      return view;
    },
    async undoJudgement(): Promise<JudgedView | null> {
      const undo = undos.pop();
      return undo === undefined ? null : (await judge(undo)).view;
    },
    verdicts: verdictsOf,
  };
}

const goneText = ({ place }: JudgedWords): string =>
  t("The words are gone from {0}, and cannot be judged. Ask again to see what stands there now.", place.path);
