import { languageOf, type LanguageDetector } from "../language/detect.ts";
import { dominantScript, scriptOfLanguage } from "../language/script.ts";

/** Passages of a document that are looked at to tell whether it is in several languages. */
const mostSamples = 3;
/** Fewer letters do not tell languages of one script apart. */
const leastLetters = 100;
/** Characters shown to the detector, twice: both parts must agree. */
const partLength = 200;
/** Code and tables of numbers are not mostly letters. */
const leastLetterShare = 0.7;

/** Whether a text is long enough, and enough of it words, for its language to be told by more than its script. */
function isProse(text: string): boolean {
  const sample = text.slice(0, 2 * partLength);
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  return letters >= leastLetters && letters >= leastLetterShare * (sample.match(/\S/gu)?.length ?? 0);
}

/** At most so many things, evenly spread. */
const spread = <T>(all: readonly T[]): readonly T[] =>
  all.length <= mostSamples
    ? all
    : Array.from(
        { length: mostSamples },
        (_, place) => all[Math.floor((place * (all.length - 1)) / (mostSamples - 1))] as T,
      );

/**
 * The language of each passage: its own where it is in another script than its document, and in a document that shows
 * several languages of one script also where both halves of the passage are told to be in the same other one. A document
 * is taken to be in one language when its first, middle and last passage are.
 */
export function passageLanguages(
  passages: readonly string[],
  documentLanguage: string,
  detect: LanguageDetector,
): readonly string[] {
  const ownScript = scriptOfLanguage(documentLanguage);

  function byScript(plain: string): string | undefined {
    const { script, share } = dominantScript(plain, 240);
    if (share < 0.6 || script === ownScript) return undefined;
    if (script === "han" && documentLanguage === "ja") return undefined;
    return languageOf(plain, detect, documentLanguage);
  }

  const found = passages.map(byScript);
  const open = passages.flatMap((plain, place) => (found[place] === undefined && isProse(plain) ? [plain] : []));
  const isMixed =
    passages.length > 1 && spread(open).some((plain) => detect(plain.slice(0, partLength)) !== documentLanguage);

  function byWords(plain: string): string {
    if (!isMixed || !isProse(plain)) return documentLanguage;
    const half = Math.min(partLength, plain.length / 2);
    const detected = detect(plain.slice(0, half));
    return detected !== "" && detected === detect(plain.slice(half, 2 * half)) ? detected : documentLanguage;
  }

  return passages.map((plain, place) => found[place] ?? byWords(plain));
}
