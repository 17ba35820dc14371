import type { TextRange } from "../documents/document.ts";
import { isUnspaced, words } from "../language/words.ts";

/** Words that may name a term, and where they stand in the text. */
export interface Phrase extends TextRange {
  readonly words: readonly string[];
}

/** A piece that may be an identifier; `text` is it without the backslashes of Markdown. */
export interface Piece extends TextRange {
  readonly text: string;
}

export interface WordsAround {
  /** Longest first. */
  readonly pieces: readonly Piece[];
  /** Longest first, at most six words. */
  readonly phrases: readonly Phrase[];
  /** Whether the position lies between code marks or in a code block. */
  readonly inCode: boolean;
  readonly inBlock: boolean;
}

/** How far to both sides is looked, in UTF-16 code units. */
const reach = 240;
const mostWords = 6;
const longestRun = 12;
const longestLooked = 2_000_000;
const pieceCharacters = /[\p{L}\p{M}\p{N}_.:/\\#$@-]+/gu;
/** What may stand between two words of one term: spaces, a line end, a hyphen, emphasis. */
const between = /^(?:[ \t]*[-‐–][ \t]*|[\s*_\\]+)$/u;

/** What stands at an offset of a text: identifiers and phrases that contain it. An offset right after a word counts. */
export function wordsAround(text: string, offset: number): WordsAround {
  const from = Math.max(0, offset - reach);
  const to = Math.min(text.length, offset + reach);
  const around = text.slice(from, to);
  const code = codeAround(text, offset);
  const fenced = isInFence(text, offset);
  const link = isLink(around, offset - from);
  return {
    pieces: [...(code === undefined ? [] : [code]), ...(link ? [] : piecesOf(around, from, offset))],
    phrases: link || fenced ? [] : phrasesOf(around, from, offset),
    inCode: code !== undefined || fenced,
    inBlock: fenced,
  };
}

/** Whether an offset lies in an address, a path or a link's target: their words name no terms. */
function isLink(around: string, offset: number): boolean {
  if (/\]\([^()\s]*$/u.test(around.slice(0, offset))) return true;
  const left = /[^\s<>"'`()[\]]*$/u.exec(around.slice(0, offset))?.[0] ?? "";
  const right = /^[^\s<>"'`()[\]]*/u.exec(around.slice(offset))?.[0] ?? "";
  return /:\/\/|^www\.|\w\.\w+\//u.test(left + right);
}

/** Whether an offset lies in a fenced code block; long texts are not looked through. */
function isInFence(text: string, offset: number): boolean {
  if (offset > longestLooked) return false;
  let open: string | undefined;
  for (const [, fence = ""] of text.slice(0, offset).matchAll(/^[ \t]*(`{3,}|~{3,})/gmu)) {
    if (open === undefined) open = fence;
    else if (fence.startsWith(open)) open = undefined;
  }
  return open !== undefined;
}

/** The code span around an offset, within its line. */
function codeAround(text: string, offset: number): Piece | undefined {
  const lineStart = text.lastIndexOf("\n", offset - 1) + 1;
  const next = text.indexOf("\n", offset);
  const line = text.slice(
    Math.max(lineStart, offset - reach),
    Math.min(next === -1 ? text.length : next, offset + reach),
  );
  const base = Math.max(lineStart, offset - reach);
  for (const match of line.matchAll(/(`+)([^`]+)\1/gu)) {
    const start = base + match.index + (match[1]?.length ?? 0);
    const content = match[2] ?? "";
    if (offset >= start && offset <= start + content.length)
      return { text: content.trim(), start, end: start + content.length };
  }
  return undefined;
}

function piecesOf(around: string, from: number, offset: number): readonly Piece[] {
  for (const { 0: run, index } of around.matchAll(pieceCharacters)) {
    const start = from + index;
    if (offset < start || offset > start + run.length) continue;
    const parts: TextRange[] = [];
    for (const part of run.matchAll(/[^./:]+/gu)) {
      parts.push({ start: start + part.index, end: start + part.index + part[0].length });
    }
    const own = parts.findIndex((part) => offset >= part.start && offset <= part.end);
    return own === -1 ? [] : runsAround(parts, own).map((range) => pieceOf(around, from, range));
  }
  return [];
}

/** Every run of neighbouring parts that holds the part `own`, longest first. */
function runsAround(parts: readonly TextRange[], own: number): readonly TextRange[] {
  const runs: TextRange[] = [];
  for (let length = Math.min(parts.length, mostWords); length >= 1; length -= 1) {
    for (let first = Math.max(0, own - length + 1); first <= own; first += 1) {
      const [start, end] = [parts[first]?.start, parts[first + length - 1]?.end];
      if (start !== undefined && end !== undefined) runs.push({ start, end });
    }
  }
  return runs;
}

function pieceOf(around: string, from: number, { start, end }: TextRange): Piece {
  const text = around
    .slice(start - from, end - from)
    .replaceAll("\\", "")
    .replace(/-+$/u, "");
  return { text, start, end };
}

function phrasesOf(around: string, from: number, offset: number): readonly Phrase[] {
  const found = [...words(around)].map((word) => ({ ...word, start: word.start + from, end: word.end + from }));
  const own = found.findIndex(({ start, end }) => offset >= start && offset <= end);
  const word = found[own];
  if (word === undefined) return [];
  if (isUnspaced(word.text)) return unspacedPhrases(word, offset);
  let [first, last] = [own, own];
  const joined = (left: number): boolean => {
    const gap = around.slice((found[left]?.end ?? 0) - from, (found[left + 1]?.start ?? 0) - from);
    return between.test(gap) && (gap.match(/\n/gu)?.length ?? 0) <= 1;
  };
  while (first > 0 && own - first < mostWords - 1 && joined(first - 1)) first -= 1;
  while (last + 1 < found.length && last - own < mostWords - 1 && joined(last)) last += 1;
  const near = found.slice(first, last + 1);
  return runsAround(near, own - first).map((range) => ({
    ...range,
    words: near.filter(({ start, end }) => start >= range.start && end <= range.end).map((each) => each.text),
  }));
}

/** Where words are not set apart, any run of characters around the offset may be a term. */
function unspacedPhrases(word: Piece, offset: number): readonly Phrase[] {
  const phrases: Phrase[] = [];
  for (let length = Math.min(longestRun, word.text.length); length >= 2; length -= 1) {
    for (let start = Math.max(word.start, offset - length); start <= offset; start += 1) {
      const end = start + length;
      if (end > word.end) break;
      phrases.push({ start, end, words: [word.text.slice(start - word.start, end - word.start)] });
    }
  }
  return phrases;
}
