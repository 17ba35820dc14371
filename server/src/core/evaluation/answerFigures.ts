import { auroc } from "./auroc.ts";
import { bootstrapInterval, mean, type Interval } from "./bootstrap.ts";
import type { GoldAnswer } from "./goldAnswers.ts";
import { tokenF1 } from "./tokenF1.ts";

/** What was answered, as `answers` gives it. */
export interface GivenAnswer {
  /** The exact part; the whole sentence where that answers. */
  readonly exact: string;
  readonly sentence: string;
  /** What a person sees around it. */
  readonly shown: string;
  /** 0 to 1. */
  readonly confidence: number;
}

/** How one question was answered. */
export interface AnswerResult {
  readonly answerable: boolean;
  readonly madeBy?: string;
  readonly confidence: number;
  /** 1 where a right answer stands in the text shown, or in the best sentence, else 0; the exact part's token F1. */
  readonly scores?: Readonly<Record<AnswerMetric, number>>;
}

export const answerMetrics = ["shown", "sentence", "exactF1"] as const;
export type AnswerMetric = (typeof answerMetrics)[number];

/** Means over the questions that have an answer, with the middle 95 % under resampling. */
export interface AnswerMeans {
  readonly questions: number;
  readonly figures: Readonly<Record<AnswerMetric, number>>;
  readonly intervals: Readonly<Record<AnswerMetric, Interval>>;
}

export interface AnswerFigures extends AnswerMeans {
  readonly unanswerable: number;
  /** How often confidence is higher for a question with an answer than for one without; undefined without either. */
  readonly auroc: number | undefined;
  /** By what questions were made from; empty where none were made. */
  readonly kinds: ReadonlyMap<string, AnswerMeans>;
}

/** Compares an answer with those that are right. */
export function scoreAnswer(given: GivenAnswer, gold: GoldAnswer): AnswerResult {
  const common = {
    answerable: gold.answerable,
    confidence: given.confidence,
    ...(gold.madeBy === undefined ? {} : { madeBy: gold.madeBy }),
  };
  if (!gold.answerable || gold.answers.length === 0) return common;
  const held = (text: string): number => (gold.answers.some((words) => holds(text, words)) ? 1 : 0);
  const exactF1 = Math.max(...gold.answers.map((words) => tokenF1(given.exact, words)));
  return { ...common, scores: { shown: held(given.shown), sentence: held(given.sentence), exactF1 } };
}

/** Sums up how questions were answered; undefined where none has an answer to compare with. */
export function summariseAnswers(results: readonly AnswerResult[]): AnswerFigures | undefined {
  if (!results.some(({ scores }) => scores !== undefined)) return undefined;
  const [positive, negative] = [true, false].map((wanted) =>
    results.filter(({ answerable }) => answerable === wanted).map(({ confidence }) => confidence),
  );
  const bothKinds = positive !== undefined && negative !== undefined && positive.length > 0 && negative.length > 0;
  const made = Map.groupBy(
    results.filter(({ scores }) => scores !== undefined),
    ({ madeBy }) => madeBy ?? "",
  );
  made.delete("");
  return {
    ...meansOf(results),
    unanswerable: negative?.length ?? 0,
    auroc: bothKinds ? auroc(positive, negative) : undefined,
    kinds: new Map([...made].map(([kind, own]) => [kind, meansOf(own)])),
  };
}

function meansOf(results: readonly AnswerResult[]): AnswerMeans {
  const scores = results.flatMap((result) => result.scores ?? []);
  const each = <T>(of: (values: readonly number[]) => T): Readonly<Record<AnswerMetric, T>> => ({
    shown: of(scores.map(({ shown }) => shown)),
    sentence: of(scores.map(({ sentence }) => sentence)),
    exactF1: of(scores.map(({ exactF1 }) => exactF1)),
  });
  return { questions: scores.length, figures: each(mean), intervals: each((values) => bootstrapInterval(values)) };
}

const folded = (text: string): string => text.normalize("NFKC").toLowerCase().replace(/\s+/gu, " ").trim();

/** Whether words stand in a text, whatever the case and the spacing; `5` does not stand in `150`. */
function holds(text: string, words: string): boolean {
  const [within, wanted] = [folded(text), folded(words)];
  for (let at = within.indexOf(wanted); at >= 0; at = within.indexOf(wanted, at + 1)) {
    const end = at + wanted.length;
    const isCut = (left: number): boolean => /^\p{N}{2}$/u.test(within.slice(left, left + 2)) && left >= 0;
    if (!isCut(at - 1) && !isCut(end - 1)) return true;
  }
  return false;
}
