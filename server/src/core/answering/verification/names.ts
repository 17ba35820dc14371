import { scriptOf, scriptOfLanguage } from "../../language/script.ts";
import { contentPlaces, type Evidence, type Source } from "./evidence.ts";
import type { ReadText } from "./sourceText.ts";
import { isSubstituted } from "./substitution.ts";
import type { ReadWord } from "./readWords.ts";

/** What is wrong with a sentence's names. */
export interface NameFindings {
  /** Names and identifiers that stand nowhere in the sources. */
  readonly missing: readonly string[];
  /** Words that may be names and do not stand there, or stand elsewhere than what the sentence rests on. */
  readonly doubtful: readonly string[];
}

/** Scripts whose names begin with a capital. */
const withCapitals: ReadonlySet<string> = new Set(["latin", "cyrillic", "greek"]);
/** Languages that write every noun with a capital. */
const capitalNouns: ReadonlySet<string> = new Set(["de", "lb"]);
const sentenceEnd = /[.!?…:;•|"“”«»„([]\s*$|^[^\p{L}\p{N}]*$|\n[^\p{L}\p{N}]*$/u;

/** Whether a word begins a sentence or the like, where a capital says nothing. */
const isFirst = ({ text }: ReadText, { start }: ReadWord): boolean => sentenceEnd.test(text.slice(0, start));

const isInnerCapital = (text: ReadText, word: ReadWord | undefined): boolean =>
  word?.hasCapital === true && !isFirst(text, word);

/**
 * Compares the names of an answer with its sources: capitalised words inside a sentence and identifiers. At a sentence's
 * start, and in scripts without capitals, a word that stands nowhere in the sources is doubtful.
 */
export function compareNames(
  answer: ReadText,
  sources: readonly Source[],
  evidence: Evidence,
  question: ReadText,
  sameLanguage: boolean,
): NameFindings {
  const missing: string[] = [];
  const doubtful: string[] = [];
  const names = sourceNames(sources);
  const unmatchedNames = evidence.unmatched.filter((word) => word.isIdentifier || names.has(word.plain));
  const isTitle = isTitleCase(answer);
  const isOfAmount = (place: number): boolean =>
    answer.amounts.some(
      ({ first, last, isLoose }) =>
        // "The Second Strait": a number's word with a capital is part of a name.
        place >= first && place <= last && !(isLoose && isInnerCapital(answer, answer.words[place])),
    );
  const content = new Set(contentPlaces(answer));
  const isHeld = ({ wanted }: ReadWord): boolean =>
    sources.some(({ places, headings }) => wanted.some((term) => places.has(term) || headings.places.has(term)));
  for (const [place, word] of answer.words.entries()) {
    const isCapital = isInnerCapital(answer, word);
    if (isOfAmount(place) || !(content.has(place) || isCapital) || saysWithoutNaming(word, answer)) continue;
    const script = scriptOf(word.text);
    if (script === undefined) continue;
    const isKnown = content.has(place) ? evidence.known.has(place) : isHeld(word);
    const isNameLike = word.isIdentifier || (word.hasCapital && !isTitle);
    if (!withCapitals.has(script) || !writesScript(sources, script)) {
      if (!sameLanguage) {
        if (!isKnown && word.isIdentifier) doubtful.push(word.text);
      } else if (!isKnown || (!evidence.held.has(place) && evidence.unmatched.length > 0)) doubtful.push(word.text);
      else if ([0, 1, 2].some((more) => isSubstituted(answer, place, place + more, evidence))) doubtful.push(word.text);
      continue;
    }
    if (!isNameLike) continue;
    if (isKnown) {
      // It stands elsewhere in the sources, and what the answer rests on has a name that the answer has not.
      const isElsewhere = content.has(place) && !evidence.held.has(place) && unmatchedNames.length > 0;
      const lacksName = unmatchedNames.length > 0 && isCapital;
      if (isElsewhere || isSubstituted(answer, ...nameAround(answer, place), evidence, lacksName))
        doubtful.push(word.text);
      continue;
    }
    if (isSpelledOut(answer, place)) continue;
    if (resembles(word, sources)) {
      if (isSubstituted(answer, ...nameAround(answer, place), evidence)) doubtful.push(word.text);
      continue;
    }
    if (question.words.some(({ terms }) => terms.some((term) => word.terms.includes(term)))) doubtful.push(word.text);
    else if (!sameLanguage || capitalNouns.has(answer.rules.language)) doubtful.push(word.text);
    else if (word.isIdentifier || !isFirst(answer, word)) missing.push(word.text);
    else if (isName(answer, place)) missing.push(word.text);
    else if (unmatchedNames.length > 0) doubtful.push(word.text);
    else if (scriptOfLanguage(answer.rules.language) !== script) missing.push(word.text);
    else if (evidence.unmatched.some((other) => other.hasCapital && !hasSmallTwin(other, sources)))
      doubtful.push(word.text);
    else if (isSubstituted(answer, place, place, evidence)) doubtful.push(word.text);
  }
  return { missing, doubtful };
}

/** Denials and words such as "only" are compared by themselves. */
const saysWithoutNaming = ({ plain }: ReadWord, { rules }: ReadText): boolean =>
  rules.denials.has(plain) || rules.quantifiers.has(plain);

/** Whether nearly all words begin with a capital, as in a title. */
function isTitleCase({ words }: ReadText): boolean {
  const content = words.filter(({ isContent }) => isContent);
  return content.length >= 3 && content.filter(({ hasCapital }) => hasCapital).length >= 0.9 * content.length;
}

/** Whether a sentence's first word is part of a name: another capital follows. */
const isName = ({ words }: ReadText, place: number): boolean => {
  const [word, next] = [words[place], words[place + 1]];
  return word !== undefined && next !== undefined && next.hasCapital && next.clause === word.clause;
};

/** The capitalised words in a row that a word stands in. */
function nameAround({ words }: ReadText, place: number): readonly [first: number, last: number] {
  let [first, last] = [place, place];
  const goesOn = (one: number, other: number): boolean =>
    words[other]?.hasCapital === true && words[other].isContent && words[one]?.clause === words[other].clause;
  while (goesOn(first, first - 1)) first -= 1;
  while (goesOn(last, last + 1)) last += 1;
  return [first, last];
}

/** The plain forms of the sources' words that stand with a capital inside a sentence. */
function sourceNames(sources: readonly Source[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const source of sources)
    for (const word of source.words)
      if (word.hasCapital && word.isContent && !isFirst(source, word)) names.add(word.plain);
  return names;
}

/** Whether a word stands somewhere in the sources in small letters too, so that it is no name. */
const hasSmallTwin = (word: ReadWord, sources: readonly Source[]): boolean =>
  sources.some((source) =>
    word.terms.some((term) =>
      (source.places.get(term) ?? []).some((place) => source.words[place]?.hasCapital === false),
    ),
  );

const writesScript = (sources: readonly Source[], script: string): boolean =>
  sources.some(({ words }) => words.some(({ text }) => scriptOf(text) === script));

/** Another form of a name of the sources (`German`, `Germany`), its initials (`NFL`), or a part of an identifier. */
function resembles({ plain, text }: ReadWord, sources: readonly Source[]): boolean {
  for (const source of sources) {
    for (const read of [source, source.headings])
      for (const other of read.words) {
        if (!other.hasCapital && !other.isIdentifier) continue;
        const [short, long] = plain.length < other.plain.length ? [plain, other.plain] : [other.plain, plain];
        if (short.length >= 4 && long.length - short.length <= 3 && long.startsWith(short)) return true;
        if (isStemOf(plain, other.plain)) return true;
      }
    if (/^\p{Lu}{2,6}$/u.test(text) && initials(source).includes(plain)) return true;
  }
  return false;
}

/** Endings of inflected names: all but the last two letters alike, of five at least. */
const isStemOf = (one: string, other: string): boolean => {
  const length = Math.min(one.length, other.length) - 1;
  return length >= 5 && Math.abs(one.length - other.length) <= 2 && one.slice(0, length) === other.slice(0, length);
};

/** An abbreviation in parentheses after the words that it stands for: these are compared. */
function isSpelledOut({ words, text }: ReadText, place: number): boolean {
  const word = words[place];
  if (word === undefined || !/^\p{Lu}{2,6}$/u.test(word.text) || text[word.start - 1] !== "(") return false;
  const before = words.slice(Math.max(0, place - word.text.length), place);
  return before.map(({ plain }) => plain.charAt(0)).join("") === word.plain;
}

const initials = ({ words }: ReadText): string =>
  words
    .filter(({ hasCapital }) => hasCapital)
    .map(({ plain }) => plain.charAt(0))
    .join("");
