const combiningMarks = /\p{Mn}+/gu;
const hebrewMarks = /[\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7]/gu;
const arabicMarks = /[\u0610-\u061A\u064B-\u065F\u0670\u06D6-\u06ED\u0640]/gu;
const otherDigits = /(?![0-9])\p{Nd}/gu;
const isDigit = /\p{Nd}/u;
const beyondAscii = /[^\u0000-\u007F]/u;
const latinMarked = /[\u00C0-\u024F\u1E00-\u1EFF\u0300-\u036F]/u;
const letterFolds: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  đ: "d",
  ł: "l",
  ı: "i",
  þ: "th",
  ð: "d",
};

/**
 * Makes writings of one word alike before stemming: compatibility forms (NFKC), case, Hebrew points and cantillation,
 * Arabic vowel marks and tatweel, `ё` as `е`, the digits of every script, the Turkish dotted capital.
 * Marks that carry letters (`é`, `й`, Devanagari signs) stay.
 */
export function normalise(word: string): string {
  const lower = word.toLowerCase();
  if (!beyondAscii.test(lower)) return lower;
  return (
    lower
      .normalize("NFKC")
      .replace(hebrewMarks, "")
      .replace(arabicMarks, "")
      .replaceAll("ё", "е")
      .replaceAll("i\u0307", "i")
      // NFKC takes apart the Thai and Lao AM, and no segmenter knows words so written.
      .replaceAll("\u0E4D\u0E32", "\u0E33")
      .replaceAll("\u0ECD\u0EB2", "\u0EB3")
      .replace(otherDigits, asciiDigit)
  );
}

/** The digits of a script stand in one row, which begins at a multiple of sixteen or six after one. */
function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  const row = code - (code % 16);
  return String(isDigit.test(String.fromCodePoint(row)) ? code - row : code - row - 6);
}

/** Drops what writers leave out (accents of Latin letters, Arabic alef and hamza forms, Hindi nukta), after stemming. */
export function fold(term: string): string {
  if (!beyondAscii.test(term)) return term;
  if (latinMarked.test(term)) {
    return term
      .normalize("NFD")
      .replace(combiningMarks, "")
      .replace(/[ßæœøđłıþð]/gu, (letter) => letterFolds[letter] ?? letter);
  }
  return term
    .replace(/[أإآٱ]/gu, "ا")
    .replaceAll("ى", "ي")
    .replaceAll("ک", "ك")
    .replaceAll("ی", "ي")
    .replace(/[ۀە]/gu, "ه")
    .replaceAll("ؤ", "و")
    .replace(/[\u093C\u0902\u0901]/gu, (sign) => (sign === "\u093C" ? "" : "\u0902"));
}
