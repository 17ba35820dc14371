import type { FolderIndex } from "../indexing/folderIndex.ts";
import type { createBm25f } from "../lexical/bm25f.ts";
import type { Embedder, PassageRecord, QuantizedVector, Store } from "../ports.ts";
import { likelyLanguage, scriptOfLanguage, scriptOf } from "../language/script.ts";
import type { SearchOutcome } from "../search/search.ts";
import { dot } from "../vector/quantize.ts";
import { confidenceOf, type ConfidenceFeatures, type ConfidenceHead } from "./confidence.ts";
import {
  lexicalFit,
  type createSentenceRanking,
  type SentenceCandidate,
  type WeightedWord,
} from "./sentenceRanking.ts";

/** A sentence with how well it answers, higher is better; comparable within one question only. */
export interface RankedSentence extends SentenceCandidate {
  readonly fit: number;
}

/** The sentences that may answer a question, best first, and how likely it is that any does. */
export interface Extraction extends Assessment {
  readonly ranked: readonly RankedSentence[];
  /** Passages in the order of the search. */
  readonly passages: readonly PassageRecord[];
}

/** How likely it is that the folder answers, and what that was told by. */
export interface Assessment {
  readonly features: ConfidenceFeatures;
  readonly head: ConfidenceHead;
  /** 0 to 1. */
  readonly confidence: number;
}

/** Passages whose sentences are looked at. */
const passagesRead = 6;
/** Below this coverage words do not decide (another language, a paraphrase), and sentences are embedded. */
const wordsDecide = 0.35;
const sentencesEmbedded = 12;
/** With this many others to compare with, the lead of the best passage counts in full. */
const fullField = 9;
/** How much the passage's score counts beside the sentence's similarity: 0.02 to 0.4 tried on xquad across languages. */
const passageWeight = 0.15;

/** Builds the search for answering sentences among the passages that a search found. */
export function createExtraction(ports: {
  readonly index: FolderIndex;
  readonly store: Store;
  readonly embedder: Embedder;
  readonly bm25f: ReturnType<typeof createBm25f>;
  readonly candidatesOf: ReturnType<typeof createSentenceRanking>;
}) {
  const { index, store, embedder, bm25f, candidatesOf } = ports;

  function weigh(outcome: SearchOutcome): readonly WeightedWord[] {
    return outcome.words.map((word) => ({ word, ...bm25f.rarity(word) }));
  }

  function recordsOf(outcome: SearchOutcome): readonly PassageRecord[] {
    const ids = outcome.candidates.slice(0, passagesRead).map(({ passage }) => index.idOf(passage));
    const records = new Map(store.passages(ids).map((record) => [record.id, record]));
    return ids.flatMap((id) => records.get(id) ?? []);
  }

  /**
   * Where words do not decide, the meaning of the best passages' sentences does: of those in the best passage's language,
   * since short texts of one language are near each other whatever they say.
   */
  async function fitByMeaning(
    candidates: readonly SentenceCandidate[],
    question: QuantizedVector,
    signal: AbortSignal | undefined,
  ): Promise<readonly RankedSentence[]> {
    const language = candidates.find(({ rank }) => rank === 0)?.passage.language;
    const chosen = candidates
      .filter(({ passage }) => passage.language === language)
      .sort((a, b) => a.rank - b.rank || a.place - b.place)
      .slice(0, sentencesEmbedded);
    const vectors = await Promise.all(
      chosen.map(({ passage, start, end }) => embedder.embed(passage.text.slice(start, end), "passage", signal)),
    );
    return chosen
      .flatMap((candidate, place) => {
        const vector = vectors[place];
        if (vector?.ok !== true) return [];
        return [{ ...candidate, fit: dot(vector.value, question) + passageWeight * candidate.passageScore }];
      })
      .sort((a, b) => b.fit - a.fit);
  }

  function headOf(
    outcome: SearchOutcome,
    words: readonly WeightedWord[],
    first: PassageRecord | undefined,
  ): ConfidenceHead {
    const [best] = outcome.candidates;
    if (best?.cosine === undefined) return "withoutVectors";
    if (best.foreign === true) return "crossLanguage";
    const script = scriptOf(words.map(({ word }) => word.text).join(" "));
    const known = words.some((word) => word.known);
    const foreign = script !== undefined && first !== undefined && scriptOfLanguage(first.language) !== script;
    return foreign || (script !== undefined && !known && likelyLanguage(script) !== first?.language)
      ? "crossLanguage"
      : "sameLanguage";
  }

  function featuresOf(
    outcome: SearchOutcome,
    words: readonly WeightedWord[],
    sentences: readonly SentenceCandidate[],
  ): ConfidenceFeatures {
    const [first, second, ...others] = outcome.candidates;
    const next = [second, ...others].slice(0, 9).flatMap((candidate) => candidate?.similarity ?? []);
    const mean = next.reduce((sum, value) => sum + value, 0) / Math.max(1, next.length);
    // Being first of two or three passages says little.
    const field = Math.min(1, (outcome.candidates.length - 1) / fullField);
    const whole = words.reduce((sum, { idf }) => sum + idf, 0);
    const unknown = words.reduce((sum, { idf, known }) => sum + (known ? 0 : idf), 0);
    return {
      cosine: first?.cosine ?? 0,
      cosineLead: next.length === 0 ? 0 : field * ((first?.similarity ?? 0) - mean),
      coverage: Math.max(
        0,
        ...sentences.filter(({ rank }) => rank === 0).map(({ contextCoverage }) => contextCoverage),
      ),
      unknown: whole > 0 ? unknown / whole : 0,
      lead: second === undefined ? 0 : field * ((first?.score ?? 0) - second.score),
    };
  }

  function look(outcome: SearchOutcome) {
    const words = weigh(outcome);
    const passages = recordsOf(outcome);
    const sentences = passages.flatMap((passage, rank) =>
      candidatesOf(passage, rank, outcome.candidates[rank]?.score ?? 0, words),
    );
    const features = featuresOf(outcome, words, sentences);
    const head = headOf(outcome, words, passages[0]);
    return { passages, sentences, assessment: { features, head, confidence: confidenceOf(features, head) } };
  }

  return {
    /** How likely it is that the folder answers, without looking for the sentence that does. */
    assess: (outcome: SearchOutcome): Assessment => look(outcome).assessment,
    async extract(outcome: SearchOutcome, signal?: AbortSignal): Promise<Extraction> {
      const { passages, sentences, assessment } = look(outcome);
      const byWords = sentences
        .map((candidate) => ({ ...candidate, fit: lexicalFit(candidate) }))
        .sort((a, b) => b.fit - a.fit);
      const wordsSpeak = assessment.head !== "crossLanguage" && (byWords[0]?.coverage ?? 0) >= wordsDecide;
      const decided = wordsSpeak || outcome.question === undefined;
      const ranked = decided ? byWords : await fitByMeaning(sentences, outcome.question, signal);
      return { ...assessment, ranked: ranked.length > 0 ? ranked : byWords, passages };
    },
  };
}
