import { dominantScript, languageOfScript, likelyLanguage, scriptOf, type Script } from "./script.ts";

/** Guesses the language of a text: an ISO 639-1 code, or an empty string where nothing speaks for any. */
export type LanguageDetector = (text: string) => string;

const sampleLength = 600;

/**
 * The language of a text: by its script where one language has it for itself, else by the detector on the first 600
 * characters. Han with kana among it is Japanese. `fallback` is for texts too short to tell.
 */
export function languageOf(text: string, detect: LanguageDetector, fallback?: string): string {
  const sample = text.slice(0, sampleLength);
  const { script, share } = dominantScript(sample);
  if (share === 0) return fallback ?? "en";
  if (script === "han" && /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(sample)) return "ja";
  const certain = languageOfScript(script);
  if (certain !== undefined) return certain;
  const detected = detect(onlyScript(sample, script));
  if (detected !== "") return detected;
  return fallback ?? likelyLanguage(script);
}

/** A quotation in another script would decide for its own language. */
const onlyScript = (text: string, script: Script): string =>
  text.replace(/[\p{L}\p{M}]+/gu, (word) => (scriptOf(word) === script ? word : " "));
