import type { Analyser } from "../../language/analyse.ts";
import type { createBm25f } from "../../lexical/bm25f.ts";
import type { QueryWord } from "../../lexical/queryTerms.ts";
import type { PassageRecord } from "../../ports.ts";
import type { RecordsOf } from "../../indexing/records.ts";
import type { FusedCandidate } from "../fusion.ts";
import { featuresOf, type FeatureInput, type RerankingFeatures } from "./features.ts";
import { headOf, type QuestionHead } from "./head.ts";
import { createPassageMatcher, type PassageMatch } from "./passageMatch.ts";
import data from "./weights.json" with { type: "json" };
import { weighWords, type WeightedWord } from "./weightedWords.ts";

/** A fused candidate after reranking. */
export interface RankedCandidate extends Omit<FusedCandidate, "score"> {
  /** The legs' mixed score, 0 to 1. */
  readonly fusedScore: number;
  /** What results are ordered by: the probability that the passage answers where it was reranked, 0 to 1. */
  readonly score: number;
  /** Of the candidates that were reranked. */
  readonly features?: RerankingFeatures;
}

/** A passage that was read for reranking, and where it holds the question's words. */
export interface ReadPassage {
  readonly passage: PassageRecord;
  readonly match: PassageMatch;
}

export interface Reranking {
  /** Best first: those reranked, then the others in the order of fusion. */
  readonly candidates: readonly RankedCandidate[];
  readonly weighted: readonly WeightedWord[];
  readonly head: QuestionHead;
  /** By passage number. */
  readonly read: ReadonlyMap<number, ReadPassage>;
}

/** The weights of a head, by feature; a feature's part of the score is weight times value. */
export const rerankingWeights = (head: QuestionHead): Readonly<Record<keyof RerankingFeatures, number>> =>
  data.heads[head].weights;

const names = Object.keys(data.heads.sameLanguage.weights) as readonly (keyof RerankingFeatures)[];

/** The linear score, and by it the calibrated probability that the passage answers, 0 to 1. */
export function probabilityOf(features: RerankingFeatures, head: QuestionHead): number {
  const weights = rerankingWeights(head);
  const score = names.reduce((sum, name) => sum + weights[name] * features[name], 0);
  const { slope, bias } = data.heads[head].calibration;
  return 1 / (1 + Math.exp(-(slope * score + bias)));
}

const farthestOdds = 12;

/** A probability as log-odds, -12 to 12. */
export const oddsOf = ({ score }: Pick<RankedCandidate, "score">): number =>
  Math.max(-farthestOdds, Math.min(farthestOdds, Math.log(score / (1 - score))));

/** A candidate that keeps the score of fusion. */
export const unranked = (candidate: FusedCandidate): RankedCandidate => ({ ...candidate, fusedScore: candidate.score });

/** Candidates among whose texts a gram's rarity is counted: 50 found better than the 20 that are reranked. */
const pool = 50;

/** Not reranked: scores below the last one that was, in the order of fusion. */
const unread = (candidate: FusedCandidate, ceiling: number, top: number): RankedCandidate => ({
  ...candidate,
  fusedScore: candidate.score,
  score: top > 0 ? (ceiling * candidate.score) / top : 0,
});

/**
 * Builds the reranking of a question's best candidates by a learned linear model over their texts (features, weights and
 * the training's report: `features.ts`, `weights.json`, `bench/reranking.ts`).
 */
export function createReranker(ports: {
  readonly analyser: Analyser;
  readonly bm25f: Pick<ReturnType<typeof createBm25f>, "rarity">;
  readonly recordsOf: RecordsOf;
  /** Candidates reranked; the others keep the order of fusion. */
  readonly depth: number;
}) {
  const { analyser, bm25f, recordsOf, depth } = ports;

  function read(fused: readonly FusedCandidate[], words: readonly WeightedWord[]): readonly FeatureInput[] {
    const matchOf = createPassageMatcher(analyser, words);
    const records = recordsOf(fused.map(({ passage }) => passage));
    return fused.flatMap((candidate) => {
      const passage = records.get(candidate.passage);
      return passage === undefined ? [] : [{ candidate, passage, match: matchOf(passage) }];
    });
  }

  /** `background`: the question's cosine with the folder as a whole, where there are vectors. */
  return function rerank(
    question: string,
    queryWords: readonly QueryWord[],
    fused: readonly FusedCandidate[],
    background?: number,
  ): Reranking {
    const weighted = weighWords(queryWords, bm25f);
    const inputs = read(fused.slice(0, depth), weighted);
    const head = headOf(inputs[0]?.candidate, inputs[0]?.passage, weighted);
    const rest = [...recordsOf(fused.slice(depth, pool).map(({ passage }) => passage)).values()];
    const features = featuresOf({ question, words: weighted, inputs, rest, background });
    const reranked = inputs
      .flatMap(({ candidate: { score: fusedScore, ...candidate } }, place): RankedCandidate[] => {
        const own = features[place];
        return own === undefined ? [] : [{ ...candidate, fusedScore, score: probabilityOf(own, head), features: own }];
      })
      .sort((a, b) => b.score - a.score || a.passage - b.passage);
    const ceiling = reranked.at(-1)?.score ?? 1;
    const others = fused.slice(depth);
    const top = others[0]?.score ?? 0;
    return {
      candidates: [...reranked, ...others.map((candidate) => unread(candidate, ceiling, top))],
      weighted,
      head,
      read: new Map(inputs.map(({ candidate, passage, match }) => [candidate.passage, { passage, match }])),
    };
  };
}

export type Rerank = ReturnType<typeof createReranker>;
