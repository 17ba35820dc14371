import type { PassageRecord } from "../../ports.ts";
import type { FusedCandidate } from "../fusion.ts";
import { gramLikeness, gramShares, gramsOf, gramText } from "./characterGrams.ts";
import type { PassageMatch } from "./passageMatch.ts";
import { weightOf, type WeightedWord } from "./weightedWords.ts";

/**
 * What the reranker knows of one candidate; shares are of the question's weight (idf), 0 to 1.
 *
 * Tried and left out, since the validation figure did not rise (`bench/reranking.ts`): BM25 of the words that are not
 * function words, the share of the question in the headings, grams weighted by their words' idf, the dense score weighted
 * by how little of the question any passage holds.
 */
export interface RerankingFeatures {
  /** The lexical leg's score, scaled over the candidates. */
  readonly lexical: number;
  /** The dense leg's score, scaled over the candidates. */
  readonly dense: number;
  /**
   * How far the cosine with the question, made comparable between languages, lies above that of the folder as a whole, as a
   * share of what is possible: about the same for every model. Without a vector, that of the farthest candidate.
   */
  readonly similarity: number;
  /** Share of the question's character grams that the passage holds. */
  readonly grams: number;
  /** Share of the question in the best three sentences in a row. */
  readonly window: number;
  /** How alike the question and the likest of the headings are, by character grams, 0 to 1. */
  readonly headingLikeness: number;
  /** Share of the question's neighbouring words that stand within three words of each other. */
  readonly proximity: number;
  /** Share of the question's numbers that the passage lacks. */
  readonly numbersMissing: number;
  /** Share of the question's names (capitalised words after its first) that the passage lacks. */
  readonly namesMissing: number;
}

export interface FeatureInput {
  readonly candidate: FusedCandidate;
  readonly passage: PassageRecord;
  readonly match: PassageMatch;
}

const windowSentences = 3;
const nearWords = 3;
const foreignTrust = 0.6;
const numberPattern = /\p{N}+(?:[.,:]\p{N}+)*/gu;

/** Share of the question's weight in the best stretch of three sentences. */
function windowShare({ sentences }: PassageMatch, words: readonly WeightedWord[], whole: number): number {
  let best = 0;
  for (let first = 0; first === 0 || first + windowSentences <= sentences.length; first += 1) {
    const held = new Set<number>();
    for (const sentence of sentences.slice(first, first + windowSentences))
      for (const number of sentence.held) held.add(number);
    best = Math.max(best, weightOf(held, words));
  }
  return whole > 0 ? best / whole : 0;
}

/** Whether two ascending lists hold places at most `nearWords` apart. */
function isNear(left: readonly number[], right: readonly number[]): boolean {
  let other = 0;
  for (const place of left) {
    while (other < right.length && (right[other] ?? 0) < place - nearWords) other += 1;
    if (other < right.length && Math.abs((right[other] ?? 0) - place) <= nearWords) return true;
  }
  return false;
}

function proximityShare({ positions }: PassageMatch, words: readonly WeightedWord[]): number {
  let near = 0;
  let whole = 0;
  for (let first = 0; first + 1 < words.length; first += 1) {
    const weight = (words[first]?.idf ?? 0) + (words[first + 1]?.idf ?? 0);
    whole += weight;
    if (isNear(positions[first] ?? [], positions[first + 1] ?? [])) near += weight;
  }
  return whole > 0 ? near / whole : 0;
}

const numbersIn = (text: string): ReadonlySet<string> => new Set(text.match(numberPattern) ?? []);

const missingShare = (wanted: readonly boolean[]): number =>
  wanted.length === 0 ? 0 : wanted.filter((found) => !found).length / wanted.length;

/** The question's names: capitalised words after its first. */
function namesIn(question: string, words: readonly WeightedWord[]): readonly number[] {
  const firstWord = /[\p{L}\p{N}\p{M}]+/u.exec(question)?.[0] ?? "";
  return [...words.entries()]
    .filter(([, { word }]) => /^\p{Lu}/u.test(word.text) && !word.text.startsWith(firstWord))
    .map(([number]) => number);
}

/** The similarity of each candidate, scaled; see `RerankingFeatures`. */
function similaritiesOf(inputs: readonly FeatureInput[], background = 0): readonly number[] {
  const scaled = inputs.map(({ candidate: { similarity } }) =>
    similarity === undefined ? undefined : (similarity - background) / Math.max(0.01, 1 - background),
  );
  const farthest = Math.min(...scaled.flatMap((value) => value ?? []));
  return scaled.map((value) => value ?? (Number.isFinite(farthest) ? farthest : 0));
}

const searchedText = ({ breadcrumb, plain }: PassageRecord): string => `${breadcrumb.join("\n")}\n${plain}`;

/**
 * The features of every candidate of one question, in the candidates' order. `rest` are the passages that come after
 * them: the rarity of character grams is counted over all. `background` as in `similarity`.
 */
export function featuresOf(asked: {
  readonly question: string;
  readonly words: readonly WeightedWord[];
  readonly inputs: readonly FeatureInput[];
  readonly rest: readonly PassageRecord[];
  readonly background: number | undefined;
}): readonly RerankingFeatures[] {
  const { question, words, inputs, rest, background } = asked;
  const whole = weightOf(words.keys(), words);
  const grams = gramsOf(question);
  const texts = [...inputs.map(({ passage }) => passage), ...rest].map(searchedText);
  const shares = gramShares(grams, texts.map(gramText));
  const similarities = similaritiesOf(inputs, background);
  const numbers = [...numbersIn(question)];
  const names = namesIn(question, words);
  const features = inputs.map(({ candidate, passage, match }, place): RerankingFeatures => {
    const held = numbers.length === 0 ? undefined : numbersIn(texts[place] ?? "");
    return {
      lexical: candidate.lexicalScaled,
      dense: candidate.denseScaled,
      similarity: similarities[place] ?? 0,
      grams: shares[place] ?? 0,
      window: windowShare(match, words, whole),
      headingLikeness: Math.max(0, ...passage.breadcrumb.map((heading) => gramLikeness(grams, gramsOf(heading)))),
      proximity: proximityShare(match, words),
      numbersMissing: missingShare(numbers.map((number) => held?.has(number) === true)),
      namesMissing: missingShare(
        names.map((number) => (match.positions[number]?.length ?? 0) > 0 || match.headings.has(number)),
      ),
    };
  });
  return trustForeign(features, inputs);
}

/** What a page in another language can be asked for: the question's words are not to be expected in it. */
const wordFeatures = ["grams", "window", "headingLikeness", "proximity"] as const;

/**
 * A passage in another language than the question counts as holding at least a share of the words that the best of the
 * others holds, by how near it is in meaning, as in fusion.
 */
function trustForeign(
  features: readonly RerankingFeatures[],
  inputs: readonly FeatureInput[],
): readonly RerankingFeatures[] {
  if (!inputs.some(({ candidate }) => candidate.foreign === true)) return features;
  const best = (name: (typeof wordFeatures)[number]): number => Math.max(...features.map((own) => own[name]));
  const tops = wordFeatures.map((name) => [name, best(name)] as const);
  return features.map((own, place) => {
    if (inputs[place]?.candidate.foreign !== true) return own;
    const trusted = tops.map(([name, top]) => [name, Math.max(own[name], foreignTrust * own.dense * top)] as const);
    return { ...own, ...Object.fromEntries(trusted), namesMissing: 0 };
  });
}
