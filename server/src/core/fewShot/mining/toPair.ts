import { languageOf, type LanguageDetector } from "../../language/detect.ts";
import { scriptOf, writes } from "../../language/script.ts";
import type { Pair } from "../pair.ts";
import type { MinedPair } from "./minedPair.ts";

/** The file that a pair was mined from. */
export interface PairSource {
  readonly path: string;
  readonly contentHash: string;
  /** An ISO 639-1 code. */
  readonly language: string;
}

/** A shorter text is of its page's language, if that is written in its script; UTF-16 code units. */
const longEnough = 40;
/** Fewer letters, such as those of a name or code, tell no language; nor do those of another script. */
const fewestLetters = 12;

/** Builds the turning of what a miner found into a row: language by the detector, provenance by the file, no flags yet. */
export function createToPair(detect: LanguageDetector) {
  return function toPair(mined: MinedPair, { path, contentHash, language }: PairSource): Pair {
    const { input, output, label, explanation, outputLanguage, kind, confidence, start, end } = mined;
    return {
      input,
      output,
      ...(label === undefined ? {} : { label }),
      ...(explanation === undefined ? {} : { explanation }),
      kind,
      language: mined.language ?? languageOfInput(input, language),
      ...(outputLanguage === undefined ? {} : { outputLanguage }),
      provenance: { path, startOffset: start, endOffset: end, contentHash },
      confidence,
      flags: [],
      group: path,
    };
  };

  function languageOfInput(input: string, language: string): string {
    const script = scriptOf(input);
    const fits = script === undefined || writes(language, script);
    const short = fits ? input.length < longEnough : (input.match(/\p{L}/gu) ?? []).length < fewestLetters;
    return short ? language : languageOf(input, detect, fits ? language : undefined);
  }
}
