import { likelyLanguage, scriptOf, scriptOfLanguage, type Script } from "../../language/script.ts";
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

/** A question with this share of its words in the passage's script may be in its language; names are often in another. */
const ownScriptShare = 1 / 3;

/** Whether a passage is plainly in another language than the question: another script, or none of its words known. */
function isForeign(words: readonly WeightedWord[], passage: PassageRecord | undefined): boolean {
  if (passage === undefined) return false;
  const scripts = words.flatMap(({ word }) => scriptOf(word.text) ?? []);
  const [first] = scripts;
  if (first === undefined) return false;
  const own = scripts.filter((script) => isWrittenIn(script, passage.language)).length;
  if (own < ownScriptShare * scripts.length) return true;
  return !words.some(({ known }) => known) && likelyLanguage(first) !== passage.language;
}

/** Japanese is written in kana and Han. */
const isWrittenIn = (script: Script, language: string): boolean =>
  scriptOfLanguage(language) === script || (language === "ja" && script === "han");
