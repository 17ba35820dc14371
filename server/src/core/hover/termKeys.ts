import type { Analyser } from "../language/analyse.ts";
import { normalise } from "../language/fold.ts";
import { isIdentifier } from "../language/identifiers.ts";
import { isUnspaced, words } from "../language/words.ts";

/** Before the keys of what is matched letter by letter, so that they never meet the keys of words. */
const exactMark = "`";
const joiner = /[._\-/:+]+/u;

/** The key of an identifier, error code or flag: as written, case aside. */
export const exactKey = (identifier: string): string =>
  exactMark + normalise(identifier.replace(/\(\s*\)$/u, "").trim());

/** Whether a piece without spaces is a name rather than a word: `maxRetryCount`, `ERR_1042`, `--dry-run`, `gp2`. */
export function looksLikeIdentifier(piece: string): boolean {
  if (/\s/u.test(piece) || !/\p{L}/u.test(piece) || isUnspaced(piece)) return false;
  if (/^--?\p{L}/u.test(piece) || isIdentifier(piece)) return true;
  return (
    /^[\p{Script=Latin}\p{N}_.:/#-]+$/u.test(piece) && (/\p{L}\d|\d\p{L}/u.test(piece) || /\p{Lu}-\d/u.test(piece))
  );
}

/** How many forms a Hebrew word is looked up in: itself, without prefix letters, without its ending too. */
const hebrewForms = 3;
const shortestHebrewStem = 3;
const hebrew = /^[\u05D0-\u05EA"'״׳]+$/u;
const finals: Readonly<Record<string, string>> = { ך: "כ", ם: "מ", ן: "נ", ף: "פ", ץ: "צ" };

/**
 * The keys under which a phrase of words is found, whatever its endings: each word's stem; several for Hebrew, whose
 * prefix letters may as well belong to the word. In scripts without spaces the run itself is the key.
 */
export function phraseKeys(phrase: readonly string[], language: string, analyser: Analyser): readonly string[] {
  const forms = phrase.flatMap((word) => formsOf(word, language, analyser));
  const most = forms.some((each) => each.length > 1) ? hebrewForms : 1;
  const keys = Array.from({ length: most }, (_, form) =>
    forms.map((each) => each[Math.min(form, each.length - 1)] ?? "").join(" "),
  );
  return [...new Set(keys)].filter((key) => key !== "");
}

/** The forms of each part of a word. */
function formsOf(word: string, language: string, analyser: Analyser): readonly (readonly string[])[] {
  if (isUnspaced(word)) return [[normalise(word)]];
  const parts = isIdentifier(word) ? [word] : word.split(joiner);
  return parts.flatMap((part) =>
    [...analyser.termsOfWords(part, language)].map((terms) =>
      hebrew.test(part) ? hebrewFormsOf(terms) : [terms.at(-1) ?? ""],
    ),
  );
}

const hebrewFormsOf = ([plain = "", bare = plain, stem = bare]: readonly string[]): readonly string[] =>
  [plain, bare, stem.length < shortestHebrewStem ? bare : stem].map((form) =>
    form.replace(/[ךםןףץ]$/u, (letter) => finals[letter] ?? letter),
  );

/** The words of a term. */
export const wordsOf = (term: string): readonly string[] => [...words(term)].map(({ text }) => text);

const parenthesised = /^(.+?)\s*[(（]([^()（）]{2,60})[)）]$/u;
const abbreviation = /^[\p{L}\p{N}.&"'״׳/-]{2,12}$/u;

/** Whether a piece is a short form: capitals (`RPO`, `Т.Д.`) or letters with gershayim (`אה״ק`). */
export const isAbbreviation = (piece: string): boolean =>
  abbreviation.test(piece) && (/\p{Lu}.*\p{Lu}/u.test(piece) || /[\u05D0-\u05EA]["״][\u05D0-\u05EA]$/u.test(piece));

/** The first letters of the words of a phrase, lower case. */
export const initialsOf = (phrase: string): string =>
  (phrase.match(/(?<![\p{L}\p{N}])\p{L}/gu) ?? []).join("").toLowerCase();

const shortens = (short: string, long: string): boolean =>
  isAbbreviation(short) && (initialsOf(long).includes(short.toLowerCase()) || wordsOf(long).length === 1);

/**
 * The writings of a term: `Recovery point objective (RPO)` is found by both. What stands in brackets is dropped where it
 * is no short form, as in `Searching (console)`.
 */
export function writingsOf(term: string): readonly string[] {
  const match = parenthesised.exec(term);
  if (match === null) return [term];
  const [outside, inside] = [match[1] ?? "", match[2] ?? ""];
  return shortens(inside, outside) || shortens(outside, inside) ? [outside, inside] : [outside];
}

/** All keys of a term in a document's language, without repetition; `code`: it is written as code. */
export function keysOf(term: string, language: string, analyser: Analyser, code: boolean): readonly string[] {
  const keys = writingsOf(term).flatMap((writing) => {
    if (code || looksLikeIdentifier(writing)) return [exactKey(writing)];
    return phraseKeys(wordsOf(writing), language, analyser);
  });
  return [...new Set(keys)];
}
