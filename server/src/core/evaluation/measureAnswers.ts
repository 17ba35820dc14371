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

export interface MeasureAnswersOptions {
  readonly vectors: SearchOptions["vectors"];
  readonly signal?: AbortSignal;
  /** Called after each question. */
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Answers every question whose answer a set knows, without a model, and compares; undefined where it knows none.
 *
 * @throws the signal's reason when it aborts.
 */
export async function measureAnswers(
  service: Pick<Service, "extract" | "bestAnswer">,
  questions: readonly Question[],
  golds: GoldAnswers,
  { signal, onProgress, vectors }: MeasureAnswersOptions,
): Promise<AnswerFigures | undefined> {
  const known = questions.flatMap(({ id, text }) => {
    const gold = golds.get(id);
    return gold === undefined ? [] : [{ text, gold }];
  });
  const results: AnswerResult[] = [];
  for (const { text, gold } of known) {
    signal?.throwIfAborted();
    results.push(scoreAnswer(await answer(service, text, vectors, signal), gold));
    onProgress?.(results.length, known.length);
  }
  return summariseAnswers(results);
}

async function answer(
  service: Pick<Service, "extract" | "bestAnswer">,
  question: string,
  vectors: SearchOptions["vectors"],
  signal: AbortSignal | undefined,
): Promise<GivenAnswer> {
  const extraction = await service.extract(question, { vectors, ...(signal === undefined ? {} : { signal }) });
  const { confidence } = extraction;
  const best = service.bestAnswer(question, extraction);
  if (best === undefined) return { exact: "", sentence: "", shown: "", confidence };
  const { passage, exact, sentence, shown } = best;
  const textOf = ({ start, end }: TextRange): string => passage.text.slice(start, end);
  return { exact: textOf(exact), sentence: textOf(sentence), shown: textOf(shown), confidence };
}
