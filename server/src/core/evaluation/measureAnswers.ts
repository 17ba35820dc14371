import type { TextRange } from "../documents/document.ts";
import type { SearchOptions } from "../search/search.ts";
import type { Service } from "../service.ts";
import {
  scoreAnswer,
  summariseAnswers,
  type AnswerFigures,
  type AnswerResult,
  type GivenAnswer,
} from "./answerFigures.ts";
import type { GoldAnswers } from "./goldAnswers.ts";
import type { Question } from "./judgedSet.ts";

/** Answers a question for measuring. */
export type GiveAnswer = (question: string, signal?: AbortSignal) => Promise<GivenAnswer>;

export interface MeasureAnswersOptions {
  readonly answer: GiveAnswer;
  readonly signal?: AbortSignal;
  /** Awaited before each question, so that what is more urgent goes first. */
  readonly giveWay?: () => Promise<void>;
  /** Called after each question. */
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Answers every question whose answer a set knows, without a model, and compares; undefined where it knows none.
 *
 * @throws the signal's reason when it aborts.
 */
export async function measureAnswers(
  questions: readonly Question[],
  golds: GoldAnswers,
  { answer, signal, giveWay = async () => undefined, onProgress }: MeasureAnswersOptions,
): Promise<AnswerFigures | undefined> {
  const known = questions.flatMap(({ id, text }) => {
    const gold = golds.get(id);
    return gold === undefined ? [] : [{ text, gold }];
  });
  const results: AnswerResult[] = [];
  for (const { text, gold } of known) {
    await giveWay();
    signal?.throwIfAborted();
    results.push(scoreAnswer(await answer(text, signal), gold));
    onProgress?.(results.length, known.length);
  }
  return summariseAnswers(results);
}

/** The answers of one folder. */
export const answerInService =
  (service: Pick<Service, "extract" | "bestAnswer">, vectors: SearchOptions["vectors"]): GiveAnswer =>
  async (question, signal) => {
    const extraction = await service.extract(question, { vectors, ...(signal === undefined ? {} : { signal }) });
    const { confidence } = extraction;
    const best = service.bestAnswer(question, extraction);
    if (best === undefined) return { exact: "", sentence: "", shown: "", confidence };
    const { passage, exact, sentence, shown } = best;
    const textOf = ({ start, end }: TextRange): string => passage.text.slice(start, end);
    return { exact: textOf(exact), sentence: textOf(sentence), shown: textOf(shown), confidence };
  };
