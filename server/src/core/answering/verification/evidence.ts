import type { ReadSource, ReadText } from "./sourceText.ts";
import type { ReadWord } from "./readWords.ts";

/** A source as it is compared with one sentence. */
export interface Source extends ReadSource {
  readonly n: number;
  /** Title and headings above it. */
  readonly headings: ReadText;
}

/** A source's sentence that a sentence may rest on. */
export interface EvidenceSentence {
  readonly source: Source;
  /** Its place among the source's sentences. */
  readonly place: number;
}

/** What a sentence is held against. */
export interface Evidence {
  /** Best first. */
  readonly sentences: readonly EvidenceSentence[];
  /** Of the answer's content words, by their places: found in the evidence, and found anywhere in the sources. */
  readonly held: ReadonlySet<number>;
  readonly known: ReadonlySet<number>;
  /** Found in the headings above a source. */
  readonly headed: ReadonlySet<number>;
  /** The evidence's content words that the answer has not. */
  readonly unmatched: readonly ReadWord[];
}

/** A sentence seldom rests on more. */
const mostSentences = 3;
/** A further sentence must hold this share of the answer's words that none before it held. */
const leastGain = 0.12;
/** And so many: a single word may stand anywhere. */
const leastWords = 2;

export const wordsOf = ({ source, place }: EvidenceSentence): readonly ReadWord[] => {
  const sentence = source.sentences[place];
  return sentence === undefined ? [] : source.words.slice(sentence.firstWord, sentence.endWord);
};

/**
 * The places of the words that a text is looked for by. Numbers and their units are not among them: they are compared by
 * what they say, and would only lead to where they stand beside something else.
 */
export function contentPlaces({ words, amounts }: ReadText): readonly number[] {
  const content = words.flatMap(({ isContent }, place) => (isContent ? [place] : []));
  const isOfAmount = (place: number): boolean =>
    amounts.some(({ first, last, unitWord }) => (place >= first && place <= last) || place === unitWord);
  const others = content.filter((place) => !isOfAmount(place));
  return others.length === 0 ? content : others;
}

/** Finds the source sentences that together hold most of an answer's words. */
export function findEvidence(answer: ReadText, sources: readonly Source[]): Evidence {
  const content = contentPlaces(answer);
  const candidates = sources.flatMap((source) => {
    const held = source.sentences.map(() => new Set<number>());
    const sentenceOf = sentenceIndex(source);
    for (const place of content)
      for (const term of answer.words[place]?.wanted ?? [])
        for (const found of source.places.get(term) ?? []) {
          const sentence = sentenceOf[found];
          if (sentence !== undefined && sentence >= 0) held[sentence]?.add(place);
        }
    return held.map((words, place) => ({ source, place, held: words }));
  });
  const known = new Set(candidates.flatMap(({ held }) => [...held]));
  const isHeaded = (place: number): boolean =>
    sources.some(({ headings }) => answer.words[place]?.wanted.some((term) => headings.places.has(term)) === true);
  const headed = new Set(content.filter(isHeaded));
  for (const place of headed) known.add(place);

  const chosen: (EvidenceSentence & { readonly held: ReadonlySet<number> })[] = [];
  const held = new Set<number>();
  while (chosen.length < mostSentences) {
    let [best, gain] = [undefined as (typeof candidates)[number] | undefined, 0];
    for (const candidate of candidates) {
      let own = 0;
      for (const place of candidate.held) if (!held.has(place)) own += 1;
      // Of two that hold as much, the one beside what was chosen already.
      if (chosen.some((each) => each.source === candidate.source && Math.abs(each.place - candidate.place) === 1))
        own += own > 0 ? 0.5 : 0;
      if (own > gain) [best, gain] = [candidate, own];
    }
    if (best === undefined || (chosen.length > 0 && gain < Math.max(leastWords, leastGain * content.length))) break;
    chosen.push(best);
    for (const place of best.held) held.add(place);
  }
  const unmatched = chosen.flatMap(wordsOf).filter((word) => word.isContent && !isIn(word, answer));
  return { sentences: chosen, held, known, headed, unmatched };
}

const isIn = (word: ReadWord, { places }: ReadText): boolean => word.terms.some((term) => places.has(term));

/** The number of the sentence that each word stands in; -1 for none. */
function sentenceIndex({ words, sentences }: ReadSource): Int32Array {
  const index = new Int32Array(words.length).fill(-1);
  for (const [place, { firstWord, endWord }] of sentences.entries()) index.fill(place, firstWord, endWord);
  return index;
}
