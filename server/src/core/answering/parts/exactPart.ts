import type { Analyser } from "../../language/analyse.ts";
import type { WeightedWord } from "../../search/reranking/weightedWords.ts";
import type { QuestionType } from "../questions/questionLanguage.ts";
import type { QuestionTyping } from "../questions/questionType.ts";
import type { LanguageWords } from "../questions/languageWords.ts";
import { createAskedWords } from "./askedWords.ts";
import { bestByExpectedOverlap } from "./expectedOverlap.ts";
import { candidateParts, type CandidatePart, type PartKind } from "./candidateParts.ts";
import { markWords } from "./markedWords.ts";
import { askedCell } from "./tableCell.ts";
import { partFeatures, type PartFeatures } from "./partFeatures.ts";
import data from "./partWeights.json" with { type: "json" };

/** The words of a sentence that answer exactly; offsets within the sentence. */
export interface ExactPart {
  readonly start: number;
  readonly end: number;
  readonly kind: PartKind;
  /** Expected overlap with the right words, if the sentence holds them; 0 to 1. */
  readonly share: number;
}

/** A stretch with what it is judged by. */
export interface JudgedPart {
  readonly part: CandidatePart;
  readonly features: PartFeatures;
}

const weights: Readonly<Record<string, number>> = data.weights;
const kinds: Readonly<Record<string, number>> = data.kinds;
const names = Object.keys(data.weights) as readonly (keyof PartFeatures)[];

/** How a question's type and a stretch's kind are named together in the weights. */
export const typeAndKind = (type: QuestionType, kind: PartKind): string => `${type} ${kind}`;

/** Questions that a whole sentence, list or block answers rather than a part of it. */
const wholes: ReadonlySet<QuestionType> = new Set(["steps", "command"]);

/** Builds the search for the exact words that answer, within the sentence that does; weights by `bench/exactParts.ts`. */
export function createExactParts(ports: {
  readonly analyser: Analyser;
  readonly typeOf: QuestionTyping;
  readonly languageWords: LanguageWords;
}) {
  const { analyser, typeOf, languageWords } = ports;

  /** The stretches of a sentence in `language` with their features, for one question. */
  function judged(sentence: string, language: string, weighted: readonly WeightedWord[]): readonly JudgedPart[] {
    const lists = languageWords.listsOf(language);
    const words = markWords(sentence, lists, createAskedWords(analyser, weighted)(language));
    return candidateParts(sentence, words, lists).map((part) => ({ part, features: partFeatures(part, words) }));
  }

  /** The exact answer in a sentence, which may be a row of a table under `head`; undefined where the whole of it answers. */
  function exactPart(
    question: string,
    sentence: string,
    language: string,
    weighted: readonly WeightedWord[],
    head?: string,
  ): ExactPart | undefined {
    const type = typeOf(question);
    if (wholes.has(type)) return undefined;
    const cell =
      head === undefined ? undefined : askedCell(head, sentence, createAskedWords(analyser, weighted)(language));
    if (cell !== undefined) return { ...cell, kind: "words", share: 1 };
    const scored = judged(sentence, language, weighted).map(({ part, features }) => ({
      part,
      score:
        (kinds[typeAndKind(type, part.kind)] ?? 0) +
        names.reduce((sum, name) => sum + (weights[name] ?? 0) * features[name], 0),
    }));
    const found = bestByExpectedOverlap(scored);
    if (found === undefined) return undefined;
    const { start, end, kind } = found.best.part;
    return { start, end, kind, share: found.share };
  }

  return { judged, exactPart, typeOf };
}

export type ExactParts = ReturnType<typeof createExactParts>;
