import type { ExpectedPlace, FoundPassage, JudgedQuestion } from "./evaluate.ts";
import type { Question } from "./judgedSet.ts";
import type { Verdict } from "./judgements.ts";

/** Judged words where they stand now. */
export interface PlacedJudgement extends ExpectedPlace {
  readonly verdict: Verdict;
  readonly start: number;
  readonly end: number;
}

type Span = Pick<FoundPassage, "start" | "end">;

const overlap = (a: Span, b: Span): number => Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));

/**
 * A question measured by passages: each passage of a ranking is a unit, and right words stand for the passage that holds
 * most of them, so that two right sentences of one passage are found together. Undefined where no right words are left.
 */
export function preparePassageQuestion(
  { id, text }: Question,
  judgements: readonly PlacedJudgement[],
  { passagesOf }: { passagesOf(path: string): readonly Span[] },
): JudgedQuestion | undefined {
  const right = judgements
    .filter(({ verdict }) => verdict === "right")
    .map((judgement) => ({ ...judgement, unit: unitOfWords(judgement, passagesOf(judgement.path)) }));
  const wrong = judgements.filter(({ verdict }) => verdict === "wrong");
  if (right.length === 0) return undefined;
  const unitOf = (passage: FoundPassage): string => {
    const [best] = right
      .map((words) => ({ words, shared: words.path === passage.path ? overlap(words, passage) : 0 }))
      .filter(({ shared }) => shared > 0)
      .sort((a, b) => b.shared - a.shared);
    return best?.words.unit ?? unitName(passage.path, passage);
  };
  return {
    id,
    text,
    grades: new Map(right.map(({ unit }) => [unit, 1])),
    unitOf,
    isWrong: (passage) => wrong.some((words) => words.path === passage.path && overlap(words, passage) > 0),
    expected: right.map(({ path, start, end, isIndexed }) => ({ path, start, end, isIndexed })),
  };
}

const unitName = (path: string, { start }: Span): string => `${path}#${start}`;

function unitOfWords(words: PlacedJudgement, passages: readonly Span[]): string {
  const [best] = passages.toSorted((a, b) => overlap(b, words) - overlap(a, words));
  return unitName(words.path, best !== undefined && overlap(best, words) > 0 ? best : words);
}
