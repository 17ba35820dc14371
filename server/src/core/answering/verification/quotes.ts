import type { ReadText } from "./sourceText.ts";
import type { Source } from "./evidence.ts";

/** What stands between quotation marks in a sentence. */
export interface Quotation {
  readonly text: string;
}

const pairs = [
  /“([^“”]+)”/gu,
  /„([^„“”]+)[“”]/gu,
  /«([^«»]+)»/gu,
  /「([^「」]+)」/gu,
  /『([^『』]+)』/gu,
  // Straight and low marks stand outside of words: `רשב"י` holds none.
  /(?<![\p{L}\p{N}])"([^"]+)"(?!\p{L})/gu,
  /(?<![\p{L}\p{N}])״([^״]+)״(?!\p{L})/gu,
] as const;

/** Shorter ones are names, titles or words held at a distance; they are compared as words. */
const leastWords = 2;

/** The quotations of a sentence of two words or more. */
export function quotationsOf(text: string): readonly Quotation[] {
  const found = pairs.flatMap((pair) =>
    Array.from(text.matchAll(pair), ([, inside = ""]) => ({ text: inside.trim() })),
  );
  const unclosed = /[“„«]([^“”„«»]+)$/u.exec(text)?.[1];
  const all = unclosed === undefined ? found : [...found, { text: unclosed.trim() }];
  return all.filter(
    (quotation) => /[\u3040-\u9FFF]{4}/u.test(quotation.text) || countWords(quotation.text) >= leastWords,
  );
}

const countWords = (text: string): number =>
  text.split(/[\s\p{P}]+/u).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;

/** One writing of quotation marks, dashes, white space and invisible signs; emphasis of Markdown left out. */
const folded = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\u200B-\u200F\u202A-\u202E\u2066-\u2069\u00AD\uFEFF*_`]/gu, "")
    .replace(/[“”„«»"″״]/gu, '"')
    .replace(/[‘’‚′׳`]/gu, "'")
    .replace(/[‐‑‒–—―−]/gu, "-")
    .replace(/\s*\.\.\.\s*|\s*…\s*/gu, "…")
    .replace(/\s+/gu, " ")
    .trim();

/** How a quotation stands in the sources: word for word; with other endings or accents; or not. */
export type QuoteMatch = "verbatim" | "inflected" | "missing";

/** Looks for a quotation in the sources. What was left out (`…`, `[...]`) may stand between its parts. */
export function matchQuotation(
  { text }: Quotation,
  sources: readonly Source[],
  read: (part: string) => ReadText,
): QuoteMatch {
  const parts = folded(text)
    .split(/\[?…\]?|\[[^\]]*\]/u)
    .map((part) => part.replace(/^[\s"'.,;:!?-]+|[\s"'.,;:!?-]+$/gu, ""))
    .filter((part) => part !== "");
  if (sources.some((source) => holdsAll(folded(source.text), parts))) return "verbatim";
  if (sources.some((source) => holdsAll(folded(source.headings.text), parts))) return "verbatim";
  const isInflected = (source: ReadText): boolean => parts.every((part) => holdsSequence(source, read(part)));
  return sources.some((source) => isInflected(source) || isInflected(source.headings)) ? "inflected" : "missing";
}

/** Whether a text holds all parts in order, each as whole words. */
function holdsAll(text: string, parts: readonly string[]): boolean {
  let from = 0;
  for (const part of parts) {
    let at = text.indexOf(part, from);
    while (at !== -1 && !standsAlone(text, at, at + part.length)) at = text.indexOf(part, at + 1);
    if (at === -1) return false;
    from = at + part.length;
  }
  return true;
}

const joined = /^[\p{L}\p{N}\p{M}]{2}$/u;
const unspaced = /[\u3040-\u9FFF\u0E00-\u0E7F]/u;
const standsAlone = (text: string, start: number, end: number): boolean =>
  [text.slice(start - 1, start + 1), text.slice(end - 1, end + 1)].every(
    (border) => !joined.test(border) || unspaced.test(border),
  );

/** Whether a text holds the words of another in a row, by their terms. */
function holdsSequence({ words }: ReadText, { words: wanted }: ReadText): boolean {
  if (wanted.length === 0) return false;
  return words.some((_, start) =>
    wanted.every(({ terms }, place) => words[start + place]?.terms.some((term) => terms.includes(term)) ?? false),
  );
}
