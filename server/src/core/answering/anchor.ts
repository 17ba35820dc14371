import type { TextRange } from "../documents/document.ts";
import { findEditedStretch } from "./anchorStretch.ts";
import { placedWords, type PlacedWord } from "./anchorWords.ts";

/** A quotation to be found again in a text that may have changed. */
export interface AnchorRequest {
  readonly text: string;
  /** The words as they stood. */
  readonly quote: string;
  /** Where they stood, in UTF-16 code units. */
  readonly startOffset: number;
  /** What stood before and after; used to choose between several places. */
  readonly before?: string;
  readonly after?: string;
}

/** What became of a quotation. `start` and `end` are a range of the text, in UTF-16 code units. */
export type Anchor =
  | { readonly kind: "unchanged" | "moved" | "edited"; readonly start: number; readonly end: number }
  | { readonly kind: "gone" };

/** Places of the same words that are compared, on each side of the old one. */
const mostPlaces = 500;
/** How far around its old place an edited quotation is looked for first. */
const nearby = 20_000;
/** Longer quotations are looked for by their beginning and their end. */
const longestAligned = 600;
const comparedContext = 100;
const gone: Anchor = { kind: "gone" };

/**
 * Finds a quotation's words again: at the same place (unchanged), elsewhere (moved), or most of them in order (edited).
 * Changes of white space alone are no change. Never throws; the time is bounded by a few passes over the text.
 */
export function anchorQuote(request: AnchorRequest): Anchor {
  const { text, quote, startOffset } = request;
  const endOffset = startOffset + quote.length;
  if (startOffset >= 0 && endOffset <= text.length && text.startsWith(quote, startOffset)) {
    return { kind: "unchanged", start: startOffset, end: endOffset };
  }
  if (quote.trim() === "") return gone;
  const same = bestPlace(request, exactPlaces(request)) ?? bestPlace(request, rewrappedPlaces(request));
  if (same !== undefined) return { kind: same.start === startOffset ? "unchanged" : "moved", ...same };
  const edited = findEdited(request, [...placedWords(quote)]);
  if (edited === undefined) return gone;
  const range = withOuterMarks(text, quote, edited);
  if (withoutSpace(text.slice(range.start, range.end)) !== withoutSpace(quote)) return { kind: "edited", ...range };
  return { kind: range.start === startOffset ? "unchanged" : "moved", ...range };
}

/** The places of exactly the same text nearest to the old one. */
function exactPlaces({ text, quote, startOffset }: AnchorRequest): readonly TextRange[] {
  const starts: number[] = [];
  const old = Math.min(Math.max(startOffset, 0), text.length);
  for (let at = text.indexOf(quote, old), count = 0; at !== -1 && count < mostPlaces; count += 1) {
    starts.push(at);
    at = text.indexOf(quote, at + 1);
  }
  for (
    let at = old > 0 ? text.lastIndexOf(quote, old - 1) : -1, count = 0;
    at !== -1 && count < mostPlaces;
    count += 1
  ) {
    starts.push(at);
    at = at > 0 ? text.lastIndexOf(quote, at - 1) : -1;
  }
  return starts.map((start) => ({ start, end: start + quote.length }));
}

/** The places of the same text with other white space between its words. */
function rewrappedPlaces({ text, quote }: AnchorRequest): readonly TextRange[] {
  const pieces = quote.trim().split(/\s+/u);
  if (pieces.length === 1 && pieces[0] === quote) return [];
  const pattern = new RegExp(pieces.map(escapePattern).join("\\s+"), "g");
  const places: TextRange[] = [];
  for (const match of text.matchAll(pattern)) {
    if (places.push({ start: match.index, end: match.index + match[0].length }) === 2 * mostPlaces) break;
  }
  return places;
}

const escapePattern = (piece: string): string => piece.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");

/** Whole words before parts of words, then the place whose surroundings fit best, then the nearest. */
function bestPlace(request: AnchorRequest, places: readonly TextRange[]): TextRange | undefined {
  const { text, startOffset, before = "", after = "" } = request;
  const whole = places.filter((place) => standsAlone(text, place));
  const several = /\s/u.test(request.quote.trim());
  const fit = ({ start, end }: TextRange): number =>
    sharedEnd(text.slice(Math.max(0, start - 2 * comparedContext), start), before) +
    sharedStart(text.slice(end, end + 2 * comparedContext), after);
  return (whole.length > 0 ? whole : several ? places : [])
    .map((place) => ({ place, fit: fit(place), distance: Math.abs(place.start - startOffset) }))
    .sort((a, b) => b.fit - a.fit || a.distance - b.distance)[0]?.place;
}

const wordCharacter = /[\p{L}\p{N}\p{M}]/u;

/** Whether no word goes on beyond an end of a range; between characters of scripts without spaces it always may. */
function standsAlone(text: string, { start, end }: TextRange): boolean {
  const joined = (at: number): boolean => {
    const [left, right] = [text.slice(at - 1, at), text.slice(at, at + 1)];
    return wordCharacter.test(left) && wordCharacter.test(right) && [...placedWords(left + right)].length === 1;
  };
  return !joined(start) && !joined(end);
}

/** How many characters two texts have in common at their beginnings, white space aside. */
function sharedStart(one: string, other: string): number {
  const [a, b] = [withoutSpace(one), withoutSpace(other)];
  const most = Math.min(a.length, b.length, comparedContext);
  let length = 0;
  while (length < most && a[length] === b[length]) length += 1;
  return length;
}

/** The same at their ends. */
function sharedEnd(one: string, other: string): number {
  const [a, b] = [withoutSpace(one), withoutSpace(other)];
  const most = Math.min(a.length, b.length, comparedContext);
  let length = 0;
  while (length < most && a.at(-1 - length) === b.at(-1 - length)) length += 1;
  return length;
}

const withoutSpace = (text: string): string => text.replace(/\s+/gu, "");

function findEdited({ text, startOffset, quote }: AnchorRequest, words: readonly PlacedWord[]): TextRange | undefined {
  if (words.length === 0) return undefined;
  if (words.length > longestAligned) return findByEnds(text, startOffset, words);
  const from = Math.max(0, startOffset - nearby);
  const to = Math.min(text.length, startOffset + quote.length + nearby);
  const near = from < to ? findEditedStretch(text, words, { from, to, near: startOffset }) : undefined;
  if (near !== undefined || to - from >= text.length) return near;
  return findEditedStretch(text, words, { from: 0, to: text.length, near: startOffset });
}

function findByEnds(text: string, startOffset: number, words: readonly PlacedWord[]): TextRange | undefined {
  const whole = { from: 0, to: text.length };
  const first = findEditedStretch(text, words.slice(0, longestAligned), { ...whole, near: startOffset });
  if (first === undefined) return undefined;
  const length = (words.at(-1)?.end ?? 0) - (words[0]?.start ?? 0);
  const last = findEditedStretch(text, words.slice(-longestAligned), {
    from: first.start,
    to: Math.min(text.length, first.start + 2 * length),
    near: first.start + length,
  });
  return last === undefined ? undefined : { start: first.start, end: Math.max(first.end, last.end) };
}

const marksAtEnd = /[^\p{L}\p{N}\p{M}\s]+$/u;
const marksAtStart = /^[^\p{L}\p{N}\p{M}\s]+/u;

/** Takes in the marks at the ends that the quotation had too: its full stop, its quotation marks, its emphasis. */
function withOuterMarks(text: string, quote: string, { start, end }: TextRange): TextRange {
  const had = { opening: marksAtStart.exec(quote)?.[0] ?? "", closing: marksAtEnd.exec(quote)?.[0] ?? "" };
  const opening = marksAtEnd.exec(text.slice(Math.max(0, start - had.opening.length), start))?.[0] ?? "";
  const closing = marksAtStart.exec(text.slice(end, end + had.closing.length))?.[0] ?? "";
  return { start: start - opening.length, end: end + closing.length };
}
