import type { LanguageDetector } from "../core/language/detect.ts";

/**
 * Loads the language detector, Nito-ELD. Its smallest tables take 28 MB and 0.2 s, the largest 134 MB and 2 s, and they
 * differ by less than one sentence in a hundred; so the smallest, and only when a text's script does not tell.
 */
export async function loadLanguageDetector(): Promise<LanguageDetector> {
  const { eld } = await import("eld/extrasmall");
  return (text) => eld.detect(text).language;
}
