import { likelyLanguage, scriptOf, scriptOfLanguage } from "../../language/script.ts";
import type { PassageRecord } from "../../ports.ts";
import type { FusedCandidate } from "../fusion.ts";
import type { WeightedWord } from "./weightedWords.ts";

/**
 * What kind of question it is, judged by the candidate that fusion puts first. Questions in the page's own language, in
 * another one, and folders without vectors yet are judged by weights of their own.
 */
export type QuestionHead = "sameLanguage" | "crossLanguage" | "withoutVectors";

export function headOf(
  first: Pick<FusedCandidate, "cosine" | "foreign"> | undefined,
  passage: PassageRecord | undefined,
  words: readonly WeightedWord[],
): QuestionHead {
  if (first?.cosine === undefined) return "withoutVectors";
  return first.foreign === true || isForeign(words, passage) ? "crossLanguage" : "sameLanguage";
}

/** Whether a passage is plainly in another language than the question: another script, or none of its words known. */
function isForeign(words: readonly WeightedWord[], passage: PassageRecord | undefined): boolean {
  const script = scriptOf(words.map(({ word }) => word.text).join(" "));
  if (script === undefined || passage === undefined) return false;
  const known = words.some((word) => word.known);
  return scriptOfLanguage(passage.language) !== script || (!known && likelyLanguage(script) !== passage.language);
}
