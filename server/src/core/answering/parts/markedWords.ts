import { scriptOf } from "../../language/script.ts";
import { words } from "../../language/words.ts";
import type { WordLists } from "../questions/languageWords.ts";

/** A word of a sentence and what it may be part of. Offsets count within the sentence. */
export interface MarkedWord {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly isNumber: boolean;
  /** A month, a weekday, a century, a year: part of a date. */
  readonly isTime: boolean;
  /** A unit of time. */
  readonly isDuration: boolean;
  /** Begins with a capital, or holds a digit or a Latin letter among words of a script without capitals. */
  readonly isName: boolean;
  /** A word that carries grammar rather than meaning. */
  readonly isFunction: boolean;
  /** "in", "near", "from": what follows may be a place. */
  readonly isPlaceMark: boolean;
  /** In Hebrew, whether such a word is written onto it. */
  readonly isPlaced: boolean;
  /** Whether the question holds it. */
  readonly isAsked: boolean;
  /** Whether a mark other than an apostrophe or a hyphen stands between it and the word before. */
  readonly opensClause: boolean;
}

const years = /^(?:1[0-9]{3}|20[0-9]{2}|2100)(?:s|е|х|-?[а-я]{1,3})?$/u;
const digits = /\p{N}/u;
const capital = /^\p{Lu}/u;
const clauseMark = /[,.;:!?()[\]{}"«»„“”—–|\n]|\s-\s/u;
const hebrewPlaced = /^[\u05D0-\u05EA]{4}/u;
/** Scripts that tell names by a capital. */
const cased: ReadonlySet<string> = new Set(["latin", "cyrillic", "greek"]);

/** The words of a sentence as they are looked at for parts that answer. */
export function markWords(
  sentence: string,
  lists: WordLists,
  isAsked: (word: string) => boolean,
): readonly MarkedWord[] {
  const found: MarkedWord[] = [];
  let last = 0;
  for (const { text, start, end } of words(sentence)) {
    const script = scriptOf(text);
    const isNumber = digits.test(text) || lists.holds("numbers", text);
    found.push({
      ...{ text, start, end, isNumber },
      isTime: years.test(text) || lists.holds("months", text) || lists.holds("times", text),
      isDuration: lists.holds("durations", text),
      isName: script !== undefined && cased.has(script) && (capital.test(text) || script !== scriptOf(sentence)),
      isFunction: lists.holds("function", text),
      isPlaceMark: lists.holds("placeMarks", text),
      isPlaced: hebrewPlaced.test(text) && lists.holds("placeMarks", text.slice(0, 1)),
      isAsked: isAsked(text),
      opensClause: found.length > 0 && clauseMark.test(sentence.slice(last, start)),
    });
    last = end;
  }
  return found;
}
