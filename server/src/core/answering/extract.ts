import type { Embedder, PassageRecord, QuantizedVector } from "../ports.ts";
import type { SearchOutcome } from "../search/search.ts";
import { dot } from "../vector/quantize.ts";
import { assess, type Assessment } from "./assess.ts";
import { lexicalFit, sentenceCandidates, type SentenceCandidate } from "./sentenceRanking.ts";

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

/** Passages whose sentences are looked at. */
const passagesRead = 6;
/** Below this coverage words do not decide (another language, a paraphrase), and sentences are embedded. */
const wordsDecide = 0.35;
const sentencesEmbedded = 12;
/** How much the passage's score counts beside the sentence's similarity: 0.02 to 0.4 tried on xquad across languages. */
const passageWeight = 0.06;

/** Builds the search for answering sentences among the passages that a search found. */
export function createExtraction({ embedder }: { readonly embedder: Embedder }) {
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

  function sentencesOf(outcome: SearchOutcome) {
    const found = outcome.candidates.slice(0, passagesRead).flatMap(({ passage, score }) => {
      const read = outcome.read.get(passage);
      return read === undefined ? [] : [{ read, score }];
    });
    const sentences = found.flatMap(({ read, score }, rank) => sentenceCandidates(read, rank, score, outcome.weighted));
    return { passages: found.map(({ read }) => read.passage), sentences };
  }

  return async function extract(outcome: SearchOutcome, signal?: AbortSignal): Promise<Extraction> {
    const assessment = assess(outcome);
    const { passages, sentences } = sentencesOf(outcome);
    const byWords = sentences
      .map((candidate) => ({ ...candidate, fit: lexicalFit(candidate) }))
      .sort((a, b) => b.fit - a.fit);
    const wordsSpeak = assessment.head !== "crossLanguage" && (byWords[0]?.coverage ?? 0) >= wordsDecide;
    const decided = wordsSpeak || outcome.question === undefined;
    const ranked = decided ? byWords : await fitByMeaning(sentences, outcome.question, signal);
    return { ...assessment, ranked: ranked.length > 0 ? ranked : byWords, passages };
  };
}
