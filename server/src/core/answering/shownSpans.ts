import type { TextRange } from "../documents/document.ts";
import { listAround, tableHead, withAnnounced } from "./blocks.ts";
import type { QuotedSpan } from "./cite.ts";
import type { RankedSentence } from "./extract.ts";
import type { QuestionType } from "./questions/questionLanguage.ts";
import { windowAround } from "./window.ts";

/** What is shown of one place. */
export interface ShownSpan extends QuotedSpan {
  readonly sentence: RankedSentence;
  /** The head of the table that it is a row of. */
  readonly head?: TextRange;
  /** Whether more than the sentence is shown: a list, or what it announces. */
  readonly isBlock: boolean;
}

/** Sentences shown at most. */
const mostSentences = 3;
/** No more are added once it is this probable that those chosen answer, if any does. */
const enough = 0.7;
/** A further sentence must be at least this probable, compared with the best one. */
const furtherShare = 0.2;
/** Longer sentences are shown as the only one. */
const longestFurther = 600;

const wordSet = (text: string): ReadonlySet<string> => new Set(text.toLowerCase().match(/[\p{L}\p{N}\p{M}]+/gu) ?? []);

/** Whether two texts say the same in the same words. */
export function isAlike(a: string, b: string): boolean {
  const [left, right] = [wordSet(a), wordSet(b)];
  const common = [...left].filter((word) => right.has(word)).length;
  return common / Math.max(1, Math.min(left.size, right.size)) > 0.8;
}

export const textOf = ({ passage, start, end }: QuotedSpan): string => passage.text.slice(start, end);

/** The sentences that answer: as many as are needed for it to be probable that one of them does, three at most. */
export function chooseSentences(ranked: readonly RankedSentence[]): readonly RankedSentence[] {
  const [best] = ranked;
  if (best === undefined) return [];
  const chosen = [best];
  let share = best.share;
  for (const candidate of ranked.slice(1)) {
    if (chosen.length === mostSentences || share >= enough || candidate.share < furtherShare * best.share) break;
    if (candidate.end - candidate.start > longestFurther) continue;
    if (chosen.some((other) => isAlike(textOf(other), textOf(candidate)))) continue;
    chosen.push(candidate);
    share += candidate.share;
  }
  return chosen;
}

/** @param isUnsure whether the sentence is shown with its neighbours. */
function spanOf(
  sentence: RankedSentence,
  type: QuestionType,
  ranked: readonly RankedSentence[],
  isUnsure: boolean,
): ShownSpan {
  const { passage, place } = sentence;
  const block = withAnnounced(passage, place) ?? (type === "steps" ? listAround(passage, place) : undefined);
  if (block !== undefined) return { ...block, passage, sentence, isBlock: true };
  const head = tableHead(passage, place);
  const { start, end } = isUnsure && head === undefined ? windowAround(sentence, ranked) : sentence;
  return { passage, start, end, sentence, isBlock: false, ...(head === undefined ? {} : { head }) };
}

/**
 * What is shown of the chosen sentences, the best one with its neighbours where it alone is not probable enough; in the
 * order of their passages and then of reading, nothing twice.
 */
export function shownSpans(
  chosen: readonly RankedSentence[],
  type: QuestionType,
  ranked: readonly RankedSentence[] = chosen,
): readonly ShownSpan[] {
  const spans = chosen.map((sentence, at) => spanOf(sentence, type, ranked, at === 0 && sentence.share < enough));
  return spans
    .filter(({ passage, start, end }, at) =>
      spans.every(
        (other, place) =>
          place === at ||
          other.passage.id !== passage.id ||
          other.start > start ||
          other.end < end ||
          (other.start === start && other.end === end && place > at),
      ),
    )
    .toSorted((a, b) => a.sentence.rank - b.sentence.rank || a.start - b.start);
}
