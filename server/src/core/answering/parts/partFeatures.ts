import type { CandidatePart } from "./candidateParts.ts";
import type { MarkedWord } from "./markedWords.ts";

/** What is known of a stretch of the answering sentence as the exact answer, besides its kind and the question's. */
export interface PartFeatures {
  /** How near the question's words stand, each falling off by a third a word; 0 to 1. */
  readonly nearness: number;
  /** The same of what stands right before it alone. */
  readonly follows: number;
  /** Logarithm of its length in words, and the square of that. */
  readonly length: number;
  readonly lengthSquared: number;
  /** Share of its words that the question holds. */
  readonly asked: number;
  /** 1 where it begins or ends with a word of grammar. */
  readonly functionFirst: number;
  readonly functionLast: number;
  /** 1 where it begins or ends at a mark. */
  readonly opensClause: number;
  readonly closesClause: number;
  /** Share of its words that are names, and that are numbers. */
  readonly names: number;
  readonly numbers: number;
  /** Words of its kind right beside it that it leaves out: a name or a number cut in two. */
  readonly cutsName: number;
  /** Where in the sentence it stands, 0 to 1. */
  readonly position: number;
}

const reach = 8;
const fall = 0.67;

/** The features of one stretch of a sentence. */
export function partFeatures({ first, last }: CandidatePart, words: readonly MarkedWord[]): PartFeatures {
  const own = words.slice(first, last + 1);
  const share = (test: (word: MarkedWord) => boolean): number => own.filter(test).length / Math.max(1, own.length);
  let [before, after, most] = [0, 0, 0];
  for (let distance = 1; distance <= reach; distance += 1) {
    const weight = fall ** (distance - 1);
    most += weight;
    if (isTelling(words[first - distance])) before += weight;
    if (isTelling(words[last + distance])) after += weight;
  }
  const length = Math.log(own.length);
  const [left, right] = [words[first - 1], words[last + 1]];
  const next = (word: MarkedWord | undefined, edge: MarkedWord | undefined, opens: boolean | undefined): boolean =>
    word !== undefined &&
    opens !== true &&
    ((word.isName && edge?.isName === true) || (word.isNumber && edge?.isNumber === true));
  const cutsLeft = next(left, own[0], own[0]?.opensClause);
  const cutsRight = next(right, own.at(-1), right?.opensClause);
  return {
    nearness: Math.max(before, after) / most,
    follows: before / most,
    length,
    lengthSquared: length ** 2,
    asked: share(({ isAsked }) => isAsked),
    functionFirst: own[0]?.isFunction === true ? 1 : 0,
    functionLast: own.at(-1)?.isFunction === true ? 1 : 0,
    opensClause: first === 0 || own[0]?.opensClause === true ? 1 : 0,
    closesClause: right === undefined || right.opensClause ? 1 : 0,
    names: share(({ isName }) => isName),
    numbers: share(({ isNumber, isTime }) => isNumber || isTime),
    cutsName: (cutsLeft ? 1 : 0) + (cutsRight ? 1 : 0),
    position: words.length > 1 ? first / (words.length - 1) : 0,
  };
}

/** Whether a word is one of the question's that mean something. */
const isTelling = (word: MarkedWord | undefined): boolean => word?.isAsked === true && !word.isFunction;
