import type { WordLists } from "../questions/languageWords.ts";
import type { MarkedWord } from "./markedWords.ts";

/** What a stretch of a sentence looks like. */
export type PartKind =
  "time" | "duration" | "quantity" | "name" | "place" | "reason" | "definition" | "words" | "clause";

/** A stretch of a sentence that may be the exact answer: words `first` to `last`, offsets within the sentence. */
export interface CandidatePart {
  readonly kind: PartKind;
  readonly first: number;
  readonly last: number;
  readonly start: number;
  readonly end: number;
}

/** Words after a number that may say what is counted. */
const unitWords = 2;
/** Longer runs are a clause. */
const longestRun = 8;
/** Candidates of one sentence at most. */
const mostParts = 400;

/** Every stretch of a sentence that may be the exact answer. */
export function candidateParts(
  sentence: string,
  words: readonly MarkedWord[],
  lists: WordLists,
): readonly CandidatePart[] {
  const parts = new Map<string, CandidatePart>();
  function add(kind: PartKind, first: number, last: number): void {
    const [from, to] = [words[first], words[last]];
    if (from === undefined || to === undefined || last < first || parts.size >= mostParts) return;
    const key = `${kind} ${first} ${last}`;
    if (words.slice(first, last + 1).every(({ isAsked, isFunction }) => isAsked || isFunction)) return;
    parts.set(key, { kind, first, last, start: from.start, end: to.end + closing(sentence, to.end) });
  }
  addTimes(words, add);
  addNumbers(words, add);
  addNames(words, add);
  addRuns(words, add);
  addClauses(sentence, words, lists, add);
  return [...parts.values()];
}

type Add = (kind: PartKind, first: number, last: number) => void;

/** A percent sign, a degree sign or a currency belongs to the number before it. */
const closing = (sentence: string, end: number): number =>
  /^\s?[%°€$₪₽£]C?/u.exec(sentence.slice(end, end + 3))?.[0].length ?? 0;

/** Maximal runs of words that fulfil `holds`, where `joins` words may stand between them. */
function runs(
  words: readonly MarkedWord[],
  holds: (word: MarkedWord) => boolean,
  joins: (word: MarkedWord) => boolean = () => false,
): readonly (readonly [first: number, last: number])[] {
  const found: (readonly [number, number])[] = [];
  let [first, last] = [-1, -1];
  for (const [place, word] of words.entries()) {
    const continues = first >= 0 && !word.opensClause;
    if (!continues && first >= 0) {
      found.push([first, last]);
      first = -1;
    }
    if (holds(word)) {
      if (first < 0) first = place;
      last = place;
    } else if (first >= 0 && !joins(word)) {
      found.push([first, last]);
      first = -1;
    }
  }
  if (first >= 0) found.push([first, last]);
  return found;
}

function addTimes(words: readonly MarkedWord[], add: Add): void {
  const joined = (word: MarkedWord): boolean => word.isFunction;
  for (const [first, last] of runs(words, (word) => word.isTime || word.isNumber, joined)) {
    if (!words.slice(first, last + 1).some(({ isTime }) => isTime)) continue;
    add("time", first, last);
    for (let place = first; place <= last; place += 1) if (words[place]?.isTime === true) add("time", place, place);
  }
}

function addNumbers(words: readonly MarkedWord[], add: Add): void {
  for (const [first, last] of runs(words, ({ isNumber }) => isNumber)) {
    add("quantity", first, last);
    for (let unit = last + 1; unit <= last + unitWords; unit += 1) {
      if (words[unit] === undefined || words[unit]?.opensClause === true) break;
      add(words[unit]?.isDuration === true ? "duration" : "quantity", first, unit);
    }
    if (words[first - 1]?.isDuration === true) add("duration", first - 1, last);
  }
  for (const [place, { isDuration, isNumber }] of words.entries())
    if (isDuration && !isNumber) add("duration", place, place);
}

function addNames(words: readonly MarkedWord[], add: Add): void {
  // Behind "in" or "near" a name is a place rather than a person.
  const kindAt = (first: number): PartKind =>
    words[first]?.isPlaced === true || words[first - 1]?.isPlaceMark === true ? "place" : "name";
  for (const [first, last] of runs(words, ({ isName }) => isName)) add(kindAt(first), first, last);
  for (const [first, last] of runs(
    words,
    ({ isName }) => isName,
    ({ isFunction }) => isFunction,
  ))
    add(kindAt(first), first, last);
}

/** Runs of words that the question does not hold, whole and in parts. */
function addRuns(words: readonly MarkedWord[], add: Add): void {
  const content = (word: MarkedWord): boolean => !word.isFunction && !word.isAsked;
  for (const [first, last] of runs(words, content)) {
    for (let from = first; from <= last; from += 1)
      for (let to = from; to <= Math.min(last, from + longestRun - 1); to += 1)
        add(words[from]?.isPlaced === true ? "place" : "words", from, to);
  }
  for (const [first, last] of runs(words, content, ({ isFunction, isAsked }) => isFunction && !isAsked))
    if (last - first < longestRun) add("words", first, last);
}

/** What stands between marks, and what follows a word that gives a reason or a definition. */
function addClauses(sentence: string, words: readonly MarkedWord[], lists: WordLists, add: Add): void {
  const opens = [0, ...[...words.entries()].filter(([, { opensClause }]) => opensClause).map(([place]) => place)];
  const clauseEnd = (from: number): number => (opens.find((place) => place > from) ?? words.length) - 1;
  for (const first of opens) add("clause", first, clauseEnd(first));
  for (const kind of ["reason", "definition"] as const) {
    for (const mark of lists.find(kind, sentence)) {
      const at = words.findIndex(({ start }) => start >= mark.start);
      const after = words.findIndex(({ start }) => start >= mark.end);
      if (after < 0 || at < 0) continue;
      add(kind, after, clauseEnd(after));
      add(kind, at, clauseEnd(after));
      add(kind, after, words.length - 1);
    }
  }
}
