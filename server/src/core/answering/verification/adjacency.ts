import { contentPlaces, wordsOf, type Evidence } from "./evidence.ts";
import type { ReadWord } from "./readWords.ts";
import type { ReadText } from "./sourceText.ts";

/** Neighbouring words of an answer may stand so far apart in its source. */
const farthest = 4;

/** Share of an answer's neighbouring held words that stand near each other in the evidence too; 1 where there are none. */
export function adjacencyOf(answer: ReadText, evidence: Evidence): number {
  const held = contentPlaces(answer).filter((place) => evidence.held.has(place));
  const pairs = held.slice(1).map((place, at) => [answer.words[held[at] ?? 0], answer.words[place]] as const);
  if (pairs.length === 0) return 1;
  const sentences = evidence.sentences.map((sentence) => wordsOf(sentence));
  const near = pairs.filter(([one, other]) => sentences.some((words) => standNear(words, one, other)));
  return near.length / pairs.length;
}

const placesOf = (words: readonly ReadWord[], wanted: ReadWord | undefined): readonly number[] =>
  words.flatMap(({ terms }, place) => (wanted?.terms.some((term) => terms.includes(term)) === true ? [place] : []));

function standNear(words: readonly ReadWord[], one: ReadWord | undefined, other: ReadWord | undefined): boolean {
  const [ones, others] = [placesOf(words, one), placesOf(words, other)];
  return ones.some((a) => others.some((b) => Math.abs(a - b) <= farthest));
}
