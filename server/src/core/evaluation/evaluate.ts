import { deepest, firstRelevant, scoreRanking, type Figures, type Grades } from "./metrics.ts";
import { success, type Result } from "../result.ts";

/** Ways to search, compared with each other. `question-first` is measured as in a folder that was never embedded. */
export const evaluationModes = ["bm25", "vector", "hybrid", "question-first"] as const;

export type EvaluationMode = (typeof evaluationModes)[number];

/** A passage that a search found; offsets count in its file. */
export interface FoundPassage {
  /** As the set names documents: relative to the folder, with `/`. */
  readonly path: string;
  readonly start: number;
  readonly end: number;
}

/** Passages for a question, best first; enough of them for 100 documents. Fails where the mode's vectors cannot be had. */
export type Find = (
  question: string,
  mode: EvaluationMode,
  signal: AbortSignal | undefined,
) => Promise<Result<readonly FoundPassage[]>>;

/** A question with what is right for it, in units: documents, or passages that were judged. */
export interface JudgedQuestion {
  readonly id: string;
  readonly text: string;
  /** Above 0, by unit. */
  readonly grades: Grades;
  /** The unit that a passage stands for in a ranking. */
  unitOf(passage: FoundPassage): string;
  /** Whether a passage was judged wrong. */
  isWrong(passage: FoundPassage): boolean;
  /** Where the answers stand, for showing; the best first. */
  readonly expected: readonly ExpectedPlace[];
}

/** A right document, or the right stretch of one. */
export interface ExpectedPlace {
  readonly path: string;
  readonly start?: number;
  readonly end?: number;
  /** Whether it is among the documents that are searched. */
  readonly isIndexed: boolean;
}

/** How one mode did on one question. */
export interface ModeResult {
  readonly figures: Figures;
  /** Place of the first right unit, from 1; undefined where it is not among the first hundred. */
  readonly place: number | undefined;
  /** What it put first. */
  readonly first: FoundPassage | undefined;
  /** Whether that was judged wrong. */
  readonly isFirstWrong: boolean;
}

export interface QuestionResult {
  readonly id: string;
  readonly text: string;
  readonly expected: readonly ExpectedPlace[];
  readonly modes: ReadonlyMap<EvaluationMode, ModeResult>;
}

export interface EvaluateOptions {
  readonly modes: readonly EvaluationMode[];
  readonly find: Find;
  readonly signal?: AbortSignal;
  /** Called after each question. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Awaited before each search, so that what is more urgent goes first. */
  readonly giveWay?: () => Promise<void>;
}

/**
 * Asks every question in every mode and scores the rankings; fails with the first search that fails.
 *
 * @throws the signal's reason when it aborts.
 */
export async function evaluate(
  questions: readonly JudgedQuestion[],
  { modes, find, signal, onProgress, giveWay }: EvaluateOptions,
): Promise<Result<readonly QuestionResult[]>> {
  const results: QuestionResult[] = [];
  for (const question of questions) {
    const byMode = new Map<EvaluationMode, ModeResult>();
    for (const mode of modes) {
      await giveWay?.();
      signal?.throwIfAborted();
      const found = await find(question.text, mode, signal);
      if (!found.ok) return found;
      byMode.set(mode, scoreMode(question, found.value));
    }
    const { id, text, expected } = question;
    results.push({ id, text, expected, modes: byMode });
    onProgress?.(results.length, questions.length);
  }
  return success(results);
}

function scoreMode({ grades, unitOf, isWrong }: JudgedQuestion, found: readonly FoundPassage[]): ModeResult {
  const ranked = [...new Set(found.map(unitOf))].slice(0, deepest);
  const [first] = found;
  return {
    figures: scoreRanking(ranked, grades),
    place: firstRelevant(ranked, grades),
    first,
    isFirstWrong: first !== undefined && isWrong(first),
  };
}
